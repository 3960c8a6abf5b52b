import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apply } from '../../cli/commands/apply.ts'
import { approve } from '../../cli/commands/approve.ts'
import { plan } from '../../cli/commands/plan.ts'
import { type ErrorCode, errorCodes } from '../../core/errors/codes.ts'
import { badInputs } from '../../scripts/reference/component-facts.ts'
import { makeComponentPages } from '../../scripts/reference/component-page.ts'
import { runCommand } from '../cli/run-command.ts'
import { expectError, type ImageStage, openImageStage } from '../core/image/image-stage.ts'
import { applyUndisturbed, openScene } from '../core/release/scene.ts'
import {
  letters,
  lettersWithModel,
  makeRepository,
  openStage,
  repositoryUrl,
  type Stage,
  writeProfiles,
} from '../core/release/stage.ts'
import { type Gitlab, startGitlab } from '../gitlab/start-gitlab.ts'
import { describeWithTools } from '../required-tools.ts'

const pages = new Map(
  makeComponentPages(path.resolve(import.meta.dirname, '../..')).map(({ file, text }) => [
    path.basename(file, '.md'),
    text,
  ]),
)

/** The rows that a run has shown to be true. */
const tried = new Set<string>()

function findRow(page: string, what: string): string {
  const row = pages
    .get(page)
    ?.split('\n')
    .find((line) => line.startsWith(`| ${what} |`))
  if (row === undefined) throw new Error(`the page of ${page} has no row "${what}"`)
  return row
}

/** Whether a page says what a run said: the message of the code, whose blanks the run filled in, its remedy and its exit. */
function expectOnPage(
  page: string,
  run: { exit: number | null; stdout: string; stderr: string },
  code: ErrorCode,
): void {
  const { message, exit } = errorCodes[code]
  const row = badInputs.find((one) => one.code === code)
  const shown = row?.isStep ? `Exit 1, the step says \`failed\`, \`${code}\`` : `Exit ${exit}, \`${code}\``
  expect(findRow(page, row?.what ?? '')).toContain(`${shown}: ${message.split('\n')[0]}`)
  const said = new RegExp(message.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[\\s\\S]+'))
  expect(`${run.stdout}${run.stderr}`).toMatch(said)
  expect(run.exit).toBe(row?.isStep ? 1 : exit)
  tried.add(row?.what ?? '')
}

/** Whether a page has a row without an error, in which these words stand. */
function expectWords(page: string, what: string, ...words: string[]): void {
  for (const word of words) expect(findRow(page, what)).toContain(word)
  tried.add(what)
}

/** What a job of GitLab has in its environment. */
const job = (tag: string) => ({
  CI: 'true',
  CI_COMMIT_SHA: '1'.repeat(40),
  CI_COMMIT_TAG: tag,
  CI_PROJECT_URL: 'https://gitlab.example.org/group/letters',
})

describe('what the pages of the components say of bad input is what is seen', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  it('for a slug that no profile has', async () => {
    const run = await stage.run(plan, ['--instance', 'demmo'], { ...job('v1.0.0') })
    expect(run.exit).toBe(2)
    stage.repository.write({ '.arkindex-ci.yml': 'version: 1\ninstances: { elsewhere: {} }\n' })
    const unlisted = await stage.run(plan, [], job('v1.0.0'))
    expectOnPage('release-plan', unlisted, 'profile-unknown')
    stage.repository.git('checkout', '--quiet', '.')
  })

  it('for a token that has expired, without showing it', async () => {
    const expired = 'e'.repeat(40)
    const env = writeProfiles(path.join(stage.repository.folder, '.home'), { demo: { url: stage.url, token: expired } })
    const run = await stage.run(plan, [], { ...job('v1.0.0'), ...env })
    expectOnPage('release-plan', run, 'instance-unauthorized')
    expect(`${run.stdout}${run.stderr}`).not.toContain(expired)
  })

  it('for an instance that is down', async () => {
    const env = writeProfiles(path.join(stage.repository.folder, '.away'), {
      demo: { url: 'http://127.0.0.1:9', token: 'a' },
    })
    expectOnPage('release-plan', await stage.run(plan, [], { ...job('v1.0.0'), ...env }), 'connection-refused')
  })

  it('for a tag that is no version', async () => {
    expectOnPage('release-plan', await stage.run(plan, [], job('nonsense')), 'tag-not-semver')
  })

  it('for an object that moved since the plan was made', async () => {
    const env = { ...job('v1.0.0'), CI_COMMIT_SHA: stage.repository.git('rev-parse', 'HEAD') }
    await stage.run(plan, ['--out', 'plan.json'], env)
    const model = await stage.api.first('/models/')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Other' })
    expectOnPage('release-apply', await stage.run(apply, ['plan.json'], env), 'plan-stale')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Letters language model' })
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('for a seed file that is wrong', async () => {
    const file = path.join(stage.repository.folder, 'seed.yml')
    writeFileSync(file, 'version: 1\nmodels: 5\n')
    const run = await runCommand(['server', 'start', '--seed', file], {
      cwd: stage.repository.folder,
    })
    expectOnPage('arkindex-service', run, 'server-start-failed')
  })

  it('for an input that is missing or unknown', async () => {
    const file = path.resolve(import.meta.dirname, '../../ci-templates/worker-register/template.yml')
    const { exit, stdout } = await runCommand(['lint-template', file, '--input', 'instanzes=["demo"]'])
    expect(exit).toBe(1)
    const what = 'An input is missing, unknown, of another type or not allowed'
    expect(stdout).toContain('The input "instances" needs a value, and none is given.')
    expect(stdout).toContain('The input "instanzes" is given, but not declared.')
    expectWords('worker-register', what, 'needs a value, and none is given.', 'is given, but not declared.')
  })

  it('for a merge request of a fork: no job reads a secret or writes', () => {
    for (const [name, page] of pages) {
      const [, jobs = ''] = /\| A merge request of a fork \| (.*) \|/.exec(page) ?? []
      expect(['nothing', '`worker-validate`', 'a job that extends `.arkindex-service`'], name).toContain(jobs)
    }
  })
})

describe('what the pages say of GitLab and of rights is what is seen', () => {
  const jobToken = 'glcbt-bad-input-12345'
  let folder: string
  let stage: Stage
  let gitlab: Gitlab

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'bad-input-'))
    stage = await openStage()
    gitlab = await startGitlab({
      folder,
      projects: [{ path: 'group/letters' }],
      users: [],
      jobs: [{ token: jobToken, project: 'group/letters' }],
    })
  })
  afterAll(async () => {
    await gitlab.close()
    await stage.close()
    rmSync(folder, { recursive: true })
  })

  const sha = () => stage.repository.git('rev-parse', 'HEAD')
  const inGitlab = (more: Record<string, string>) => ({
    CI: 'true',
    CI_COMMIT_SHA: sha(),
    CI_PROJECT_URL: repositoryUrl,
    CI_DEFAULT_BRANCH: 'main',
    CI_API_V4_URL: gitlab.apiUrl,
    CI_PROJECT_ID: String(gitlab.project('group/letters').id),
    CI_JOB_TOKEN: jobToken,
    ...more,
  })
  const onTag = () => inGitlab({ CI_COMMIT_TAG: 'v1.0.0', ARKINDEX_CI_APPROVAL: 'true' })
  const onBranch = () => inGitlab({ CI_COMMIT_BRANCH: 'main', GITLAB_USER_LOGIN: 'ada' })

  it('for a secure file that is not there', async () => {
    const run = await stage.run(plan, ['--gitlab-secure-file', 'arkindex-cli.yaml'], onTag())
    expectOnPage('release-plan', run, 'secure-file-not-found')
  })

  it('for a commit that nobody approved, and for an approval that is stale', async () => {
    expectOnPage('release-apply', await stage.run(apply, [], onTag()), 'approval-missing')
    await stage.run(plan, ['--out', 'arkindex-plan.json'], onBranch())
    expect((await stage.run(approve, ['arkindex-plan.json'], onBranch())).exit).toBe(0)
    gitlab.project('group/letters').addDeployment({
      sha: sha(),
      environment: 'arkindex-approval',
      job: 'release-approve',
      artifacts: {
        'arkindex-approval.json': readFileSync(path.join(stage.repository.folder, 'arkindex-approval.json'), 'utf8'),
      },
    })
    const model = await stage.api.first('/models/')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Other' })
    expectOnPage('release-apply', await stage.run(apply, [], onTag()), 'approval-stale')
    await stage.api.send('PATCH', `/model/${model.id}/`, { name: 'Letters language model' })
    expect(await stage.api.list('/workers/')).toEqual([])
  })

  it('for a plan that cannot be approved', async () => {
    const manifest = letters['.arkindex-ci.yml']?.replace('order: 4', 'order: many') ?? ''
    stage.repository.commit({ '.arkindex-ci.yml': manifest })
    await stage.run(plan, ['--out', 'arkindex-plan.json'], onBranch())
    const run = await stage.run(approve, ['arkindex-plan.json'], onBranch())
    expectOnPage('release-approve', run, 'approval-refused')
  })

  it('for a token that may not do it', async () => {
    const token = 'r'.repeat(40)
    const guests = await openStage({
      isBare: true,
      seed: `version: 1
users:
  - { email: reader@example.org, token: ${token}, can_create_workers: false }
models:
  - { name: Letters language model, members: { reader@example.org: guest } }
corpora:
  - name: Letters
    members: { reader@example.org: guest }
    datasets: [{ name: Letters 2026, sets: { training: [], validation: [], test: [] } }]
`,
    })
    const env = writeProfiles(path.join(folder, 'guest'), { demo: { url: guests.url, token } })
    const run = await guests.run(apply, [], env)
    expectOnPage('release-apply', run, 'instance-forbidden')
    expect(run.stdout).toMatch(/^failed +worker recognizer/m)
    await guests.close()
  })
})

describe('what the pages say of jobs at the same time, and of jobs that are cut short, is what is seen', () => {
  const repository = makeRepository(lettersWithModel, 'v1.0.0')
  const common = {
    CI: 'true',
    CI_COMMIT_SHA: repository.git('rev-parse', 'HEAD'),
    CI_PROJECT_URL: repositoryUrl,
    CI_COMMIT_TIMESTAMP: '2026-01-02T03:04:05Z',
  }
  const ofTag = { ...common, CI_COMMIT_TAG: 'v1.0.0' }
  const ofBranch = { ...common, CI_COMMIT_BRANCH: 'main', CI_COMMIT_REF_NAME: 'main' }
  const publishing = 'worker,worker-version,reference,model,model-version,compatibility'
  let undisturbed: Awaited<ReturnType<typeof applyUndisturbed>>
  beforeAll(async () => {
    undisturbed = await applyUndisturbed(repository)
  })
  afterAll(() => repository.remove())

  /** A pipeline as far as it writes: the jobs release-plan, release-apply and, on a tag, dataset-train. */
  function openPipeline(env: Record<string, string>, number: number) {
    const file = `plan-${number}.json`
    const run = (args: string[], more = {}) =>
      runCommand(args, { cwd: repository.folder, env: { ...env, ...more } }).then((done) => ({ ...done, args }))
    return {
      plan: () => run(['plan', '--out', file]),
      apply: () => run(['apply', file, '--format', 'json'], { ARKINDEX_CI_ONLY: publishing }),
      train: () => run(['apply', file, '--only', 'training', '--format', 'json']),
    }
  }
  const listOutcomes = (runs: readonly { stdout: string }[]) => {
    const found = new Map<string, string[]>()
    for (const { stdout } of runs)
      for (const { kind, target, outcome } of JSON.parse(stdout).steps)
        found.set(`${kind} ${target}`, [...(found.get(`${kind} ${target}`) ?? []), outcome].sort())
    return found
  }

  it('two pipelines of one tag at once are both green, and end as one', async () => {
    const scene = await openScene(repository)
    const pipelines = [1, 2].map((number) => openPipeline({ ...scene.env, ...ofTag }, number))
    // Both plans are made before either is applied: the harder case.
    for (const act of ['plan', 'apply', 'train'] as const) {
      const runs = await Promise.all(pipelines.map((pipeline) => pipeline[act]()))
      for (const { exit, stdout, stderr } of runs) expect(exit, `${act}: ${stdout}${stderr}`).toBe(0)
      if (act === 'plan') continue
      for (const [step, outcomes] of listOutcomes(runs))
        expect(outcomes.join(), step).toMatch(/^(created|unchanged),(created|unchanged)$/)
    }
    expect(await scene.describe()).toEqual(undisturbed.state)
    await scene.close()
    const what = 'Two pipelines of one commit at once'
    expectWords('release-apply', what, 'both are green, the instance ends as after one of them', '`unchanged`')
  })

  it('a branch and a tag of one commit at once are one version with both references', async () => {
    const scene = await openScene(repository)
    const pipelines = [ofBranch, ofTag].map((env, index) => openPipeline({ ...scene.env, ...env }, index + 3))
    for (const act of ['plan', 'apply'] as const)
      for (const { exit, stderr } of await Promise.all(pipelines.map((pipeline) => pipeline[act]())))
        expect(exit, stderr).toBe(0)
    for (const slug of ['recognizer', 'trainer']) {
      const worker = (await scene.api.list('/workers/')).find((one) => one.slug === slug)
      expect(await scene.api.list(`/workers/${worker?.id}/versions/`)).toMatchObject([
        { tag: 'v1.0.0', branch: 'main' },
      ])
    }
    await scene.close()
    expectWords('release-apply', 'Two pipelines of one commit at once', 'each gives the version its own reference')
  })

  it('a job that is cancelled in the middle says so, and the next run finishes the rest', async () => {
    const scene = await openScene(repository)
    const { child, result } = scene.start(['apply'])
    let writes = 0
    scene.proxy.after = ({ method }) => {
      if (method === 'POST') writes += 1
      if (writes === 3) child.kill('SIGTERM')
      return 'pass'
    }
    expectOnPage('release-apply', await result, 'interrupted')
    scene.proxy.after = () => 'pass'
    const again = await scene.run(['apply'])
    expect(again.exit, again.stderr).toBe(0)
    expect(again.stdout).toMatch(/^unchanged worker recognizer/m)
    expect(again.stdout).toMatch(/^created +\S/m)
    expect(await scene.describe()).toEqual(undisturbed.state)
    await scene.close()
  })

  it.each<[NodeJS.Signals[]]>([[['SIGKILL']], [['SIGTERM', 'SIGKILL']]])(
    'a job that is ended by %j in the middle of a request is finished by the next run',
    async (signals) => {
      const scene = await openScene(repository)
      const { child, result } = scene.start(['apply'])
      let writes = 0
      // The instance answers no more once it has the request.
      scene.proxy.after = async ({ method }) => {
        if (method === 'POST') writes += 1
        if (writes < 4) return 'pass'
        for (const signal of signals) child.kill(signal)
        await result
        return 'cut-after'
      }
      const killed = await result
      // With the first signal handled already it may end by itself.
      expect(['SIGKILL', ...signals.slice(1).map(() => 130)]).toContain(killed.signal ?? killed.exit)
      expect(killed.stderr).toContain('demo: worker recognizer\n')
      if (signals.length === 1) expect(killed.stderr).not.toContain('error[')
      scene.proxy.after = () => 'pass'
      const again = await scene.run(['apply'])
      expect(again.exit, again.stderr).toBe(0)
      expect(again.stdout).toMatch(/^unchanged worker recognizer/m)
      expect(await scene.describe()).toEqual(undisturbed.state)
      await scene.close()
      const what = 'The job is killed while it applies, at once or after it was cancelled'
      expectWords('release-apply', what, 'without a message of the command, or with `interrupted`', '`unchanged`')
    },
  )
})

describeWithTools(
  ['buildah', 'skopeo', 'docker-registry', 'busybox'],
  'what the page of worker-image says is seen',
  () => {
    let stage: ImageStage
    beforeAll(async () => {
      stage = await openImageStage()
    })
    afterAll(() => stage.close())
    const run = async (args: string[], more: Record<string, string> = {}) => {
      const done = await stage.run(['--insecure-registry', ...args], { ...stage.env(), ...more })
      if (typeof done.exit === 'number') return { ...done, exit: done.exit }
      const { exit, message } = expectError(done.exit)
      return { ...done, exit, stderr: `${done.stderr}${message}` }
    }

    it('for a registry that is down', async () => {
      const down = { CI_REGISTRY: '127.0.0.1:9', CI_REGISTRY_IMAGE: '127.0.0.1:9/group/letters' }
      expectOnPage('worker-image', await run([], down), 'registry-unreachable')
    })

    it('for a log-in that is refused', async () => {
      expectOnPage('worker-image', await run([], { CI_REGISTRY_PASSWORD: 'wrong-word' }), 'registry-login-refused')
    })

    it('for a folder without a Dockerfile', async () => {
      expectOnPage('worker-image', await run(['--file', 'none']), 'dockerfile-missing')
    })

    it('for a build secret that is not there', async () => {
      expectOnPage('worker-image', await run(['--build-secret', 'index=PIP_CONF']), 'build-secret-missing')
    })

    it('for a tag whose commit has no image, and two pipelines of it at once', async () => {
      const tag = { CI: 'true', CI_COMMIT_SHA: stage.git('rev-parse', 'HEAD').trim(), CI_COMMIT_TAG: 'v1.0.0' }
      const runs = await Promise.all(
        ['one', 'other'].map((store) => run(['--format', 'json'], { ...stage.env(store), ...tag })),
      )
      for (const { exit, stderr } of runs) {
        expect(exit, stderr).toBe(0)
        expect(stderr).toContain(`Building, because the registry has no ${stage.image}`)
      }
      expect(new Set(runs.map(({ stdout }) => JSON.parse(stdout).digest)).size).toBe(1)
      const what = 'A tag is pushed before the pipeline of its branch has built the image'
      expectWords('worker-image', what, '`Building, because the registry has no`', 'the image is the same')
    })

    it('and every row of every page was tried', () => {
      expect([...tried].sort()).toEqual(badInputs.map(({ what }) => what).sort())
    })
  },
)
