import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { compareFindings } from '../../core/findings/create-finding.ts'
import type { Finding } from '../../core/findings/finding.ts'
import { checkPath } from '../../core/worker-yaml/check-path.ts'
import type { Command } from '../command.ts'
import {
  type Check,
  countErrors,
  findingFormats,
  isFindingFormat,
  readOutputs,
  renderFindings,
  writeReport,
} from '../finding-report.ts'

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
      await writeReport(place, file, result.text)
      mended += result.applied
    }
    if (before.size === 0) break
    const after = await checkPaths(cwd, paths)
    if (countErrors(after) > countErrors(current)) {
      for (const [place, text] of before) await writeReport(place, path.relative(cwd, place), text)
      break
    }
    current = after
    applied += mended
  }
  return { check: current, applied }
}

export const validateCommand: Command = {
  name: 'validate',
  summary: 'Checks worker YAML and the release manifest, with the place and the remedy of each finding',
  positionals: '[PATH...]',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: findingFormats,
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
    const format = typeof options.format === 'string' && isFindingFormat(options.format) ? options.format : 'pretty'
    const outputs = readOutputs(options.output, 'validate')
    const isStrict = options.strict === true
    let check = await checkPaths(context.cwd, positionals)
    if (options.fix === true) {
      const fixed = await applyFixes(check, context.cwd, positionals)
      check = fixed.check
      context.stderr.write(`${fixed.applied} ${fixed.applied === 1 ? 'mend' : 'mends'} written.\n`)
    }
    for (const output of outputs) {
      await writeReport(
        path.resolve(context.cwd, output.file),
        output.file,
        await renderFindings(output.format, check, context, { command: 'validate', isStrict, hasColor: false }),
      )
    }
    context.stdout.write(
      await renderFindings(format, check, context, {
        command: 'validate',
        isStrict,
        hasColor: context.stdout.hasColor,
      }),
    )
    const isFailed = isStrict ? check.findings.length > 0 : countErrors(check) > 0
    return isFailed ? 1 : 0
  },
}
