import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let corpus: string
let number = 0

beforeAll(async () => {
  server = await startTestServer()
  corpus = (await server.call('ListCorpus')).body[0].id
})
afterAll(() => server.close())
beforeEach(() => {
  number += 1
})

async function good(operationId: string, options: object): Promise<Json> {
  const { status, body } = await server.call(operationId, options)
  expect(status, `${operationId}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

async function makeVersion(slug: string, fields: object = {}): Promise<Json> {
  const worker = await good('CreateWorker', { body: { name: slug, type: 'reader', slug: `${slug}-${number}` } })
  const configuration = { user_configuration: { size: { title: 'Size', type: 'int', default: 1 } } }
  return good('CreateWorkerVersion', {
    path: { id: worker.id },
    body: { docker_image_iid: 'image', state: 'available', configuration, ...fields },
  })
}

const makeProcess = (fields: object = {}): Promise<Json> =>
  good('CreateProcess', { body: { corpus, mode: 'workers', name: `Reading ${number}`, ...fields } })
const addRun = (process: Json, body: object): Promise<Json> =>
  good('CreateWorkerRun', { path: { id: process.id }, body })
const listRuns = async (process: Json): Promise<Json[]> =>
  (await good('ListWorkerRuns', { path: { id: process.id } })).results
const makeTemplate = (process: Json, token = tokens.owner) =>
  server.call('CreateProcessTemplate', { path: { id: process.id }, body: { name: `Template ${number}` }, token })
const apply = (template: Json, process: Json, token = tokens.owner) =>
  server.call('ApplyProcessTemplate', { path: { id: template.id }, body: { process_id: process.id }, token })

/** A process whose second worker run comes before its first, and has a configuration. */
async function prepare(fields: object = {}) {
  const first = await makeVersion('first', fields)
  const second = await makeVersion('second')
  const configuration = await good('CreateWorkerConfiguration', {
    path: { id: first.worker.id },
    body: { name: 'Large', configuration: { size: 9 } },
  })
  const process = await makeProcess()
  const late = await addRun(process, { worker_version_id: first.id, configuration_id: configuration.id })
  const early = await addRun(process, { worker_version_id: second.id })
  await good('PartialUpdateWorkerRun', { path: { id: late.id }, body: { parents: [early.id] } })
  return { process, first, second, configuration }
}

describe('a process template', () => {
  it('holds copies of the worker runs, in their order and with their own parents', async () => {
    const { process, first, second, configuration } = await prepare()
    const { status, body: template } = await makeTemplate(process)
    expect(status).toBe(201)
    expect(template).toMatchObject({ mode: 'template', corpus, name: `Template ${number}`, state: 'unscheduled' })
    const copies = await listRuns(template)
    expect(copies.map((run) => run.worker_version.id)).toEqual([first.id, second.id])
    expect(copies.map((run) => run.configuration?.id ?? null)).toEqual([configuration.id, null])
    expect(copies.map((run) => run.parents)).toEqual([[copies[1].id], []])
    const originals = (await listRuns(process)).map(({ id }) => id)
    for (const copy of copies) expect(originals).not.toContain(copy.id)
  })

  it('stands in lists, alone where the mode is asked for', async () => {
    const { process } = await prepare()
    const { body: template } = await makeTemplate(process)
    const ids = async (query: object): Promise<string[]> =>
      (await good('ListProcesses', { query: { corpus, page_size: '100', ...query } })).results.map(({ id }: Json) => id)
    expect(await ids({ mode: 'template' })).toContain(template.id)
    expect(await ids({ mode: 'template' })).not.toContain(process.id)
    expect(await ids({ mode: 'workers' })).not.toContain(template.id)
  })

  it('gives a process its worker runs, which can then be started', async () => {
    const { process } = await prepare()
    const { body: template } = await makeTemplate(process)
    const target = await makeProcess()
    expect(await apply(template, target)).toMatchObject({ status: 201, body: { id: target.id, mode: 'workers' } })
    const runs = await listRuns(target)
    expect(runs.map(({ summary }) => summary)).toEqual((await listRuns(process)).map(({ summary }) => summary))
    expect(runs[0].parents).toEqual([runs[1].id])
    const started = await server.call('StartProcess', { path: { id: target.id }, body: {} })
    expect(started).toMatchObject({ status: 201, body: { state: 'pending' } })
    expect(started.body.tasks).toHaveLength(3)
    expect(await listRuns(template)).toHaveLength(2)
  })

  it('is never run itself: it is not started, retried or stopped, but deleted', async () => {
    const { process } = await prepare()
    const { body: template } = await makeTemplate(process)
    const path = { id: template.id }
    expect(await server.call('StartProcess', { path, body: {} })).toMatchObject({
      status: 400,
      body: { mode: [expect.stringContaining('template')] },
    })
    expect((await server.call('RetryProcess', { path })).status).toBe(400)
    expect((await server.call('PartialUpdateProcess', { path, body: { state: 'stopping' } })).status).toBe(400)
    expect((await server.call('DestroyProcess', { path })).status).toBe(204)
    expect((await server.call('RetrieveProcess', { path })).status).toBe(404)
    expect(await listRuns(process)).toHaveLength(2)
  })

  it('is made of a process that has worker runs, and of no template or local process', async () => {
    expect((await makeTemplate(await makeProcess())).body).toEqual({ worker_runs: [expect.any(String)] })
    const { process, first } = await prepare()
    const { body: template } = await makeTemplate(process)
    expect((await makeTemplate(template)).body).toEqual({ mode: [expect.any(String)] })
    const local = await good('CreateUserWorkerRun', { body: { worker_version_id: first.id } })
    expect((await makeTemplate(local.process)).body).toEqual({ mode: [expect.any(String)] })
  })

  it('is not applied where a worker run cannot be made any more, with every reason of every run', async () => {
    const { process, second, configuration } = await prepare({ state: 'created' })
    const { body: template } = await makeTemplate(process)
    const archived = { archived: true }
    await good('PartialUpdateWorkerConfiguration', { path: { id: configuration.id }, body: archived })
    await good('PartialUpdateWorker', { path: { id: second.worker.id }, body: archived })
    const target = await makeProcess()
    const { status, body } = await apply(template, target)
    expect(status).toBe(400)
    expect(body.worker_runs).toEqual([
      expect.stringMatching(/first.*not available/),
      expect.stringMatching(/first.*configuration is archived/),
      expect.stringMatching(/second.*worker is archived/),
    ])
    expect(await listRuns(target)).toEqual([])
  })

  it('is applied once to a process that waits and has no worker runs', async () => {
    const { process } = await prepare()
    const { body: template } = await makeTemplate(process)
    expect((await apply(process, await makeProcess())).body).toEqual({ mode: [expect.any(String)] })
    expect((await apply(template, template)).body.process_id).toHaveLength(2)
    await good('StartProcess', { path: { id: process.id }, body: {} })
    expect((await apply(template, process)).body.process_id).toHaveLength(2)
    const target = await makeProcess()
    const answers = await Promise.all([apply(template, target), apply(template, target)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400])
    expect(await listRuns(target)).toHaveLength(2)
  })

  it('needs the rights on the process and on the workers of whoever applies it', async () => {
    const { process } = await prepare()
    const { body: template } = await makeTemplate(process)
    const target = await makeProcess()
    expect((await apply(template, target, tokens.guest)).status).toBe(403)
    expect((await apply(template, target, tokens.stranger)).status).toBe(404)
    expect((await apply(template, { id: randomUUID() })).body).toEqual({ process_id: [expect.any(String)] })
    expect((await makeTemplate(process, tokens.guest)).status).toBe(403)
    const read = { path: { id: template.id }, token: tokens.guest }
    expect((await server.call('RetrieveProcess', read)).status).toBe(200)
    expect((await server.call('ListWorkerRuns', read)).status).toBe(200)
  })
})
