import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Json } from '../start-test-server.ts'
import { farmKey, openStage, type Stage } from './open-stage.ts'

let stage: Stage
let token: string
beforeAll(async () => {
  stage = await openStage(60_000)
  const body = { key: farmKey, name: 'waiting', maximum_tasks: 1, executor: 'podman', farm_name: 'Default farm' }
  const agent = await stage.server.call('CreateAgent', { body, token: null })
  expect(agent.status, JSON.stringify(agent.body)).toBe(201)
  token = agent.body.token
})
afterAll(() => stage.close())

async function beat(body: object): Promise<{ took: number; actions: Json[] }> {
  const begun = performance.now()
  const answer = await stage.server.call('RetrieveAgentActions', {
    body: { tasks: [], accepts: true, ...body },
    token,
    scheme: 'Agent',
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return { took: performance.now() - begun, actions: answer.body.actions }
}

it('a farm is found by its name; an unknown one is refused as a wrong key is', async () => {
  const body = { key: farmKey, name: 'x', maximum_tasks: 1, executor: 'podman', farm_name: 'No such farm' }
  const unknown = await stage.server.call('CreateAgent', { body, token: null })
  const wrong = await stage.server.call('CreateAgent', {
    body: { ...body, farm_name: null, key: 'wrong' },
    token: null,
  })
  expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
  expect(unknown.status).toBe(403)
})

it('a heartbeat that waits is answered when its time is over, and no later', async () => {
  const { took, actions } = await beat({ wait: 1 })
  expect(actions).toEqual([])
  expect(took).toBeGreaterThan(900)
  expect(took).toBeLessThan(5_000)
})

it('and as soon as there is a task, and as soon as the task is to stop', async () => {
  const waiting = beat({ wait: 20 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const { task, process } = await stage.startTask('true')
  const started = await waiting
  expect(started.actions).toEqual([expect.objectContaining({ action: 'start', task_id: task, attempt: 1 })])
  expect(started.took).toBeLessThan(10_000)
  const running = beat({ wait: 20, tasks: [{ id: task, attempt: 1 }] })
  await stage.good('PartialUpdateProcess', { path: { id: process }, body: { state: 'stopping' } })
  const stopped = await running
  expect(stopped.actions).toEqual([{ action: 'stop', task_id: task, attempt: 1 }])
  expect(stopped.took).toBeLessThan(10_000)
})

it('a server that closes answers it at once', async () => {
  const waiting = beat({ wait: 20, accepts: false })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const begun = performance.now()
  const restarted = stage.restart(0)
  expect((await waiting).took).toBeLessThan(10_000)
  await restarted
  expect(performance.now() - begun).toBeLessThan(10_000)
})
