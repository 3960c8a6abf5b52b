import { setTimeout as delay } from 'node:timers/promises'

/** What came of a training. */
export interface TrainingResult {
  id: string
  state: string
  model_version: { id: string; tag: string | null } | null
  metrics: Readonly<Record<string, unknown>> | null
}

export interface FollowOptions {
  url: string
  token: string
  /** Milliseconds after which the training is shown as it is. */
  patience: number
  signal: AbortSignal
  onState(state: string): void
}

const finalStates = ['completed', 'failed', 'error', 'stopped', 'cancelled']

interface ProcessAnswer {
  state: string
  tasks: { id: string }[]
}

/** Follows the process of a training to its end, and reads the metrics among its artifacts and the log where it failed. */
export async function followTraining(
  id: string,
  { url, token, patience, signal, onState }: FollowOptions,
): Promise<{ training: TrainingResult; log: string }> {
  const ask = async <Answer>(route: string): Promise<Answer> => {
    const answer = await fetch(`${url}/api/v1/${route}`, { headers: { authorization: `Token ${token}` }, signal })
    if (!answer.ok) throw new Error(`${route} was answered ${answer.status}`)
    return answer.json() as Promise<Answer>
  }
  const until = Date.now() + patience
  let seen = ''
  for (;;) {
    const process = await ask<ProcessAnswer>(`process/${id}/`)
    if (process.state !== seen) onState(process.state)
    seen = process.state
    const isOver = finalStates.includes(seen)
    if (!isOver && Date.now() < until) {
      await delay(100, undefined, { signal })
      continue
    }
    const task = process.tasks.at(-1)?.id
    const training: TrainingResult = { id, state: seen, model_version: null, metrics: null }
    if (task === undefined || seen !== 'completed') {
      const log = task === undefined ? '' : (await ask<{ text: string }>(`task/${task}/logs/`)).text
      return { training, log }
    }
    const artifacts = await ask<{ path: string }[]>(`task/${task}/artifacts/`)
    if (artifacts.some(({ path }) => path === 'metrics.json')) {
      const { model_version: version, ...metrics } = await ask<
        Record<string, unknown> & Pick<TrainingResult, 'model_version'>
      >(`task/${task}/artifact/metrics.json`)
      training.model_version = version
      training.metrics = metrics
    }
    return { training, log: '' }
  }
}
