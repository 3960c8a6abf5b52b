import { realpathSync } from 'node:fs'
import path from 'node:path'
import { lintTemplates, type TemplateFile } from '../../core/ci-template/lint-template.ts'
import { CodedError, CodedErrors, describeSystemError } from '../../core/errors/coded-error.ts'
import { compareFindings, createFinding } from '../../core/findings/create-finding.ts'
import type { Finding } from '../../core/findings/finding.ts'
import { readPlainFile } from '../../core/worker-yaml/repository-file.ts'
import type { Command, OptionValue } from '../command.ts'
import {
  countErrors,
  findingFormats,
  isFindingFormat,
  readOutputs,
  renderFindings,
  writeReport,
} from '../finding-report.ts'

const command = 'lint-template'
const start = { line: 1, column: 1, endLine: 1, endColumn: 1 }

function throwAll(problems: readonly CodedError[]): void {
  if (problems.length === 1) throw problems[0]
  if (problems.length > 1) throw new CodedErrors(problems)
}

function readInputs(option: OptionValue): Map<string, string> {
  const inputs = new Map<string, string>()
  const problems: CodedError[] = []
  for (const text of Array.isArray(option) ? option : []) {
    const at = text.indexOf('=')
    const name = text.slice(0, Math.max(at, 0))
    if (name === '')
      problems.push(new CodedError('wrong-usage', { problem: `--input is "${text}"; it must be NAME=VALUE.`, command }))
    else if (inputs.has(name))
      problems.push(new CodedError('wrong-usage', { problem: `--input ${name} is given twice.`, command }))
    else inputs.set(name, text.slice(at + 1))
  }
  throwAll(problems)
  return inputs
}

/** Reads the files; what is no plain file is a finding, and what is not there an error of usage. */
function readFiles(cwd: string, names: readonly string[]): { files: TemplateFile[]; findings: Finding[] } {
  const files: TemplateFile[] = []
  const findings: Finding[] = []
  const problems: CodedError[] = []
  for (const name of new Set(names)) {
    const place = path.resolve(cwd, name)
    const file = path.relative(cwd, place).split(path.sep).join('/') || '.'
    if (files.some((one) => one.file === file)) continue
    try {
      const got = readPlainFile(realpathSync(place), file)
      if ('code' in got) findings.push(createFinding(got.code, file, start, got.details))
      else files.push({ file, text: got.bytes })
    } catch (error) {
      problems.push(new CodedError('file-unreadable', { file, reason: describeSystemError(error) }, { cause: error }))
    }
  }
  throwAll(problems)
  return { files, findings }
}

export const lintTemplateCommand: Command = {
  name: command,
  summary: 'Checks GitLab CI components: header, inputs, interpolation, jobs and rules',
  positionals: 'FILE...',
  options: {
    input: {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      fromEnvironment: false,
      description: 'Gives a value to an input, a list as JSON; then every required input needs one',
    },
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
    strict: { type: 'boolean', description: 'Lets warnings fail the check too' },
    'no-policy': {
      type: 'boolean',
      description: 'Leaves out our rules for components, and checks by those of GitLab alone',
    },
  },
  examples: [
    { line: 'arkindex-ci lint-template templates/*.yml', does: 'checks all components of a project together' },
    {
      line: 'arkindex-ci lint-template templates/build.yml --input stage=test --input \'tags=["linux"]\'',
      does: 'checks what an include with these inputs would give',
    },
    {
      line: 'arkindex-ci lint-template .gitlab-ci.yml --no-policy',
      does: 'checks a pipeline file that is no component',
    },
  ],
  async run({ options, positionals }, context) {
    if (positionals.length === 0) throw new CodedError('wrong-usage', { problem: 'No FILE is given.', command })
    const format = typeof options.format === 'string' && isFindingFormat(options.format) ? options.format : 'pretty'
    const outputs = readOutputs(options.output, command)
    const isStrict = options.strict === true
    const inputs = readInputs(options.input)
    const { files, findings } = readFiles(context.cwd, positionals)
    const hasPolicy = options['no-policy'] !== true
    const found = [...findings, ...lintTemplates(files, { inputs, hasPolicy })].sort(compareFindings)
    const names = [...new Set([...files.map(({ file }) => file), ...findings.map(({ file }) => file)])]
    const check = { findings: found, files: names.sort() }
    for (const output of outputs) {
      const text = await renderFindings(output.format, check, context, { command, isStrict, hasColor: false })
      await writeReport(path.resolve(context.cwd, output.file), output.file, text)
    }
    const { hasColor } = context.stdout
    context.stdout.write(await renderFindings(format, check, context, { command, isStrict, hasColor }))
    return (isStrict ? found.length : countErrors(check)) > 0 ? 1 : 0
  },
}
