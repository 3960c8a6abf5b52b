import type { TrainingResult } from './follow-training.ts'
import type { PipelineResult } from './run-pipeline.ts'

export interface StepResult {
  kind: string
  target: string
  instance: string
  outcome: string
}

/** What the demo prints as JSON. */
export interface DemoResult {
  steps: StepResult[]
  image: { reference: string; digest: string } | null
  process: TrainingResult | null
  server: { url: string }
}

export interface Reading {
  result: DemoResult
  versions: { worker: string; instance: string; id: string }[]
  /** Jobs that left nothing behind, so that the release is not whole. */
  missing: string[]
}

/** What each job of the component leaves for the next one and for the reader. */
const expected: Readonly<Record<string, string>> = {
  'worker-validate': 'arkindex-code-quality.json',
  'worker-image': 'arkindex-image.env',
  'release-plan': 'arkindex-plan.json',
  'release-apply': 'arkindex-outcomes.json',
  'dataset-train': 'arkindex-training.json',
}

interface OutcomesFile {
  steps: StepResult[]
  process: { id: string; state: string } | null
  versions: { worker: string; instance: string; id: string }[]
}

async function readOutcomes(pipeline: PipelineResult, job: string): Promise<OutcomesFile> {
  const text = await pipeline.readArtifact(job, expected[job] ?? '')
  return text === undefined ? { steps: [], process: null, versions: [] } : JSON.parse(text)
}

async function readImage(pipeline: PipelineResult): Promise<DemoResult['image']> {
  const text = (await pipeline.readArtifact('worker-image', 'arkindex-image.env')) ?? ''
  const read = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1]
  const [reference, digest] = [read('ARKINDEX_IMAGE'), read('ARKINDEX_IMAGE_DIGEST')]
  return reference && digest ? { reference, digest } : null
}

/** Reads what a release did from the artifacts of its jobs alone. */
export async function readResults(pipeline: PipelineResult, serverUrl: string): Promise<Reading> {
  const missing: string[] = []
  for (const [job, file] of Object.entries(expected)) {
    if ((await pipeline.readArtifact(job, file)) === undefined) missing.push(job)
  }
  const [released, trained] = [
    await readOutcomes(pipeline, 'release-apply'),
    await readOutcomes(pipeline, 'dataset-train'),
  ]
  const steps = [...released.steps, ...trained.steps].map(({ kind, target, instance, outcome }) => ({
    kind,
    target,
    instance,
    outcome,
  }))
  return {
    result: {
      steps,
      image: await readImage(pipeline),
      process: trained.process && { ...trained.process, model_version: null, metrics: null },
      server: { url: serverUrl },
    },
    versions: released.versions,
    missing,
  }
}
