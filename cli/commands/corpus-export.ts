import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { systemClock } from '../../core/arkindex/clock.ts'
import { exportCorpus } from '../../core/arkindex/export-corpus.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import { saveWhole } from '../../core/files/save-whole.ts'
import type { Command, CommandContext, CommandInput } from '../command.ts'
import { instanceOptions, withInstances } from '../instance-options.ts'

function readText({ options }: CommandInput, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

async function run(input: CommandInput, context: CommandContext): Promise<number> {
  const [corpus, ...more] = input.positionals
  if (corpus === undefined || more.length > 0) {
    throw new CodedError('wrong-usage', { problem: 'It takes the id of one corpus.', command: 'corpus export' })
  }
  const file = path.resolve(context.cwd, readText(input, 'output') ?? `${corpus}.sqlite`)
  const format = readText(input, 'structure')
  const { signal, stderr, stdout } = context
  const made = await withInstances(input.options, context, async (instances) => {
    const instance = await instances.open()
    return saveWhole(file, (place) =>
      exportCorpus(instance, {
        corpus,
        format: format === undefined ? undefined : Number(format),
        takesLast: input.options.last === true,
        sink: () => createWriteStream(place),
        sleep: (pause) => systemClock.sleep(pause, signal),
        onState: (state) => stderr.write(state === 'done' ? 'Downloading\n' : `The export is ${state}\n`),
      }),
    )
  })
  stdout.write(
    readText(input, 'format') === 'json'
      ? `${JSON.stringify({ export: { id: made.id, corpus, file } })}\n`
      : `Exported the corpus ${corpus} to ${file}\n`,
  )
  return 0
}

/** `arkindex-ci corpus export`. */
export const corpusExport: Command = {
  name: 'corpus export',
  summary: 'Exports a corpus of an instance to a file of SQLite',
  positionals: 'ID',
  options: {
    ...instanceOptions,
    output: { type: 'string', short: 'o', value: 'FILE', description: 'The file; without it, the id with .sqlite' },
    structure: {
      type: 'string',
      value: 'VERSION',
      description: 'Version of the structure of the file; without it, the one of the instance',
      choices: ['11', '10'],
    },
    last: { type: 'boolean', description: 'Takes the newest export that is there in place of a new one' },
    format: {
      type: 'string',
      value: 'FORMAT',
      description: 'How the result is printed',
      choices: ['text', 'json'],
      default: 'text',
    },
  },
  examples: [
    {
      line: 'arkindex-ci corpus export 6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11 --output letters.sqlite',
      does: 'starts an export, waits for it and saves its file',
    },
  ],
  run,
}
