import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { findProfilesFile, readProfiles } from '../../core/arkindex/profiles.ts'
import { CodedError, CodedErrors, describeSystemError, listCodedErrors } from '../../core/errors/coded-error.ts'
import { applyInit } from '../../core/init/apply-init.ts'
import type { IncludeSource } from '../../core/init/edit-pipeline.ts'
import { type InitFile, type InitOptions, type InitPlan, planInit } from '../../core/init/plan-init.ts'
import { readGitMetadata } from '../../core/release/git-metadata.ts'
import { ask, canAsk } from '../ask.ts'
import type { Command, CommandContext, CommandInput, OptionValue } from '../command.ts'

declare const __VERSION__: string

const command = 'init'
const forms = ['project', 'remote', 'component'] as const

function usage(problem: string): CodedError {
  return new CodedError('wrong-usage', { problem, command })
}

function readSource(options: CommandInput['options'], problems: CodedError[]): IncludeSource {
  const form = forms.find((one) => one === options.include) ?? 'project'
  const defaults = { project: 'arkindex/arkindex-ci', remote: undefined, component: 'arkindex/components' }
  const from = typeof options.from === 'string' && options.from !== '' ? options.from : defaults[form]
  const ref = typeof options.ref === 'string' && options.ref !== '' ? options.ref : undefined
  const isUrl = from !== undefined && /^https?:\/\/[\w.:-]+\/[\w./-]+$/.test(from)
  if (form === 'remote' && !isUrl)
    problems.push(
      usage(
        '--include remote needs --from with the address of the project, such as https://gitlab.example.org/arkindex/arkindex-ci.',
      ),
    )
  if (form !== 'remote' && from !== undefined && !/^[\w.-]+(?:\/[\w.-]+)+$/.test(from))
    problems.push(usage(`--from is "${from}"; it must be the path of a project, such as group/project.`))
  if (ref !== undefined && !/^[\w][\w./~-]*$/.test(ref))
    problems.push(usage(`--ref is "${ref}"; it must be a tag, a branch or a commit.`))
  // The project of the catalog has plain versions for tags, as the catalog wants them.
  return { form, from: from ?? '', ref: ref ?? (form === 'component' ? __VERSION__ : `v${__VERSION__}`) }
}

function readInstances(option: OptionValue, problems: CodedError[]): string[] {
  const slugs = [...new Set(Array.isArray(option) ? option : [])]
  for (const slug of slugs) {
    if (!/^[A-Za-z0-9][\w-]{0,99}$/.test(slug))
      problems.push(
        usage(
          `--instance is "${slug}"; it must be the slug of a profile: letters, digits, "-" and "_", never an address.`,
        ),
      )
  }
  return slugs
}

/** The slugs of the user's own profiles. Neither an address nor a token goes further than here. */
function readOwnProfiles(env: CommandContext['env'], problems: CodedError[]): InitOptions['profiles'] {
  const file = findProfilesFile(env)
  if (!existsSync(file)) return undefined
  try {
    const { profiles, defaultSlug } = readProfiles(readFileSync(file), file, [])
    return { slugs: profiles.map(({ slug }) => slug), defaultSlug, source: file }
  } catch (error) {
    if (error instanceof CodedError) problems.push(error)
    else
      problems.push(new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error }))
    return undefined
  }
}

function renderFile({ path: file, before, diff }: InitFile, hasColor: boolean): string {
  // Hundreds of lines that nobody reads.
  if (before === null && file.endsWith('.json')) {
    return `new file ${file}: the schema that editors check .arkindex-ci.yml by (${diff.split('\n').length - 4} lines)\n`
  }
  if (!hasColor) return diff
  const colors: Readonly<Record<string, string>> = { '+': '32', '-': '31', '@': '36' }
  return diff.replace(/^[-+@].*$/gm, (line) => `\u001b[${colors[line[0] ?? ''] ?? '0'}m${line}\u001b[0m`)
}

function renderText({ files, notes }: InitPlan, hasColor: boolean): string {
  const parts = files.map((file) => renderFile(file, hasColor))
  if (notes.length > 0) parts.push(`\nGood to know:\n${notes.map((note) => `  - ${note}\n`).join('')}`)
  return parts.join('')
}

function renderJson({ files, notes, problems }: InitPlan, written: readonly string[]): string {
  const result = {
    format: 1,
    files: files.map(({ path: file, before, diff }) => ({ path: file, isNew: before === null, diff })),
    notes,
    written,
    ...(problems.length > 0 ? { errors: problems.map((problem) => problem.report()) } : {}),
  }
  return `${JSON.stringify(result, null, 2)}\n`
}

export const initCommand: Command = {
  name: command,
  summary:
    'Puts the components, the release manifest and its schema into a worker repository, or moves it from the template of Teklia',
  positionals: '[PATH]',
  options: {
    instance: {
      type: 'string',
      multiple: true,
      short: 'i',
      value: 'SLUG',
      fromEnvironment: false,
      description:
        'Instance that gets releases, by the slug of its profile; left out, those of the old job or the default profile',
    },
    yes: { type: 'boolean', short: 'y', fromEnvironment: false, description: 'Writes the files without asking' },
    'dry-run': { type: 'boolean', description: 'Only shows the difference; exits 1 if there is one' },
    include: {
      type: 'string',
      value: 'FORM',
      choices: forms,
      default: 'project',
      fromEnvironment: false,
      description: 'How the component is included: of a project of the same GitLab, by address, or of its catalog',
    },
    from: {
      type: 'string',
      value: 'PROJECT',
      fromEnvironment: false,
      description:
        'Path of the project with the components, or with remote its address (default arkindex/arkindex-ci, of the catalog arkindex/components)',
    },
    ref: {
      type: 'string',
      value: 'REF',
      fromEnvironment: false,
      description: 'Tag, branch or commit of the components; left out, the release of this command',
    },
    'job-prefix': {
      type: 'string',
      value: 'PREFIX',
      fromEnvironment: false,
      description: 'Put before the names of the jobs of the component',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'json'],
      default: 'text',
      description: 'How the result is printed',
    },
  },
  examples: [
    { line: 'arkindex-ci init', does: 'shows what would change in this repository, and asks on a terminal' },
    { line: 'arkindex-ci init --instance demo --yes', does: 'writes the files for releases to the instance demo' },
    {
      line: 'arkindex-ci init --include component --from group/components --ref 1.2.0',
      does: 'includes the component of a project of the catalog',
    },
  ],
  async run({ options, positionals }, context) {
    const [place = '.', extra] = positionals
    if (extra !== undefined) throw usage(`"${extra}" is one argument too many.`)
    const root = path.resolve(context.cwd, place)
    const isJson = options.format === 'json'
    const wrong: CodedError[] = []
    const jobPrefix = typeof options['job-prefix'] === 'string' ? options['job-prefix'] : ''
    if (!/^[A-Za-z0-9_.-]*$/.test(jobPrefix))
      wrong.push(usage(`--job-prefix is "${jobPrefix}"; it must be letters, digits, ".", "-" and "_".`))
    if (options.yes === true && options['dry-run'] === true)
      wrong.push(usage('--yes and --dry-run exclude each other.'))
    const source = readSource(options, wrong)
    const instances = readInstances(options.instance, wrong)
    const profiles = readOwnProfiles(context.env, wrong)
    if (wrong.length > 0) throw new CodedErrors(wrong)
    const { repositoryUrl } = readGitMetadata({}, root)
    const plan = planInit(root, { source, jobPrefix, instances, profiles, repositoryUrl })
    if (plan.problems.length > 0) {
      if (!isJson) throw new CodedErrors(plan.problems)
      context.stdout.write(renderJson(plan, []))
      return Math.max(...listCodedErrors(new CodedErrors(plan.problems)).map(({ exit }) => exit))
    }
    if (plan.files.length === 0) {
      context.stdout.write(isJson ? renderJson(plan, []) : 'All files are as they would be written.\n')
      return 0
    }
    if (!isJson) context.stdout.write(renderText(plan, context.stdout.hasColor))
    const isAsked = options.yes !== true && options['dry-run'] !== true && !isJson && canAsk(context)
    const mayWrite = options.yes === true || (isAsked && (await ask('\nWrite this?', context)))
    const written = mayWrite ? applyInit(root, plan.files) : []
    if (isJson) context.stdout.write(renderJson(plan, written))
    else if (mayWrite) context.stdout.write(`\nwritten: ${written.join(', ')}\n`)
    else context.stdout.write(`\nNothing was written.${isAsked ? '' : ' "arkindex-ci init --yes" writes it.'}\n`)
    return mayWrite ? 0 : 1
  },
}
