import { realpathSync } from 'node:fs'
import path from 'node:path'
import { CodedError, CodedErrors, describeSystemError } from '../core/errors/coded-error.ts'
import type { Finding } from '../core/findings/finding.ts'
import { formatJson } from '../core/findings/formats/json.ts'
import { formatJunit } from '../core/findings/formats/junit.ts'
import { formatPretty } from '../core/findings/formats/pretty.ts'
import { readPlainFile } from '../core/worker-yaml/repository-file.ts'
import type { CommandContext, OptionValue } from './command.ts'

/** How findings can be printed. */
export const findingFormats = ['pretty', 'json', 'codequality', 'junit'] as const
export type FindingFormat = (typeof findingFormats)[number]

/** What a command found, in the files that it looked at. */
export interface Check {
  findings: Finding[]
  files: string[]
}

/** Whether a word names a format. */
export function isFindingFormat(word: string): word is FindingFormat {
  return findingFormats.some((format) => format === word)
}

/** How many of the findings are errors. */
export function countErrors({ findings }: Check): number {
  return findings.filter(({ severity }) => severity === 'error').length
}

/**
 * The findings as text of a format.
 *
 * @param options.command the command that found them, as a JUnit report names it
 * @param options.isStrict whether warnings fail too
 */
export async function renderFindings(
  format: FindingFormat,
  check: Check,
  context: CommandContext,
  options: { command: string; isStrict: boolean; hasColor: boolean },
): Promise<string> {
  switch (format) {
    case 'json':
      return formatJson(check.findings)
    case 'codequality':
      // It needs node:crypto, which takes longer to load than one file takes to check.
      return (await import('../core/findings/formats/code-quality.ts')).formatCodeQuality(check.findings)
    case 'junit':
      return formatJunit(check.findings, check.files, options)
    case 'pretty':
      return formatPretty(check.findings, {
        hasColor: options.hasColor,
        columns: context.stdout.isTerminal ? context.stdout.columns : 120,
        files: check.files.length,
        readLines: createLineReader(context.cwd, check.files),
      })
  }
}

/** Only what was checked is quoted: a finding may be about a link, whose target is nobody's to show. */
function createLineReader(cwd: string, files: readonly string[]): (file: string) => readonly string[] | undefined {
  const known = new Map<string, readonly string[] | undefined>()
  return (file) => {
    if (!files.includes(file)) return undefined
    if (!known.has(file)) known.set(file, readLines(path.resolve(cwd, file)))
    return known.get(file)
  }
}

/** The lines of a file that was checked. Read as carefully as for the check: it may be a pipe, or lead elsewhere. */
function readLines(place: string): readonly string[] | undefined {
  try {
    const got = readPlainFile(realpathSync(place), place)
    return 'code' in got ? undefined : got.bytes.toString('utf8').split('\n')
  } catch {
    return undefined
  }
}

/** The reports that `--output FORMAT=FILE` of a command asks for. */
export function readOutputs(option: OptionValue, command: string): Array<{ format: FindingFormat; file: string }> {
  const problems: CodedError[] = []
  const outputs = (Array.isArray(option) ? option : []).flatMap((value) => {
    const at = value.indexOf('=')
    const format = value.slice(0, Math.max(at, 0))
    const file = value.slice(at + 1)
    if (at > 0 && isFindingFormat(format) && file !== '') return [{ format, file }]
    problems.push(
      new CodedError('wrong-usage', {
        problem: `--output is "${value}"; it must be FORMAT=FILE with FORMAT one of ${findingFormats.join(', ')}.`,
        command,
      }),
    )
    return []
  })
  if (problems.length === 1) throw problems[0]
  if (problems.length > 1) throw new CodedErrors(problems)
  return outputs
}

/** Writes a file whole; throws a coded error where it cannot be. */
export async function writeReport(place: string, file: string, text: string): Promise<void> {
  const { writeFileWhole } = await import('../core/worker-yaml/write-file-whole.ts')
  try {
    writeFileWhole(place, text, { isResult: true })
  } catch (error) {
    throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) }, { cause: error })
  }
}
