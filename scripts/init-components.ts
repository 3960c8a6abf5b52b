import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isMap, isScalar, parseAllDocuments } from 'yaml'

function listKeys(node: unknown): string[] {
  return isMap(node) ? node.items.flatMap(({ key }) => (isScalar(key) ? String(key.value) : [])) : []
}

function renderRow(name: string, words: readonly string[]): string {
  const lead = `  ${/^\w+$/.test(name) ? name : `'${name}'`}: [`
  const line = `${lead}${words.map((word) => `'${word}'`).join(', ')}],`
  return line.length <= 120 ? line : `${lead}\n${words.map((word) => `    '${word}',\n`).join('')}  ],`
}

/** The text of `core/init/components.generated.ts`: what each component calls its jobs and its inputs. */
export function makeInitComponents(root: string): string {
  const folder = path.join(root, 'ci-templates')
  const names = readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    .sort()
  const jobs: string[] = []
  const inputs: string[] = []
  for (const name of names) {
    const text = readFileSync(path.join(folder, name, 'template.yml'), 'utf8')
    const [header, body] = parseAllDocuments(text, { logLevel: 'silent' })
    const written = listKeys(body?.contents).map((job) => job.replace('$[[ inputs.job-prefix ]]', ''))
    jobs.push(renderRow(name, written))
    inputs.push(renderRow(name, listKeys(header?.getIn(['spec', 'inputs']))))
  }
  const close = '} as const satisfies Readonly<Record<string, readonly string[]>>'
  return [
    '// Generated from ci-templates by "npm run generate". Do not edit.',
    '',
    '/** The jobs of each component, without their prefix. */',
    'export const componentJobs = {',
    ...jobs,
    close,
    '',
    '/** The inputs of each component. */',
    'export const componentInputs = {',
    ...inputs,
    close,
    '',
  ].join('\n')
}
