import { CodedError } from '../../core/errors/coded-error.ts'
import { readImageReference } from '../../core/release/binding.ts'
import { applyOptions, applyRelease } from '../apply-release.ts'
import type { Command, CommandContext, CommandInput, OptionSpec } from '../command.ts'
import { readReleaseInput, readText, releaseOptions } from '../release-request.ts'
import { resolveOptions } from '../resolve-options.ts'
import { build } from './build.ts'

/** The options of `build` that `release` hands to it. */
const builderOptions = [
  'file',
  'context',
  'build-arg',
  'image-name',
  'image-tag',
  'builder',
  'insecure-registry',
] as const

function pickBuilderOptions(): Record<string, OptionSpec> {
  return Object.fromEntries(
    builderOptions.flatMap((name) => {
      const spec = build.options[name]
      return spec ? [[name, spec]] : []
    }),
  )
}

function readPinned(text: string): string {
  const report: unknown = JSON.parse(text)
  const pinned = typeof report === 'object' && report !== null && 'pinned' in report ? report.pinned : undefined
  if (typeof pinned !== 'string') throw new CodedError('internal-error', { reason: 'build gave no digest' })
  return readImageReference(pinned).reference
}

/** Builds and pushes the image; gives its reference with the digest. */
async function buildImage({ options }: CommandInput, context: CommandContext): Promise<string> {
  let printed = ''
  const stdout = {
    ...context.stdout,
    write: (text: string) => {
      printed += text
    },
  }
  const { options: own } = resolveOptions(build, ['--format', 'json'], context.env)
  const given = Object.fromEntries(
    builderOptions.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  )
  await build.run(
    { options: { ...own, ...given, 'no-push': false, 'dry-run': false }, positionals: [] },
    { ...context, stdout },
  )
  return readPinned(printed)
}

async function run(input: CommandInput, context: CommandContext): Promise<number> {
  const { findings } = readReleaseInput(input, context).reading
  for (const { file, line, column, severity, code, message, remedy } of findings) {
    context.stderr.write(`${file}:${line}:${column} ${severity}[${code}]: ${message}\n  remedy: ${remedy}\n`)
  }
  if (findings.some(({ severity }) => severity === 'error')) return 1
  const isBuilt = readText(input.options.image) === undefined && input.options['dry-run'] !== true
  return applyRelease(input, context, isBuilt ? { image: await buildImage(input, context) } : {})
}

/** `arkindex-ci release`: the whole way of a tag in one command. */
export const release: Command = {
  name: 'release',
  summary: 'Validates, builds, plans and applies in one go',
  options: { ...pickBuilderOptions(), ...releaseOptions, ...applyOptions },
  examples: [
    {
      line: 'arkindex-ci release --tag v1.2.0',
      does: 'checks, builds and pushes the image, and releases it on the instances of the manifest',
    },
    { line: 'arkindex-ci release --dry-run', does: 'checks, and says what would be done; builds nothing' },
  ],
  run,
}
