import { listBadInputs, listNeeds } from './component-facts.ts'
import { type ComponentJob, chooseWhen, listRequiredJobs, listScript, readInputs, readJobs } from './component-jobs.ts'
import { type ComponentText, readComponents } from './components-page.ts'
import { renderTable } from './markdown.ts'
import { pipelineEvents } from './pipeline-events.ts'

/** Values for inputs that have no default, as an include would write them and as the command line does. */
const examples: Readonly<Record<string, string>> = { instances: '["demo"]' }

/** The value that an example gives to a required input. */
function chooseExample(name: string, type: string): string {
  return examples[name] ?? { string: 'example', number: '1', boolean: 'true', array: '["example"]' }[type] ?? 'example'
}

/** The required inputs of a template with a value each. */
export function fillRequired(text: string): Map<string, string> {
  const required = [...readInputs(text).values()].filter((input) => input.default === undefined)
  return new Map(required.map(({ name, type }) => [name, chooseExample(name, type)]))
}

/** The components that must be included with one because its jobs wait for theirs, that one first. */
export function listTogether(component: ComponentText, all: readonly ComponentText[]): ComponentText[] {
  const together = [component]
  for (let index = 0; index < together.length; index += 1) {
    const one = together[index]
    if (!one) break
    const jobs = together.flatMap(({ text }) => readJobs(text, fillRequired(text)))
    const missing = readJobs(one.text, fillRequired(one.text))
      .flatMap(listRequiredJobs)
      .filter((name) => !jobs.some((job) => job.name === name))
    for (const name of missing) {
      // The one with the fewest jobs: a component that is made of others has all of theirs.
      const [provider] = all
        .filter((candidate) => !together.includes(candidate))
        .map((candidate) => ({
          candidate,
          names: readJobs(candidate.text, fillRequired(candidate.text)).map((job) => job.name),
        }))
        .filter(({ names }) => names.includes(name))
        .sort((left, right) => left.names.length - right.names.length)
      if (provider && !together.includes(provider.candidate)) together.push(provider.candidate)
    }
  }
  return together
}

/** A pipeline file that uses a component: its includes, and a job that extends each hidden one. */
export function renderExample(component: ComponentText, all: readonly ComponentText[]): string {
  const includes = listTogether(component, all).flatMap(({ name, text }) => {
    const inputs = fillRequired(text)
    if (inputs.size === 0 && readInputs(text).has('instances')) inputs.set('instances', '["demo"]')
    return [
      '  - project: arkindex/arkindex-ci',
      '    ref: main',
      `    file: /ci-templates/${name}/template.yml`,
      ...(inputs.size > 0
        ? ['    inputs:', ...[...inputs].map(([key, value]) => `      ${key}: ${value.replaceAll('"', '')}`)]
        : []),
    ]
  })
  const extending = readJobs(component.text, fillRequired(component.text))
    .filter(({ isHidden }) => isHidden)
    .flatMap(({ name }) => ['', 'integration-test:', `  extends: ${name}`, '  script:', '    - ./test.sh'])
  return ['include:', ...includes, ...extending].join('\n')
}

function renderEvents(jobs: readonly ComponentJob[]): string {
  const name = (job: ComponentJob) => (job.isHidden ? `a job that extends \`${job.name}\`` : `\`${job.name}\``)
  const rows = pipelineEvents.map((event) => {
    const found = jobs.flatMap((job) => {
      const when = chooseWhen(job, event)
      return when === undefined ? [] : [`${name(job)}${when === 'on_success' ? '' : ` (${when})`}`]
    })
    return [event.name.replace(/^./, (letter) => letter.toUpperCase()), found.join(', ') || 'nothing']
  })
  return renderTable(['On', 'Jobs'], rows)
}

function renderPage(component: ComponentText, all: readonly ComponentText[]): string {
  const jobs = readJobs(component.text, fillRequired(component.text))
  const traits = { inputs: new Set(readInputs(component.text).keys()), jobs }
  const [lead = ''] = component.about.join('\n').split('\nWritten by')
  const calls = [...new Set(jobs.flatMap(listScript))].filter((line) => line.startsWith('arkindex-ci '))
  return [
    `# ${component.name}`,
    '',
    lead,
    '',
    `Its jobs call ${calls.map((line) => `\`${line}\``).join(', ')}. Generated from its template; all components are in [the list](../components.md).`,
    '',
    '## Example',
    '',
    '```yaml',
    renderExample(component, all),
    '```',
    '',
    '## Inputs',
    '',
    component.table,
    '',
    '## What it does on what',
    '',
    'With the defaults of its inputs. A test compares this table with what gitlab-ci-local makes of the template.',
    '',
    renderEvents(jobs),
    '',
    '## What it needs',
    '',
    ...listNeeds(traits).map((text) => `- ${text}`),
    '',
    '## When something is wrong',
    '',
    renderTable(['What', 'What you see'], listBadInputs(traits)),
    '',
  ].join('\n')
}

/** A page for each component of `ci-templates`. */
export function makeComponentPages(root: string): { file: string; text: string }[] {
  const all = readComponents(root)
  return all.map((component) => ({
    file: `docs/reference/components/${component.name}.md`,
    text: renderPage(component, all),
  }))
}
