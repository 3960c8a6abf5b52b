import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { CodedError, CodedErrors, describeSystemError } from '../../core/errors/coded-error.ts'
import { compareFindings } from '../../core/findings/create-finding.ts'
import type { Finding } from '../../core/findings/finding.ts'
import { formatJson } from '../../core/findings/formats/json.ts'
import { formatJunit } from '../../core/findings/formats/junit.ts'
import { formatPretty } from '../../core/findings/formats/pretty.ts'
import { checkPath } from '../../core/worker-yaml/check-path.ts'
import { readPlainFile } from '../../core/worker-yaml/repository-file.ts'
import type { Command, CommandContext } from '../command.ts'

const formats = ['pretty', 'json', 'codequality', 'junit'] as const
type Format = (typeof formats)[number]

interface Check {
  findings: Finding[]
  files: string[]
}

function isFormat(word: string): word is Format {
  return formats.some((format) => format === word)
}

/** Checks everything that the paths name, once each. */
async function checkPaths(cwd: string, paths: readonly string[]): Promise<Check> {
  const findings = new Map<string, Finding>()
  const files = new Set<string>()
  const folders = new Set<string>()
  const keep = (finding: Finding) => findings.set(JSON.stringify(finding), finding)
  for (const name of paths.length > 0 ? paths : ['.']) {
    const reading = checkPath(cwd, name)
    for (const finding of reading.findings) keep(finding)
    for (const file of reading.files) files.add(file)
    const { manifestFolder } = reading
    if (
      manifestFolder === null ||
      folders.has(manifestFolder) ||
      !existsSync(path.join(manifestFolder, '.arkindex-ci.yml'))
    )
      continue
    folders.add(manifestFolder)
    const { readManifest } = await import('../../core/release/read-manifest.ts')
    const show = (inner: string) => path.relative(cwd, path.join(manifestFolder, inner)).split(path.sep).join('/')
    files.add(show('.arkindex-ci.yml'))
    const manifest = readManifest(manifestFolder, reading.workers, { instances: [], defaultInstance: undefined })
    for (const finding of manifest.findings) keep({ ...finding, file: show(finding.file) })
  }
  return { findings: [...findings.values()].sort(compareFindings), files: [...files].sort() }
}

async function render(
  format: Format,
  check: Check,
  isStrict: boolean,
  context: CommandContext,
  hasColor: boolean,
): Promise<string> {
  switch (format) {
    case 'json':
      return formatJson(check.findings)
    case 'codequality':
      // It needs node:crypto, which takes longer to load than one file takes to check.
      return (await import('../../core/findings/formats/code-quality.ts')).formatCodeQuality(check.findings)
    case 'junit':
      return formatJunit(check.findings, check.files, { isStrict })
    case 'pretty':
      return formatPretty(check.findings, {
        hasColor,
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

/** The reports that `--output FORMAT=FILE` asks for. */
function readOutputs(values: readonly string[]): Array<{ format: Format; file: string }> {
  const problems: CodedError[] = []
  const outputs = values.flatMap((value) => {
    const at = value.indexOf('=')
    const format = value.slice(0, Math.max(at, 0))
    const file = value.slice(at + 1)
    if (at > 0 && isFormat(format) && file !== '') return [{ format, file }]
    problems.push(
      new CodedError('wrong-usage', {
        problem: `--output is "${value}"; it must be FORMAT=FILE with FORMAT one of ${formats.join(', ')}.`,
        command: 'validate',
      }),
    )
    return []
  })
  if (problems.length === 1) throw problems[0]
  if (problems.length > 1) throw new CodedErrors(problems)
  return outputs
}

/** Writes the mends of the findings into their files. A file that would be worse afterwards is put back. */
async function applyFixes(
  check: Check,
  cwd: string,
  paths: readonly string[],
): Promise<{ check: Check; applied: number }> {
  const { applyEdits } = await import('../../core/findings/apply-edits.ts')
  let current = check
  let applied = 0
  // A mend may uncover another finding in the same place, such as the value of a key that was misspelt.
  for (let round = 0; round < 5; round += 1) {
    const before = new Map<string, string>()
    let mended = 0
    for (const file of new Set(current.findings.filter(({ edit }) => edit).map((finding) => finding.file))) {
      const place = path.resolve(cwd, file)
      const text = readFileSync(place, 'utf8')
      const edits = current.findings.flatMap((finding) => (finding.file === file && finding.edit ? [finding.edit] : []))
      const result = applyEdits(text, edits)
      if (result.text === text) continue
      before.set(place, text)
      await writeWhole(place, file, result.text)
      mended += result.applied
    }
    if (before.size === 0) break
    const after = await checkPaths(cwd, paths)
    if (countErrors(after) > countErrors(current)) {
      for (const [place, text] of before) await writeWhole(place, path.relative(cwd, place), text)
      break
    }
    current = after
    applied += mended
  }
  return { check: current, applied }
}

function countErrors({ findings }: Check): number {
  return findings.filter(({ severity }) => severity === 'error').length
}

async function writeWhole(place: string, file: string, text: string): Promise<void> {
  const { writeFileWhole } = await import('../../core/worker-yaml/write-file-whole.ts')
  try {
    writeFileWhole(place, text)
  } catch (error) {
    throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) }, { cause: error })
  }
}

export const validateCommand: Command = {
  name: 'validate',
  summary: 'Checks worker YAML and the release manifest, with the place and the remedy of each finding',
  positionals: '[PATH...]',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: formats,
      default: 'pretty',
      description: 'How findings are printed',
    },
    output: {
      type: 'string',
      multiple: true,
      value: 'FORMAT=FILE',
      description: 'Writes a report to a file too, such as codequality=gl-code-quality-report.json',
    },
    path: {
      type: 'string',
      multiple: true,
      value: 'PATH',
      description: 'What to check, where it is not given as an argument',
    },
    strict: { type: 'boolean', description: 'Lets warnings fail the check too' },
    fix: { type: 'boolean', description: 'Writes the mends that are mechanical into the files, then checks again' },
  },
  examples: [
    { line: 'arkindex-ci validate', does: 'checks the repository in this folder' },
    { line: 'arkindex-ci validate arkindex/recognizer.yml', does: 'checks one worker file' },
    {
      line: 'arkindex-ci validate --output codequality=quality.json --output junit=validate.xml',
      does: 'prints the findings and writes both reports that GitLab shows in a merge request',
    },
    { line: 'arkindex-ci validate --fix', does: 'mends what is mechanical, such as misspelt keys' },
  ],
  async run({ options, positionals: given }, context) {
    const positionals = given.length === 0 && Array.isArray(options.path) ? options.path : given
    const format = typeof options.format === 'string' && isFormat(options.format) ? options.format : 'pretty'
    const outputs = readOutputs(Array.isArray(options.output) ? options.output : [])
    const isStrict = options.strict === true
    let check = await checkPaths(context.cwd, positionals)
    if (options.fix === true) {
      const fixed = await applyFixes(check, context.cwd, positionals)
      check = fixed.check
      context.stderr.write(`${fixed.applied} ${fixed.applied === 1 ? 'mend' : 'mends'} written.\n`)
    }
    for (const output of outputs) {
      await writeWhole(
        path.resolve(context.cwd, output.file),
        output.file,
        await render(output.format, check, isStrict, context, false),
      )
    }
    context.stdout.write(await render(format, check, isStrict, context, context.stdout.hasColor))
    const isFailed = isStrict ? check.findings.length > 0 : countErrors(check) > 0
    return isFailed ? 1 : 0
  },
}
