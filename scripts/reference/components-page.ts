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

/** The page of every component, with the table of its inputs read from its `spec`. */
export function makeComponentsPage(root: string): string {
  const folder = path.join(root, 'ci-templates')
  const sections = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, name, 'template.yml'), 'utf8')
      const [header] = parseAllDocuments(text, { logLevel: 'silent' })
      const { spec } = (header?.toJS() ?? {}) as { spec?: { inputs?: Record<string, InputSpec | null> } }
      const about = [...text.matchAll(/^# ?(.*)$/gm)].map(([, line]) => line)
      const lead = about.slice(
        0,
        Math.max(
          0,
          text.split('\n').findIndex((line) => !line.startsWith('#')),
        ),
      )
      return [
        `## ${name}`,
        '',
        ...lead,
        '',
        renderTable(['Input', 'Type', 'Default', 'Meaning'], Object.entries(spec?.inputs ?? {}).map(renderInput)),
        '',
      ]
    })
  return [
    '# Components',
    '',
    'The inputs of each component in `ci-templates/`, read from its own `spec`.',
    '',
    ...sections,
  ].join('\n')
}
