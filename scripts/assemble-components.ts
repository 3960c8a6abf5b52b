import { readFileSync } from 'node:fs'
import path from 'node:path'

interface Composition {
  /** The components that it is made of, in the order of their jobs. */
  parts: readonly string[]
  /** What it does, as the comment that the template begins with. */
  about: string
  /** Inputs whose meaning is another where the parts are together. */
  overrides: Readonly<Record<string, string>>
}

const stage = `    stage:
      description: Stage of all the jobs. They wait for each other by name, and release-plan for the stages before.
      default: deploy
      regex: ^\\.?[A-Za-z0-9][A-Za-z0-9_ .-]*$
`
const approval = `    approval:
      description: Whether a tag is applied only as somebody approved it, by the manual job release-approve of the default branch's pipeline of the same commit.
      type: boolean
      default: false
`
const releaseNotes = `    release-notes:
      description: Whether a GitLab release is made of a tag, with the image, the versions and the processes. It needs an image with glab, see release-image.
      type: boolean
      default: false
`

/** The components that are made of others. */
export const compositions: Readonly<Record<string, Composition>> = {
  release: {
    parts: ['release-plan', 'release-apply'],
    about: `# Two jobs. release-plan shows what a release would change on each Arkindex instance, on merge requests, branches and tags: in
# its log, as an artifact, and in numbers in GitLab's merge request widget. It only reads. release-apply applies exactly that
# plan, on protected branches and tags, and leaves the trainings to the component dataset-train.
# Written by "npm run generate" from release-plan and release-apply; change them instead.
`,
    overrides: {},
  },
  arkindex: {
    parts: [
      'worker-validate',
      'worker-image',
      'release-plan',
      'release-approve',
      'release-apply',
      'dataset-train',
      'release-notes',
    ],
    about: `# All of it in one include: worker-validate, worker-image, release-plan, release-apply and dataset-train, and by inputs
# release-approve and release-notes. One job applies the plan to all instances: workers, versions, models and compatibility.
# Written by "npm run generate" from those; change them instead. One file that includes no other works by
# include:project, include:remote and include:component alike: a remote file may not include its neighbours.
`,
    overrides: { stage, approval, 'release-notes': releaseNotes },
  },
}

/** The inputs of a template's header as text, by name. */
function readInputs(header: string): Map<string, string> {
  const inputs = new Map<string, string>()
  for (const [block, name = ''] of header.matchAll(/^ {4}([\w-]+):\n(?:^ {6,}.*\n)+/gm)) inputs.set(name, block)
  return inputs
}

/**
 * The text of a component that is made of others: the inputs of its parts, each once, and all their jobs. Throws where two
 * parts give an input of one name different meanings, or where it is made of none.
 */
export function assembleComponents(root: string, name: string): string {
  const composition = compositions[name]
  if (!composition) throw new Error(`${name} is not made of other components`)
  const { parts, about, overrides } = composition
  const inputs = new Map<string, string>()
  const bodies: string[] = []
  for (const part of parts) {
    const text = readFileSync(path.join(root, 'ci-templates', part, 'template.yml'), 'utf8')
    const cut = text.indexOf('\n---\n')
    for (const [input, block] of readInputs(text.slice(0, cut + 1))) {
      const chosen = overrides[input] ?? block
      const before = inputs.get(input)
      if (before !== undefined && before !== chosen)
        throw new Error(`${part} and a part before it differ in the input ${input}`)
      inputs.set(input, chosen)
    }
    bodies.push(text.slice(cut + '\n---\n'.length).trim())
  }
  return `${about}spec:\n  inputs:\n${[...inputs.values()].join('')}---\n${bodies.join('\n\n')}\n`
}
