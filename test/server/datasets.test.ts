import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, ownerPassword, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let corpus: Json

beforeAll(async () => {
  server = await startTestServer()
  corpus = (await server.call('ListCorpus')).body.find((one: Json) => one.name === 'Letters')
})
afterAll(() => server.close())

const findDataset = async (name: string) =>
  (await server.call('ListCorpusDatasets', { path: { id: corpus.id } })).body.results.find(
    (one: Json) => one.name === name,
  )

describe('users', () => {
  it('log in with their password and get a token that works', async () => {
    const { status, body } = await server.call('Login', {
      token: null,
      body: { email: 'Owner@Example.com', password: ownerPassword },
    })
    expect(status).toBe(200)
    expect(await server.call('RetrieveUser', { token: body.auth_token })).toMatchObject({
      status: 200,
      body: { email: 'owner@example.com', display_name: 'Owner', is_admin: false, auth_token: body.auth_token },
    })
  })

  it('are told the same for a wrong password, an unknown address and a user without a password', async () => {
    for (const email of ['owner@example.com', 'nobody@example.com', 'guest@example.com']) {
      expect(await server.call('Login', { token: null, body: { email, password: 'wrong' } })).toMatchObject({
        status: 400,
        body: { non_field_errors: ['Unable to log in with provided credentials.'] },
      })
    }
    expect((await server.call('Login', { token: null, body: {} })).body).toHaveProperty('password')
  })

  it('retrieve nobody with a wrong token', async () => {
    expect((await server.call('RetrieveUser', { token: 'wrong' })).status).toBe(401)
  })
})

describe('corpora', () => {
  it('are listed whole, with rights and types, to who may see them', async () => {
    expect(corpus).toMatchObject({ rights: ['read', 'write', 'admin'] })
    expect(corpus.types.map((type: Json) => type.slug)).toContain('text_line')
    const seen = (await server.call('ListCorpus', { token: tokens.guest })).body
    expect(seen.map((one: Json) => one.rights)).toEqual([['read']])
    expect((await server.call('ListCorpus', { token: tokens.stranger })).body).toEqual([])
    expect((await server.call('RetrieveCorpus', { path: { id: corpus.id }, token: tokens.stranger })).status).toBe(404)
  })

  it('are made by any user', async () => {
    const made = await server.call('CreateCorpus', { body: { name: 'New' }, token: tokens.stranger })
    expect(made).toMatchObject({ status: 201, body: { public: false, description: '' } })
    expect((await server.call('RetrieveCorpus', { path: { id: made.body.id }, token: tokens.stranger })).status).toBe(
      200,
    )
    expect((await server.call('CreateCorpus', { body: { name: ' ' } })).body).toEqual({
      name: ['This field may not be blank.'],
    })
  })
})

describe('datasets', () => {
  it('are made with their sets, once by name', async () => {
    const path = { id: corpus.id }
    const made = await server.call('CreateDataset', {
      path,
      body: { name: 'Mine', description: 'Text', set_names: ['a', 'b'] },
    })
    expect(made).toMatchObject({
      status: 201,
      body: { state: 'open', corpus_id: corpus.id, creator: 'owner@example.com', unique_elements: true },
    })
    expect(made.body.sets).toEqual([
      { id: expect.any(String), name: 'a' },
      { id: expect.any(String), name: 'b' },
    ])
    expect((await server.call('CreateDataset', { path, body: { name: 'Mine', description: '' } })).body).toHaveProperty(
      'name',
    )
    const doubled = { name: 'Doubled', description: '', set_names: ['a', 'a'] }
    expect((await server.call('CreateDataset', { path, body: doubled })).body).toHaveProperty('set_names')
    expect((await server.call('CreateDataset', { path, body: { ...doubled, set_names: [] } })).status).toBe(400)
    expect(
      (await server.call('CreateDataset', { path, body: { name: 'X', description: '' }, token: tokens.guest })).status,
    ).toBe(403)
    const old = await server.call('CreateDataset', { path, body: { name: 'Old', description: '', sets: ['x'] } })
    expect(old.body.sets[0].name).toBe('x')
  })

  it('list their elements set by set, with transcriptions', async () => {
    const { id, ...dataset } = await findDataset('Letters 2026')
    expect(dataset).toMatchObject({
      element_count: 3,
      set_elements: [
        { set: 'training', count: 2 },
        { set: 'validation', count: 1 },
      ],
    })
    const list = async (query: Record<string, string>) =>
      (await server.call('ListDatasetElements', { path: { id }, query })).body
    const all = await list({ with_count: 'true' })
    expect(all.results.map((one: Json) => [one.set, one.element.name, one.element.transcriptions[0].text])).toEqual([
      ['training', 'Line 1', 'My dear friend'],
      ['training', 'Line 2', 'I hope'],
      ['validation', 'Line 3', 'Yours'],
    ])
    expect((await list({ set: 'validation' })).count).toBe(1)
    expect((await list({ set: 'nothing' })).count).toBe(0)
    expect((await server.call('ListDatasetElements', { path: { id }, token: tokens.stranger })).status).toBe(404)
  })

  it('take elements of their corpus, into one set where they are unique', async () => {
    const { body: dataset } = await server.call('CreateDataset', {
      path: { id: corpus.id },
      body: { name: 'Filling', description: '', set_names: ['a', 'b'] },
    })
    const path = { id: dataset.id }
    const seeded = await findDataset('Letters 2026')
    const [first] = (await server.call('ListDatasetElements', { path: { id: seeded.id } })).body.results
    const element_id = first.element.id
    const add = (body: object, token = tokens.owner) => server.call('CreateDatasetElement', { path, body, token })
    expect(await add({ set: 'a', element_id })).toMatchObject({
      status: 201,
      body: { set: 'a', element: { id: element_id } },
    })
    expect((await add({ set: 'a', element_id })).body).toHaveProperty('element_id')
    expect((await add({ set: 'b', element_id })).body.element_id[0]).toContain('"a"')
    expect((await add({ set: 'c', element_id })).body).toHaveProperty('set')
    expect((await add({ set: 'a', element_id: dataset.id })).body.element_id[0]).toContain('does not exist')
    expect((await add({ set: 'b', element_id }, tokens.guest)).status).toBe(403)
    await server.call('PartialUpdateDataset', { path, body: { unique_elements: false } })
    expect((await add({ set: 'b', element_id })).status).toBe(201)
    expect((await server.call('PartialUpdateDataset', { path, body: { unique_elements: true } })).body).toHaveProperty(
      'unique_elements',
    )
  })

  it('are closed when they are complete', async () => {
    const { id } = await findDataset('Done')
    expect((await server.call('PartialUpdateDataset', { path: { id }, body: { name: 'x' } })).body).toHaveProperty(
      'name',
    )
    expect(
      (await server.call('UpdateDataset', { path: { id }, body: { name: 'x', state: 'open' } })).body,
    ).toHaveProperty('state')
    const { body } = await server.call('ListDatasetElements', { path: { id } })
    const again = { set: 'training', element_id: body.results[0].element.id }
    expect((await server.call('CreateDatasetElement', { path: { id }, body: again })).body).toHaveProperty(
      'non_field_errors',
    )
    const { body: mine } = await server.call('CreateDataset', {
      path: { id: corpus.id },
      body: { name: 'Building', description: '' },
    })
    const path = { id: mine.id }
    expect((await server.call('PartialUpdateDataset', { path, body: { state: 'building' } })).body.state).toBe(
      'building',
    )
    expect((await server.call('UpdateDataset', { path, body: { name: 'x' } })).status).toBe(400)
    expect((await server.call('PartialUpdateDataset', { path, body: { state: 'complete' } })).body.state).toBe(
      'complete',
    )
    expect((await server.call('RetrieveDataset', { path })).body.state).toBe('complete')
  })

  it('are deleted by administrators of the corpus, unless a process has their sets', async () => {
    const { body: dataset } = await server.call('CreateDataset', {
      path: { id: corpus.id },
      body: { name: 'Short', description: '' },
    })
    const path = { id: dataset.id }
    const { body: process } = await server.call('CreateProcess', { body: { corpus: corpus.id, mode: 'dataset' } })
    const pair = { process: process.id, set: dataset.sets[0].id }
    await server.call('CreateProcessSet', { path: pair })
    expect((await server.call('DestroyDataset', { path })).status).toBe(400)
    await server.call('DestroyProcessSet', { path: pair })
    expect((await server.call('DestroyDataset', { path, token: tokens.guest })).status).toBe(403)
    expect((await server.call('DestroyDataset', { path })).status).toBe(204)
    expect((await server.call('RetrieveDataset', { path })).status).toBe(404)
  })
})
