import { templateCodes } from '../../core/ci-template/codes.ts'
import { type ErrorCode, type ErrorRow, errorCodes } from '../../core/errors/codes.ts'
import type { ComponentJob } from './component-jobs.ts'
import { listScript } from './component-jobs.ts'

/** What the facts of a component are told by. */
export interface ComponentTraits {
  inputs: ReadonlySet<string>
  jobs: readonly ComponentJob[]
}

interface Fact {
  isOf: (traits: ComponentTraits) => boolean
  text: string
}

/** A wrong thing that happens, and what the user sees then. */
interface BadInput extends Omit<Fact, 'text'> {
  what: string
  /** The error of the command; its message and remedy are taken from the table of errors. */
  code?: ErrorCode
  /** Whether the error is that of a step, so that the other steps are done and the job fails with 1. */
  isStep?: true
  /** What happens, where no error of the command tells it. */
  text?: string
}

const hasInput = (name: string) => (traits: ComponentTraits) => traits.inputs.has(name)
const hasKey = (key: string) => (traits: ComponentTraits) => traits.jobs.some(({ settings }) => key in settings)
const calls = (pattern: RegExp) => (traits: ComponentTraits) =>
  traits.jobs.some((job) => listScript(job).some((line) => pattern.test(line)))
const hasSecureFile = hasInput('secure-file')
const builds = calls(/^arkindex-ci build\b/)
const applies = calls(/^arkindex-ci (?:apply|release)\b/)

/** What a component needs of tokens, scopes and the runner. */
export const needs: readonly Fact[] = [
  {
    isOf: () => true,
    text: 'A runner that runs jobs in containers (Docker, Podman or Kubernetes executor). No privileged mode, no Docker service.',
  },
  {
    isOf: hasInput('image'),
    text: 'The image of the input `image`, which has the command: the job token reads it from the registry of the same GitLab where the project lets it.',
  },
  {
    isOf: builds,
    text: 'The container registry of the project: `CI_REGISTRY_IMAGE`, `CI_REGISTRY_USER` and `CI_REGISTRY_PASSWORD`, which GitLab sets by itself. buildah makes user namespaces, which the runner must allow; else choose `builder`.',
  },
  {
    isOf: builds,
    text: 'skopeo beside the builder, in `image`: it looks for the image of the commit, tags it, and settles what came out of the layer cache. Without it the job says so and builds without a cache.',
  },
  {
    isOf: hasInput('build-secret-files'),
    text: 'For build secrets CI/CD variables of the type File. Protected ones are there on protected branches and tags only, and so are the builds that need them.',
  },
  {
    isOf: hasSecureFile,
    text: 'The secure file of the input `secure-file` with the profiles of the instances. The job token reads it; no variable holds a token of Arkindex.',
  },
  {
    isOf: (traits) => hasSecureFile(traits) && !applies(traits),
    text: 'On Arkindex a token that may read: the job sends only GET.',
  },
  {
    isOf: applies,
    text: 'On Arkindex a token of a user that may create workers and has admin rights on those that exist; for trainings also on the model, and contributor rights on the project.',
  },
  {
    isOf: hasInput('note'),
    text: 'For the note the masked variable `ARKINDEX_CI_NOTE_TOKEN`: a project access token of the role Reporter with the scope `api`. A job token may not comment. Without it there is no note, and all else works.',
  },
  {
    isOf: hasKey('environment'),
    text: 'GitLab makes the environment by itself. Protect it where deployments are to be approved or limited (Premium).',
  },
  {
    isOf: hasInput('protected-only'),
    text: 'Protected branches and tags (Settings > Repository), unless `protected-only` is false.',
  },
  {
    isOf: calls(/^arkindex-ci approve\b/),
    text: 'An environment that is protected, so that only those who may deploy to it can approve.',
  },
  {
    isOf: hasKey('release'),
    text: 'The job token makes the release; the image of the input `release-image` has what the keyword `release` asks for.',
  },
]

/** What goes wrong, and what is seen then. */
export const badInputs: readonly BadInput[] = [
  {
    isOf: () => true,
    what: 'An input is missing, unknown, of another type or not allowed',
    text: `GitLab makes no pipeline and names the input. Before that, \`arkindex-ci lint-template\` says: ${templateCodes['given-missing'].message} Or: ${templateCodes['given-unknown'].message.replace('{advice}', '')}`,
  },
  { isOf: hasSecureFile, what: 'The slug of an instance is wrong', code: 'profile-unknown' },
  { isOf: hasSecureFile, what: 'The secure file is not there', code: 'secure-file-not-found' },
  { isOf: hasSecureFile, what: 'The token of Arkindex has expired', code: 'instance-unauthorized' },
  { isOf: applies, what: 'The token may not do it', code: 'instance-forbidden', isStep: true },
  { isOf: hasSecureFile, what: 'The instance is down', code: 'connection-refused' },
  { isOf: builds, what: 'The registry is down', code: 'registry-unreachable' },
  { isOf: builds, what: 'The registry refuses the log-in', code: 'registry-login-refused' },
  { isOf: builds, what: 'There is no Dockerfile', code: 'dockerfile-missing' },
  {
    isOf: builds,
    what: 'The variable of a build secret is not there, or of another type',
    code: 'build-secret-missing',
  },
  {
    isOf: builds,
    what: 'A tag is pushed before the pipeline of its branch has built the image',
    text: 'The log says `Building, because the registry has no` and the name, and the job builds; the image is the same where the Dockerfile gives the same.',
  },
  { isOf: hasSecureFile, what: 'The tag is no semantic version', code: 'tag-not-semver' },
  { isOf: applies, what: 'An object moved since the plan was made', code: 'plan-stale' },
  {
    isOf: calls(/^arkindex-ci approve\b/),
    what: 'The plan cannot be approved as it is',
    code: 'approval-refused',
  },
  {
    isOf: (traits) => applies(traits) && hasInput('approval')(traits),
    what: 'With approval: nobody approved the commit of the tag',
    code: 'approval-missing',
  },
  {
    isOf: (traits) => applies(traits) && hasInput('approval')(traits),
    what: 'With approval: an object moved since then',
    code: 'approval-stale',
  },
  { isOf: calls(/^arkindex-ci server start\b/), what: 'The seed file is wrong', code: 'server-start-failed' },
  {
    isOf: hasKey('resource_group'),
    what: 'Two pipelines of one commit at once',
    text: 'The jobs of one resource group wait for each other. The second finds what the first one made and changes nothing: its steps say `unchanged`. Without the resource group both apply at the same time: both are green, the instance ends as after one of them, and a training is started once. Of a branch and a tag of one commit each gives the version its own reference.',
  },
  { isOf: applies, what: 'The job is cancelled while it applies', code: 'interrupted' },
  {
    isOf: applies,
    what: 'The job is killed while it applies, at once or after it was cancelled',
    text: 'The log ends in the middle, without a message of the command, or with `interrupted`. Run the job again: it finishes the rest, and what was done already says `unchanged`.',
  },
]

function renderCode(code: ErrorCode, isStep = false): string {
  const { message, remedy, exit }: ErrorRow = errorCodes[code]
  const where = isStep ? `Exit 1, the step says \`failed\`, \`${code}\`` : `Exit ${exit}, \`${code}\``
  return `${where}: ${message} Remedy: ${remedy}`
}

/** The facts that hold for a component, as sentences. */
export function listNeeds(traits: ComponentTraits): string[] {
  return needs.filter(({ isOf }) => isOf(traits)).map(({ text }) => text)
}

/** What goes wrong with a component and what its user sees, as rows of a table. */
export function listBadInputs(traits: ComponentTraits): [what: string, seen: string][] {
  return badInputs
    .filter(({ isOf }) => isOf(traits))
    .map(({ what, code, isStep, text }) => [what, code === undefined ? (text ?? '') : renderCode(code, isStep)])
}
