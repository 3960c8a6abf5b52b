import { CodedError } from '../errors/coded-error.ts'
import { convertToLegacyConfiguration, convertToWorkerFile } from '../worker-yaml/convert.ts'
import type { PlainMap, WorkerDefinition } from '../worker-yaml/definition.ts'
import { type PublicationOperation, publicationOperations } from './plan.ts'

/** How a definition is published on an instance. */
export interface Publication {
  operation: PublicationOperation
  isConverted: boolean
  notes: string[]
  /** What is sent of the definition, in the form that the operation takes. */
  content: { yaml: string } | { configuration: PlainMap }
}

interface Conversion {
  content: Publication['content']
  /** What the other format cannot say; empty where nothing is lost. */
  losses: string[]
  notes: string[]
}

/** The operations that take each format as it stands (DESIGN.md, decision 4). */
const carriers: Readonly<Record<WorkerDefinition['format'], readonly PublicationOperation[]>> = {
  'worker-file': ['ImportWorkerVersion'],
  'arkindex-yml': ['CreateWorkerVersion', 'CreateDockerWorkerVersion'],
}

function writeContent(definition: WorkerDefinition): Publication['content'] {
  return definition.format === 'worker-file' ? { yaml: definition.yaml } : { configuration: definition.published }
}

function convert(definition: WorkerDefinition): Conversion {
  if (definition.format === 'worker-file') {
    const { result, losses, notes } = convertToLegacyConfiguration(definition)
    return { content: { configuration: result }, losses, notes }
  }
  const { result, losses, notes } = convertToWorkerFile(definition)
  return { content: { yaml: result }, losses, notes }
}

/**
 * The newest way that an instance offers and that carries the definition unchanged; else a conversion that loses nothing.
 * `publication-not-offered` where there is neither.
 */
export function choosePublication(
  definition: WorkerDefinition,
  instance: { slug: string; publications: ReadonlySet<PublicationOperation> },
): Publication | CodedError {
  const offered = publicationOperations.filter((operation) => instance.publications.has(operation))
  const direct = offered.find((operation) => carriers[definition.format].includes(operation))
  if (direct) return { operation: direct, isConverted: false, notes: [], content: writeContent(definition) }
  const [newest] = offered
  const details = { instance: instance.slug, worker: definition.slug }
  if (!newest) {
    return new CodedError('publication-not-offered', {
      ...details,
      reason: 'it has none of ImportWorkerVersion, CreateWorkerVersion and CreateDockerWorkerVersion',
      advice: 'Check that the token may publish workers and that the profile names an Arkindex instance.',
    })
  }
  const { content, losses, notes } = convert(definition)
  const format = 'yaml' in content ? 'a worker file of arkindex/' : 'the form of .arkindex.yml'
  if (losses.length > 0) {
    return new CodedError('publication-not-offered', {
      ...details,
      reason: `it takes ${format} only, which cannot say: ${losses.join('; ')}`,
      advice:
        'yaml' in content
          ? 'Run "arkindex-ci migrate" and decide on what it reports, or leave the instance out in .arkindex-ci.yml.'
          : 'Keep an .arkindex.yml for this instance, or leave it out in .arkindex-ci.yml.',
    })
  }
  const note = `converted to ${format}: this Arkindex takes no other`
  return { operation: newest, isConverted: true, notes: [note, ...notes], content }
}
