import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

const farmKey = 'the-key-of-the-default-farm'

let server: TestServer
let corpus: Json
let dataset: Json
let agent: Json
let number = 0

beforeAll(async () => {
  server = await startTestServer({ farmKey })
  corpus = (await server.call('ListCorpus')).body[0]
  dataset = (await good('ListCorpusDatasets', { path: { id: corpus.id } })).results.find(
    (one: Json) => one.name === 'Letters 2026',
  )
  const body = { key: farmKey, name: 'one', maximum_tasks: 100, executor: 'process' }
  agent = await good('CreateAgent', { body, token: null })
})
afterAll(() => server.close())

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(400)
  return body
}

interface Running {
  id: string
  process: string
  token: string
  attempt: number
}

async function run(): Promise<Running> {
  number += 1
  const worker = await good('CreateWorker', { body: { name: 'W', type: 't', slug: `artifacts-${number}` } })
  const version = await good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'i', state: 'available' },
  })
  const process = await good('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset', name: 'P' } })
  await good('CreateWorkerRun', { path: { id: process.id }, body: { worker_version_id: version.id } })
  await good('CreateProcessSet', { path: { process: process.id, set: dataset.sets[0].id } })
  await good('StartProcess', { path: { id: process.id }, body: {} })
  const { actions } = await good('RetrieveAgentActions', {
    body: { tasks: [], accepts: true },
    token: agent.token,
    scheme: 'Agent',
  })
  const { task_id, attempt, token } = actions.find((one: Json) => one.action === 'start')
  return { id: task_id, process: process.id, token, attempt }
}

const announce = (task: { id: string }, body: object, token: string, scheme: 'Ponos' | 'Agent' | 'Token' = 'Ponos') =>
  server.call('CreateArtifact', { path: { id: task.id }, body, token, scheme })
const put = (url: string, body: string) => fetch(url, { method: 'PUT', body })
const end = ({ id, attempt }: Running, state: string) =>
  good('PartialUpdateTask', { path: { id }, body: { state, attempt }, token: agent.token, scheme: 'Agent' })
const download = (task: { id: string }, path: string, authorization: string) =>
  fetch(`${server.url}/api/v1/task/${task.id}/artifact/${path}`, { headers: { authorization } })

describe('artifacts of a task', () => {
  it('are announced, uploaded, listed and downloaded, in folders too', async () => {
    const task = await run()
    const made = await announce(
      task,
      { path: 'out/metrics.json', size: 7, content_type: 'application/json' },
      task.token,
    )
    expect(made).toMatchObject({ status: 201, body: { path: 'out/metrics.json', size: 7 } })
    const list = () => good('ListArtifacts', { path: { id: task.id } })
    expect(await list()).toEqual([])
    expect((await put(made.body.s3_put_url, '{"a":1}')).status).toBe(200)
    expect(await list()).toMatchObject([{ path: 'out/metrics.json', size: 7, s3_put_url: null }])
    for (const path of ['out/metrics.json', 'out%2Fmetrics.json']) {
      const response = await download(task, path, `Token ${tokens.guest}`)
      expect([response.headers.get('content-type'), await response.text()]).toEqual(['application/json', '{"a":1}'])
    }
    expect((await download(task, 'other.json', `Token ${tokens.guest}`)).status).toBe(404)
    expect((await download(task, 'out/metrics.json', `Token ${tokens.stranger}`)).status).toBe(404)
  })

  it('may be uploaded anew while the task runs, and not any more when it has ended', async () => {
    const task = await run()
    const first = await announce(task, { path: 'a', size: 1 }, agent.token, 'Agent')
    await put(first.body.s3_put_url, 'x')
    const second = await announce(task, { path: 'a', size: 2 }, task.token)
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, size: 2 } })
    expect((await put(second.body.s3_put_url, 'yz')).status).toBe(200)
    expect(await (await download(task, 'a', `Token ${tokens.owner}`)).text()).toBe('yz')
    await end(task, 'completed')
    expect((await put(second.body.s3_put_url, 'zz')).status).toBe(403)
    expect((await announce(task, { path: 'b', size: 1 }, task.token)).status).toBe(401)
    expect((await announce(task, { path: 'b', size: 1 }, agent.token, 'Agent')).status).toBe(400)
    expect(await (await download(task, 'a', `Token ${tokens.owner}`)).text()).toBe('yz')
  })

  it('hold what was announced, at a path within the folder', async () => {
    const task = await run()
    for (const path of ['../x', '/x', 'a//b', 'a/./b', 'a/'])
      expect((await announce(task, { path, size: 1 }, task.token)).body, path).toHaveProperty('path')
    const { body } = await announce(task, { path: 'x', size: 3, content_type: 'text/plain' }, task.token)
    expect([(await put(body.s3_put_url, 'xx')).status, (await put(body.s3_put_url, 'xxxx')).status]).toEqual([400, 413])
    expect(await good('ListArtifacts', { path: { id: task.id } })).toEqual([])
    expect((await put(body.s3_put_url.replace(/signature=../, 'signature=00'), 'xxx')).status).toBe(403)
    expect((await announce(task, { path: 'y', size: 1, content_type: 'text/plain\nx: y' }, task.token)).status).toBe(
      400,
    )
    const empty = await announce(task, { path: 'empty', size: 0 }, task.token)
    expect((await put(empty.body.s3_put_url, '')).status).toBe(200)
    expect(await (await download(task, 'empty', `Token ${tokens.owner}`)).text()).toBe('')
  })

  it('of another task are read by whoever acts for somebody who may see it, and written by nobody', async () => {
    const [mine, other] = [await run(), await run()]
    const made = await announce(mine, { path: 'a', size: 1 }, mine.token)
    await put(made.body.s3_put_url, 'x')
    expect(await (await download(mine, 'a', `Ponos ${other.token}`)).text()).toBe('x')
    expect(await (await download(mine, 'a', `Agent ${agent.token}`)).text()).toBe('x')
    expect((await announce(mine, { path: 'b', size: 1 }, other.token)).status).toBe(403)
    expect((await announce(mine, { path: 'b', size: 1 }, tokens.owner, 'Token')).status).toBe(403)
    await end(mine, 'failed')
    await good('DestroyProcess', { path: { id: mine.process } })
    expect((await download(mine, 'a', `Token ${tokens.owner}`)).status).toBe(404)
  })
})
