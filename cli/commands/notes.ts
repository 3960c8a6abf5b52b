import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CodedError, CodedErrors, describeSystemError, listCodedErrors } from '../../core/errors/coded-error.ts'
import { renderReleaseNotes } from '../../core/release/render-markdown.ts'
import type { Report } from '../../core/release/report.ts'
import validators from '../../generated/validators.cjs'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { readText } from '../release-request.ts'
import { saveFile } from '../save-file.ts'

/** What the jobs that apply leave behind, in the order in which they run. */
const reports = /^arkindex-(outcomes|outcomes-[\w.-]+|models|compatibility|training)\.json$/

function isReport(value: unknown): value is Report {
  return validators.outcomes(value)
}

function readReport(cwd: string, file: string): Report {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path.resolve(cwd, file), 'utf8'))
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : describeSystemError(error)
    throw new CodedError('file-unreadable', { file, reason })
  }
  if (isReport(value)) return value
  const [error] = validators.outcomes.errors ?? []
  const reason = `it is no report of "arkindex-ci apply": ${error?.instancePath || 'it'} ${error?.message ?? 'is wrong'}`
  throw new CodedError('file-unreadable', { file, reason })
}

function readReports(cwd: string, files: readonly string[]): Report[] {
  const problems: CodedError[] = []
  const read = files.flatMap((file) => {
    try {
      return readReport(cwd, file)
    } catch (error) {
      problems.push(...listCodedErrors(error))
      return []
    }
  })
  if (problems.length > 0) throw new CodedErrors(problems)
  return read
}

async function run({ options, positionals }: CommandInput, context: CommandContext): Promise<number> {
  const { env, cwd, stdout } = context
  const found = readdirSync(cwd)
    .filter((name) => reports.test(name))
    .sort()
  const files = positionals.length > 0 ? positionals : found
  const text = renderReleaseNotes(readReports(cwd, files), { image: env.ARKINDEX_IMAGE_REFERENCE || null })
  const out = readText(options.out)
  if (out !== undefined) saveFile(path.resolve(cwd, out), text)
  stdout.write(text)
  return 0
}

/** `arkindex-ci notes [FILE...]`: the text of a release, of what the jobs before it did. */
export const notes: Command = {
  name: 'notes',
  summary: 'Writes the notes of a release from the reports of what was applied',
  positionals: '[FILE...]',
  options: {
    out: { type: 'string', short: 'o', value: 'FILE', description: 'Writes the Markdown to a file too' },
  },
  examples: [
    {
      line: 'arkindex-ci notes --out arkindex-release.md',
      does: 'of all reports of "arkindex-ci apply --report" that lie here',
    },
  ],
  run,
}
