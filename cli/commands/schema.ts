import { CodedError } from '../../core/errors/coded-error.ts'
import schemas from '../../generated/schemas.cjs'
import type { Command } from '../command.ts'

interface SchemaRow {
  name: string
  file: string
}

/** The schemas that are for files that a user writes or reads, and the file of each. */
const rows: readonly SchemaRow[] = [
  { name: 'worker', file: 'arkindex/*.yml' },
  { name: 'arkindex-yml-3', file: '.arkindex.yml, version 3' },
  { name: 'arkindex-yml-2', file: '.arkindex.yml, version 2' },
  { name: 'manifest', file: '.arkindex-ci.yml' },
  { name: 'profiles', file: '~/.config/arkindex/cli.yaml' },
  { name: 'bot', file: 'what "arkindex-ci bot --config" reads' },
  { name: 'seed', file: 'what "arkindex-ci server --seed" loads' },
]

function listSchemas(): SchemaRow[] {
  const others = Object.keys(schemas.schemaTexts).filter((name) => !rows.some((row) => row.name === name))
  return [...rows, ...others.map((name) => ({ name, file: 'output of a command' }))]
}

function renderList(): string {
  const list = listSchemas()
  const width = Math.max(...list.map(({ name }) => name.length))
  return [
    ...list.map(({ name, file }) => `${name.padEnd(width)}  ${file}`),
    '',
    'To have a file checked while you write it, save its schema and name it in the first line of the file,',
    'which the YAML language server of most editors reads:',
    '',
    '  arkindex-ci schema worker > worker.schema.json',
    '  # yaml-language-server: $schema=../worker.schema.json',
    '',
  ].join('\n')
}

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'Prints the JSON Schema of a file that you write',
  positionals: '[NAME]',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'json'],
      default: 'text',
      description: 'How the list is printed; a schema is always JSON',
    },
  },
  examples: [
    { line: 'arkindex-ci schema', does: 'lists the schemas, and says how an editor is told of one' },
    { line: 'arkindex-ci schema worker > worker.schema.json', does: 'saves the schema of arkindex/*.yml' },
  ],
  async run({ options, positionals }, context) {
    const [name, extra] = positionals
    if (extra !== undefined)
      throw new CodedError('wrong-usage', { problem: `"${extra}" is one argument too many.`, command: 'schema' })
    if (name === undefined) {
      context.stdout.write(
        options.format === 'json' ? `${JSON.stringify({ schemas: listSchemas() }, null, 2)}\n` : renderList(),
      )
      return 0
    }
    const found = Object.entries(schemas.schemaTexts).find(([known]) => known === name)
    if (!found) {
      const problem = `There is no schema "${name}"; there are ${listSchemas()
        .map((row) => row.name)
        .join(', ')}.`
      throw new CodedError('wrong-usage', { problem, command: 'schema' })
    }
    context.stdout.write(`${JSON.stringify(JSON.parse(found[1]), null, 2)}\n`)
    return 0
  },
}
