import type { Api } from './stage.ts'

/** An agent that a test moves by hand: it takes what waits, and a test says what becomes of it. */
export interface HandAgent {
  /** Takes the task that waits; gives its id. */
  take(): Promise<string>
  log(task: string, text: string): Promise<void>
  addArtifact(task: string, path: string, content: string): Promise<void>
  end(task: string, state: 'completed' | 'failed'): Promise<void>
}

export async function openHandAgent(url: string, key: string): Promise<HandAgent> {
  const send = async (
    method: string,
    place: string,
    body: unknown,
    token?: string,
  ): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${url}/api/v1${place}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Agent ${token}` }),
      },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${place}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  const body = { farm_id: null, key, name: 'by hand', maximum_tasks: 5, executor: 'process' }
  const token = String((await send('POST', '/agents/', body)).token)
  const held = new Map<string, number>()
  return {
    take: async () => {
      const tasks = [...held].map(([id, attempt]) => ({ id, attempt }))
      const { actions } = await send('POST', '/agents/actions/', { tasks, accepts: true, wait: 10 }, token)
      const [start] = actions as { action: string; task_id: string; attempt: number }[]
      if (start?.action !== 'start') throw new Error(`nothing to start: ${JSON.stringify(actions)}`)
      held.set(start.task_id, start.attempt)
      return start.task_id
    },
    log: async (task, text) => {
      await send('POST', `/task/${task}/logs/`, { attempt: held.get(task), offset: 0, text }, token)
    },
    addArtifact: async (task, path, content) => {
      const artifact = { path, size: Buffer.byteLength(content), content_type: 'application/json' }
      const { s3_put_url: target } = await send('POST', `/task/${task}/artifacts/`, artifact, token)
      const answer = await fetch(String(target), { method: 'PUT', body: content })
      if (!answer.ok) throw new Error(`the artifact was answered ${answer.status}`)
    },
    end: async (task, state) => {
      await send('PATCH', `/task/${task}/`, { state, attempt: held.get(task) }, token)
      held.delete(task)
    },
  }
}

/** Puts elements into a set of the letters' dataset; gives their ids. */
export async function addElements(api: Api, set: string, count: number): Promise<string[]> {
  const corpus = await api.first('/corpus/')
  const dataset = await api.first(`/corpus/${corpus.id}/datasets/`)
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const element = await api.send('POST', '/elements/create/', {
      corpus: corpus.id,
      type: 'folder',
      name: `${set} ${index}`,
    })
    await api.send('POST', `/datasets/${dataset.id}/elements/`, { set, element_id: element.id })
    ids.push(element.id)
  }
  return ids
}
