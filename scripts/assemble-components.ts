import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The components that `arkindex` is made of, in the order of their jobs. */
export const parts = ['worker-validate', 'worker-image', 'release', 'dataset-train'] as const

const about = `# All of it: worker-validate, worker-image, release and dataset-train in one include.
# Written by "npm run generate" from those four; change them instead. One file that includes no other works by
# include:project, include:remote and include:component alike: a remote file may not include its neighbours.
`

/** Inputs whose meaning is wider where all jobs are together. */
const overrides: Readonly<Record<string, string>> = {
  stage: `    stage:
      description: Stage of all the jobs. They wait for each other by name, and release-plan for the stages before.
      default: deploy
      regex: ^\\.?[A-Za-z0-9][A-Za-z0-9_ .-]*$
`,
}

/** The inputs of a template's header as text, by name. */
function readInputs(header: string): Map<string, string> {
  const inputs = new Map<string, string>()
  for (const [block, name = ''] of header.matchAll(/^ {4}([\w-]+):\n(?:^ {6,}.*\n)+/gm)) inputs.set(name, block)
  return inputs
}

/**
 * The text of the component `arkindex`: the inputs of its parts, each once, and all their jobs. Throws where two parts
 * give an input of one name different meanings.
 */
export function assembleComponents(root: string): string {
  const inputs = new Map<string, string>()
  const bodies: string[] = []
  for (const part of parts) {
    const text = readFileSync(path.join(root, 'ci-templates', part, 'template.yml'), 'utf8')
    const cut = text.indexOf('\n---\n')
    for (const [name, block] of readInputs(text.slice(0, cut + 1))) {
      const chosen = overrides[name] ?? block
      const before = inputs.get(name)
      if (before !== undefined && before !== chosen)
        throw new Error(`${part} and a part before it differ in the input ${name}`)
      inputs.set(name, chosen)
    }
    bodies.push(text.slice(cut + '\n---\n'.length).trim())
  }
  return `${about}spec:\n  inputs:\n${[...inputs.values()].join('')}---\n${bodies.join('\n\n')}\n`
}
