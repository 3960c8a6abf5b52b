import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSeed } from '../../server/seed/read-seed.ts'
import { type Json, startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
let corpus: Json
let image: Json

const unknownId = '00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  server = await startTestServer()
  corpus = (await server.call('ListCorpus')).body.find((one: Json) => one.name === 'Letters')
  image = (
    await server.call('CreateIIIFURL', {
      body: { url: 'https://iiif.example.com/iiif/2/one.jpg', width: 1000, height: 500 },
    })
  ).body
})
afterAll(() => server.close())

const create = async (body: object, token = tokens.owner) =>
  server.call('CreateElement', { body: { corpus: corpus.id, ...body }, token })

const make = async (body: object): Promise<Json> => {
  const { status, body: made } = await create(body)
  expect(status, JSON.stringify(made)).toBe(201)
  return made
}

const listChildren = async (id: string, query: Record<string, string> = {}): Promise<string[]> =>
  (await server.call('ListElementChildren', { path: { id }, query })).body.results.map((one: Json) => one.name)

describe('images', () => {
  it('are made once by their URL, and retrieved', async () => {
    expect(image).toMatchObject({
      path: 'one.jpg',
      width: 1000,
      height: 500,
      url: 'https://iiif.example.com/iiif/2/one.jpg',
      status: 'unchecked',
      server: { url: 'https://iiif.example.com/iiif/2', display_name: 'iiif.example.com' },
    })
    const again = { url: 'https://iiif.example.com/iiif/2/one.jpg/info.json', width: 1, height: 1 }
    expect(await server.call('CreateIIIFURL', { body: again })).toMatchObject({ status: 400, body: { id: image.id } })
    expect((await server.call('RetrieveImage', { path: { id: image.id } })).body).toEqual(image)
    expect((await server.call('RetrieveImage', { path: { id: unknownId } })).status).toBe(404)
  })

  it('need their size where the operator does not allow their host', async () => {
    const { status, body } = await server.call('CreateIIIFURL', { body: { url: `${server.url}/iiif/secret.jpg` } })
    expect(status).toBe(400)
    expect(body.width[0]).toContain('--image-host')
    expect(body.height).toEqual(body.width)
  })
})

describe('elements', () => {
  it('are made with image, polygon and metadata, and retrieved', async () => {
    const page = await make({
      type: 'page',
      name: 'Page',
      image: image.id,
      metadata: [{ type: 'date', name: 'Of', value: '1880-05' }],
    })
    expect(page).toMatchObject({
      type: 'page',
      corpus: { id: corpus.id, name: 'Letters', public: false },
      zone: { image: { id: image.id } },
      creator: 'owner@example.com',
      has_children: false,
      metadata_count: 1,
      worker_run: null,
    })
    expect(page.zone.polygon).toEqual([
      [0, 0],
      [0, 500],
      [1000, 500],
      [1000, 0],
      [0, 0],
    ])
    const line = await make({
      type: 'text_line',
      name: 'Line',
      parent: page.id,
      polygon: [
        [10, 20],
        [10, 40],
        [110, 40],
        [110, 20],
      ],
    })
    expect(line.zone.url).toBe('https://iiif.example.com/iiif/2/one.jpg/10,20,100,20/full/0/default.jpg')
    expect((await server.call('RetrieveElement', { path: { id: page.id } })).body.has_children).toBe(true)
    expect((await server.call('RetrieveElement', { path: { id: page.id }, token: tokens.stranger })).status).toBe(404)
  })

  it('are refused with everything that is wrong at once', async () => {
    const { status, body } = await create({
      type: 'nothing',
      name: 'x',
      parent: unknownId,
      image: image.id,
      polygon: [
        [0, 0],
        [0, 501],
        [10, 10],
      ],
      worker_run_id: unknownId,
    })
    expect(status).toBe(400)
    expect(Object.keys(body).sort()).toEqual(['parent', 'polygon', 'type', 'worker_run_id'])
    for (const polygon of [
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      [
        [0, 0],
        [1, 1],
      ],
      [
        [0, 0],
        [1, 1],
        [1.5, 2],
      ],
      [
        [0, 0],
        [1, 1],
        [-1, 2],
      ],
    ]) {
      expect((await create({ type: 'page', name: 'x', image: image.id, polygon })).body).toHaveProperty('polygon')
    }
    expect(
      (
        await create({
          type: 'page',
          name: 'x',
          polygon: [
            [0, 0],
            [1, 1],
            [1, 2],
          ],
        })
      ).body,
    ).toHaveProperty('image')
    expect((await create({ type: 'page', name: 'x', confidence: 1.5 })).body).toHaveProperty('confidence')
    expect((await create({ type: 'page', name: 'x' }, tokens.guest)).status).toBe(403)
    expect((await create({ type: 'page', name: 'x' }, tokens.stranger)).body).toHaveProperty('corpus')
  })

  it('are updated as a whole and in parts', async () => {
    const { id } = await make({ type: 'page', name: 'Before', image: image.id })
    const patched = await server.call('PartialUpdateElement', {
      path: { id },
      body: { name: 'After', rotation_angle: 90 },
    })
    expect(patched.body).toMatchObject({
      name: 'After',
      type: 'page',
      rotation_angle: 90,
      zone: { image: { id: image.id } },
    })
    const put = await server.call('UpdateElement', {
      path: { id },
      body: { name: 'Last', type: 'folder', image: null },
    })
    expect(put.body).toMatchObject({ name: 'Last', type: 'folder', zone: null })
    expect((await server.call('UpdateElement', { path: { id }, body: { name: 'x', type: 'no' } })).body).toHaveProperty(
      'type',
    )
  })
})

describe('children', () => {
  it('are ordered from 0 without regard to type, or by type where asked', async () => {
    const parent = await make({ type: 'folder', name: 'Ordered' })
    const { body } = await server.call('CreateElements', {
      path: { id: parent.id },
      body: {
        elements: [
          { type: 'page', name: 'c' },
          { type: 'text_line', name: 'a' },
          { type: 'page', name: 'b' },
        ],
      },
    })
    expect(body).toHaveLength(3)
    await make({ type: 'text_line', name: 'last', parent: parent.id })
    expect(await listChildren(parent.id)).toEqual(['c', 'a', 'b', 'last'])
    expect(await listChildren(parent.id, { order: 'name' })).toEqual(['a', 'b', 'c', 'last'])
    expect(await listChildren(parent.id, { order: 'created', order_direction: 'desc' })).toEqual([
      'last',
      'b',
      'a',
      'c',
    ])
    expect((await listChildren(parent.id, { order: 'random' })).sort()).toEqual(['a', 'b', 'c', 'last'])
    const moved = await make({ type: 'page', name: 'moved' })
    const link = { child: moved.id, parent: parent.id }
    expect(await server.call('CreateElementParent', { path: link, query: { type_ordering: 'true' } })).toEqual({
      status: 201,
      body: link,
      headers: expect.anything(),
    })
    // After the last page, which stands at 2, as the line "last" does at 3.
    expect((await listChildren(parent.id)).slice(3).sort()).toEqual(['last', 'moved'])
    const again = await server.call('CreateElementParent', { path: link })
    expect(again).toMatchObject({ status: 400, body: { parent: [`${parent.id} is already a parent of ${moved.id}.`] } })
    expect((await server.call('DestroyElementParent', { path: link })).status).toBe(204)
    expect((await server.call('DestroyElementParent', { path: link })).status).toBe(404)
  })

  it('never stand in a circle', async () => {
    const top = await make({ type: 'folder', name: 'Top' })
    const middle = await make({ type: 'folder', name: 'Middle', parent: top.id })
    const bottom = await make({ type: 'folder', name: 'Bottom', parent: middle.id })
    const link = (child: Json, parent: Json) =>
      server.call('CreateElementParent', { path: { child: child.id, parent: parent.id } })
    for (const child of [top, middle, bottom]) expect((await link(child, bottom)).body).toHaveProperty('parent')
    expect((await link(bottom, top)).status).toBe(201)
  })

  it('stand in each other to a bounded depth', async () => {
    let parent = await make({ type: 'folder', name: '1' })
    for (let depth = 2; depth <= 64; depth += 1)
      parent = await make({ type: 'folder', name: String(depth), parent: parent.id })
    expect((await create({ type: 'folder', name: '65', parent: parent.id })).body).toHaveProperty('parent')
    const bulk = await server.call('CreateElements', {
      path: { id: parent.id },
      body: { elements: [{ type: 'page', name: 'x' }] },
    })
    expect(bulk.body).toHaveProperty('non_field_errors')
    const other = await make({ type: 'folder', name: 'other' })
    await make({ type: 'folder', name: 'below', parent: other.id })
    expect(
      (await server.call('CreateElementParent', { path: { child: other.id, parent: parent.id } })).body,
    ).toHaveProperty('parent')
  })

  it('are made all of them or none, each problem at its index', async () => {
    const parent = await make({ type: 'page', name: 'Bulk', image: image.id })
    const elements = [
      {
        type: 'text_line',
        name: 'good',
        polygon: [
          [0, 0],
          [1, 1],
          [1, 2],
        ],
      },
      {
        type: 'nothing',
        name: 'bad',
        polygon: [
          [0, 0],
          [1, 1],
          [1, 2000],
        ],
      },
    ]
    const { status, body } = await server.call('CreateElements', { path: { id: parent.id }, body: { elements } })
    expect(status).toBe(400)
    expect(Object.keys(body.elements)).toEqual(['1'])
    expect(Object.keys(body.elements['1']).sort()).toEqual(['polygon', 'type'])
    expect(await listChildren(parent.id)).toEqual([])
    expect((await server.call('CreateElements', { path: { id: parent.id }, body: { elements: [] } })).status).toBe(400)
  })

  it('are made by the thousand in their order', async () => {
    const parent = await make({ type: 'folder', name: 'Many' })
    const elements = Array.from({ length: 1300 }, (_one, index) => ({ type: 'page', name: `p${index}` }))
    expect((await server.call('CreateElements', { path: { id: parent.id }, body: { elements } })).status).toBe(201)
    const names: string[] = []
    for (const page of ['1', '2', '3']) names.push(...(await listChildren(parent.id, { page, page_size: '500' })))
    expect(names).toEqual(elements.map(({ name }) => name))
    expect(await listChildren(parent.id, { order: 'created', page_size: '3' })).toEqual(['p0', 'p1', 'p2'])
  })

  it('are filtered', async () => {
    const folder = await make({ type: 'folder', name: 'Filtered' })
    const page = await make({ type: 'page', name: 'Page One', parent: folder.id, image: image.id, confidence: 0.5 })
    const line = await make({
      type: 'text_line',
      name: '50%',
      parent: page.id,
      metadata: [
        { type: 'numeric', name: 'n', value: '12.5' },
        { type: 'text', name: 't', value: 'Abc' },
      ],
    })
    const { body: letter } = await server.call('CreateMLClass', { path: { id: corpus.id }, body: { name: 'filtered' } })
    await server.call('CreateClassification', { body: { element: line.id, ml_class: letter.id, confidence: 0.7 } })
    const deep = (query: Record<string, string>) => listChildren(folder.id, { recursive: 'true', ...query })
    expect(await listChildren(folder.id)).toEqual(['Page One'])
    expect(await deep({})).toEqual(['Page One', '50%'])
    expect(await deep({ type: 'text_line' })).toEqual(['50%'])
    expect(await deep({ type: 'nothing' })).toEqual([])
    expect(await deep({ name: 'pAGE' })).toEqual(['Page One'])
    expect(await deep({ name: '%' })).toEqual(['50%'])
    expect(await deep({ folder: 'true' })).toEqual([])
    expect(await deep({ confidence: '0.4', confidence_operator: 'gt' })).toEqual(['Page One'])
    expect(await deep({ class_id: letter.id })).toEqual(['50%'])
    expect(
      await deep({ class_id: letter.id, classification_confidence: '0.7', classification_confidence_operator: 'lt' }),
    ).toEqual([])
    expect(await deep({ class_id: letter.id, classification_high_confidence: 'true' })).toEqual(['50%'])
    expect(await deep({ best_class: 'true' })).toEqual(['50%'])
    expect(await deep({ best_class: 'false' })).toEqual(['Page One'])
    expect(await deep({ best_class: letter.id })).toEqual(['50%'])
    expect(await deep({ metadata_name: 'n', metadata_value: '12', metadata_operator: 'gt' })).toEqual(['50%'])
    expect(await deep({ metadata_name: 't', metadata_value: '12', metadata_operator: 'gt' })).toEqual([])
    expect(await deep({ metadata_name: 't', metadata_value: 'BC', metadata_operator: 'contains' })).toEqual(['50%'])
    expect(await deep({ worker_run: 'false' })).toEqual(['Page One', '50%'])
    expect(await deep({ worker_version: unknownId })).toEqual([])
    expect(await deep({ transcription_worker_version: 'false' })).toEqual([])
    expect(await deep({ creator_email: 'Owner@example.com' })).toEqual(['Page One', '50%'])
    const wrong = await server.call('ListElementChildren', {
      path: { id: folder.id },
      query: { classification_confidence: '0.5', metadata_value: 'x', metadata_operator: 'lt', worker_run: 'true' },
    })
    expect(Object.keys(wrong.body)).toEqual(['worker_run'])
    const unfit = await server.call('ListElementChildren', {
      path: { id: folder.id },
      query: { classification_confidence: '0.5', metadata_value: 'x', metadata_operator: 'lt' },
    })
    expect(Object.keys(unfit.body).sort()).toEqual(['classification_confidence', 'metadata_value'])
  })

  it('show what was asked for', async () => {
    const page = await make({ type: 'page', name: 'Shown', image: image.id })
    await make({
      type: 'text_line',
      name: 'Child',
      parent: page.id,
      metadata: [{ type: 'text', name: 'a', value: 'b' }],
    })
    const show = async (query: Record<string, string>) =>
      (await server.call('ListElementChildren', { path: { id: page.id }, query })).body.results[0]
    expect(await show({})).toMatchObject({
      corpus: { id: corpus.id },
      zone: null,
      classes: null,
      metadata: null,
      has_children: null,
    })
    expect(
      await show({
        with_corpus: 'false',
        with_zone: 'false',
        with_classes: 'true',
        with_metadata: 'true',
        with_has_children: 'true',
      }),
    ).toMatchObject({
      corpus: null,
      classes: [],
      metadata: [{ name: 'a', value: 'b', dates: [] }],
      has_children: false,
    })
    const { body } = await server.call('ListElements', {
      path: { corpus: corpus.id },
      query: { name: 'shown', with_has_children: 'true', top_level: 'true' },
    })
    expect(body.results).toMatchObject([{ name: 'Shown', has_children: true, zone: { image: { id: image.id } } }])
  })

  it('know their parents', async () => {
    const top = await make({ type: 'folder', name: 'Grandparent' })
    const page = await make({ type: 'page', name: 'Parent', parent: top.id })
    const line = await make({ type: 'text_line', name: 'Child', parent: page.id })
    const list = async (query: Record<string, string>) =>
      (await server.call('ListElementParents', { path: { id: line.id }, query })).body.results.map(
        (one: Json) => one.name,
      )
    expect(await list({})).toEqual(['Parent'])
    expect(await list({ recursive: 'true' })).toEqual(['Grandparent', 'Parent'])
    expect(await list({ recursive: 'true', type: 'folder' })).toEqual(['Grandparent'])
  })
})

describe('a seed', () => {
  it('makes elements with image, classes and children', async () => {
    const image = '{ url: https://iiif.example.com/p.jpg, width: 100, height: 50 }'
    const line = '{ name: Line, text: Yours, polygon: [[0, 0], [0, 10], [10, 10]] }'
    const write = (child: string) => `
version: 1
corpora:
  - name: Seeded
    datasets:
      - name: D
        sets: { a: [{ name: Page, type: page, classes: [letter], image: ${image}, children: [${child}] }] }
`
    const seeded = await startTestServer({ seed: readSeed(write(line), 'seed', {}) })
    const admin = { token: tokens.admin }
    const id = (await seeded.call('ListCorpus', admin)).body[0].id
    const query = { with_classes: 'true', with_has_children: 'true', top_level: 'true' }
    const { results } = (await seeded.call('ListElements', { path: { corpus: id }, query, ...admin })).body
    expect(results).toMatchObject([{ name: 'Page', has_children: true, classes: [{ ml_class: { name: 'letter' } }] }])
    const children = await seeded.call('ListElementChildren', { path: { id: results[0].id }, ...admin })
    expect(children.body.results[0].zone.url).toBe('https://iiif.example.com/p.jpg/0,0,10,10/full/0/default.jpg')
    await seeded.close()
    const outside = readSeed(write(line.replace('[0, 10]', '[0, 51]')), 'seed', {})
    await expect(startTestServer({ seed: outside })).rejects.toThrow('100 by 50')
  })
})

describe('deletion', () => {
  it('takes what is below with it, unless it shall stay', async () => {
    const top = await make({ type: 'folder', name: 'Top' })
    const page = await make({ type: 'page', name: 'Page', parent: top.id })
    const line = await make({ type: 'text_line', name: 'Line', parent: page.id })
    const status = async ({ id }: Json) => (await server.call('RetrieveElement', { path: { id } })).status
    expect(
      (await server.call('DestroyElement', { path: { id: page.id }, query: { delete_children: 'false' } })).status,
    ).toBe(204)
    expect([await status(top), await status(page), await status(line)]).toEqual([200, 404, 200])
    await server.call('CreateElementParent', { path: { child: line.id, parent: top.id } })
    expect((await server.call('DestroyElement', { path: { id: top.id } })).status).toBe(204)
    expect([await status(top), await status(line)]).toEqual([404, 404])
  })

  it('takes all elements of a type, with what is below them', async () => {
    const { body: other } = await server.call('CreateCorpus', { body: { name: 'Emptied' } })
    const makeIn = async (body: object) =>
      (await server.call('CreateElement', { body: { corpus: other.id, ...body } })).body
    const page = await makeIn({ type: 'page', name: 'Page' })
    await makeIn({ type: 'text_line', name: 'Line', parent: page.id })
    await makeIn({ type: 'folder', name: 'Stays' })
    const names = async () =>
      (await server.call('ListElements', { path: { corpus: other.id } })).body.results.map((one: Json) => one.name)
    expect(await names()).toEqual(['Page', 'Line', 'Stays'])
    expect((await server.call('DestroyElements', { path: { corpus: other.id }, query: { type: 'page' } })).status).toBe(
      204,
    )
    expect(await names()).toEqual(['Stays'])
    expect((await server.call('DestroyElements', { path: { corpus: other.id } })).status).toBe(204)
    expect(await names()).toEqual([])
  })
})
