import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import { renderTable } from './markdown.ts'

interface InputSpec {
  description?: string
  type?: string
  default?: unknown
  options?: readonly unknown[]
  regex?: string
}

function renderInput([name, spec]: [string, InputSpec | null]): string[] {
  const limits = [
    spec?.options &&
      `One of ${spec.options.map((option) => (option === '' ? 'empty' : `\`${String(option)}\``)).join(', ')}.`,
    spec?.regex && `Matches \`${spec.regex}\`.`,
  ].filter(Boolean)
  const isRequired = spec?.default === undefined
  return [
    `\`${name}\``,
    spec?.type ?? 'string',
    isRequired ? 'required' : `\`${JSON.stringify(spec.default)}\``,
    [spec?.description ?? '', ...limits].join(' '),
  ]
}

/** A component as its own template describes it. */
export interface ComponentText {
  name: string
  /** The whole template. */
  text: string
  /** What it does: the comment that it begins with. */
  about: readonly string[]
  /** The table of its inputs, in Markdown. */
  table: string
}

/** Reads what a template says of itself. */
export function describeComponent(name: string, text: string): ComponentText {
  const [header] = parseAllDocuments(text, { logLevel: 'silent' })
  const { spec } = (header?.toJS() ?? {}) as { spec?: { inputs?: Record<string, InputSpec | null> } }
  const lines = text.split('\n')
  const lead = lines.slice(
    0,
    Math.max(
      0,
      lines.findIndex((line) => !line.startsWith('#')),
    ),
  )
  const rows = Object.entries(spec?.inputs ?? {}).map(renderInput)
  return {
    name,
    text,
    about: lead.map((line) => line.replace(/^# ?/, '')),
    table: renderTable(['Input', 'Type', 'Default', 'Meaning'], rows),
  }
}

/** Every component of `ci-templates`, by name. */
export function readComponents(root: string): ComponentText[] {
  const folder = path.join(root, 'ci-templates')
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => describeComponent(name, readFileSync(path.join(folder, name, 'template.yml'), 'utf8')))
}

/** The page of every component, with the table of its inputs read from its `spec`. */
export function makeComponentsPage(root: string): string {
  const sections = readComponents(root).flatMap(({ name, about, table }) => [
    `## ${name}`,
    '',
    ...about,
    '',
    `More, with an example and what it needs: [its page](components/${name}.md).`,
    '',
    table,
    '',
  ])
  return [
    '# Components',
    '',
    'The inputs of each component in `ci-templates/`, read from its own `spec`.',
    '',
    ...sections,
  ].join('\n')
}
