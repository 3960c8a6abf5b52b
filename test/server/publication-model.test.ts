import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer } from './start-test-server.ts'

/*
 * Any sequence of publications by the three generations ends as a small model of the rules says: reference 3.8.
 */

let server: TestServer
let round = 0

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Names stand for themselves within a round, so that rounds do not meet. */
const slugs = ['reader', 'writer'] as const
/** The last is no repository: its versions have numbers. */
const repositories = ['one', 'two', undefined] as const
const hashes = ['a1', 'b2', 'c3', undefined] as const
const names = ['main', 'next', 'v1', undefined] as const

const anyStep = fc.record({
  generation: fc.constantFrom('docker' as const, 'create' as const, 'import' as const, 'update' as const),
  slug: fc.constantFrom(...slugs),
  repository: fc.constantFrom(...repositories),
  hash: fc.constantFrom(...hashes),
  branch: fc.constantFrom(...names),
  tag: fc.constantFrom(...names),
})
/** Versions with numbers are rare among all; these make some. */
const numbered = anyStep.map((one) => ({
  ...one,
  generation: 'create' as const,
  repository: undefined,
  hash: undefined,
}))
const step = fc.oneof({ weight: 3, arbitrary: anyStep }, { weight: 1, arbitrary: numbered })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface ModelVersion {
  id: string
  revision: string | null
  number: number | null
  branch: string | null
  tag: string | null
}
interface ModelWorker {
  id: string
  versions: ModelVersion[]
}

function claim(worker: ModelWorker, holder: ModelVersion, { branch, tag }: Pick<Step, 'branch' | 'tag'>): void {
  for (const version of worker.versions) {
    if (branch !== undefined && version.branch === branch) version.branch = null
    if (tag !== undefined && version.tag === tag) version.tag = null
  }
  if (branch !== undefined) holder.branch = branch
  if (tag !== undefined) holder.tag = tag
}

const yamlOf = (slug: string) =>
  `slug: ${slug}\ndisplay_name: W\ntype: t\ndescription: Reads.\ngpu_usage: disabled\nmodel_usage: disabled\n`

/** Plays steps on the server and on the model, and compares each answer and then everything. */
async function play(steps: readonly Step[]): Promise<void> {
  round += 1
  const here = round
  const slugOf = (slug: string) => `${slug}-${here}`
  const model = new Map<string, ModelWorker>()

  /** Finds or makes the worker by what the older generations do in one go. */
  const getOrCreate = async ({ slug, repository }: Step): Promise<ModelWorker> => {
    const key = `${slug} ${repository}`
    const body = {
      name: 'W',
      type: 't',
      slug: slugOf(slug),
      ...(repository === undefined ? {} : { repository_url: `https://git.example.com/${repository}` }),
    }
    const answer = await server.call('CreateWorker', { body })
    const known = model.get(key)
    expect(answer.status, key).toBe(known ? 200 : 201)
    if (known) expect(answer.body.id).toBe(known.id)
    const worker = known ?? { id: answer.body.id, versions: [] }
    model.set(key, worker)
    return worker
  }

  const publish = async (given: Step): Promise<void> => {
    const { generation, slug, repository, hash, branch, tag } = given
    const revision = hash === undefined ? null : `https://git.example.com/${repository ?? 'local'}/commit/${hash}`
    if (generation === 'docker') {
      // The oldest generation knows no worker without a repository and no version without a commit.
      if (repository === undefined || revision === null) return
      const key = `${slug} ${repository}`
      const references = [
        ...(branch === undefined ? [] : [{ type: 'branch', name: branch }]),
        ...(tag === undefined ? [] : [{ type: 'tag', name: tag }]),
      ]
      const { status, body } = await server.call('CreateDockerWorkerVersion', {
        body: {
          worker_slug: slugOf(slug),
          repository_url: `https://git.example.com/${repository}`,
          revision_hash: hash,
          revision_references: references,
          configuration: {},
          docker_image_iid: 'image',
        },
      })
      const worker: ModelWorker = model.get(key) ?? { id: body.worker.id, versions: [] }
      expect(body.worker.id).toBe(worker.id)
      model.set(key, worker)
      const known = worker.versions.find((version) => version.revision === revision)
      expect(status).toBe(known ? 200 : 201)
      const version = known ?? { id: body.id, revision, number: null, branch: null, tag: null }
      expect(body.id).toBe(version.id)
      if (!known) worker.versions.push(version)
      claim(worker, version, given)
      return
    }
    const worker = await getOrCreate(given)
    const known = worker.versions.find((version) => version.revision !== null && version.revision === revision)
    if (generation === 'update') {
      const version = known ?? worker.versions[0]
      if (!version) return
      const { status } = await server.call('PartialUpdateWorkerVersion', {
        path: { id: version.id },
        body: { ...(branch === undefined ? {} : { branch }), ...(tag === undefined ? {} : { tag }) },
      })
      expect(status).toBe(200)
      claim(worker, version, given)
      return
    }
    const path = { id: worker.id }
    const common = { docker_image_iid: 'image', branch: branch ?? null, tag: tag ?? null }
    if (generation === 'import' && revision === null) {
      const body = { ...common, yaml: yamlOf(slugOf(slug)) }
      const refused = await server.call('ImportWorkerVersion', { path, body })
      expect(refused).toMatchObject({ status: 400, body: { revision_url: ['This field is required.'] } })
      return
    }
    const { status, body } =
      generation === 'import'
        ? await server.call('ImportWorkerVersion', {
            path,
            body: { ...common, yaml: yamlOf(slugOf(slug)), revision_url: revision },
          })
        : await server.call('CreateWorkerVersion', { path, body: { ...common, revision_url: revision } })
    if (revision === null && repository !== undefined) {
      expect({ status, fields: Object.keys(body) }).toEqual({ status: 400, fields: ['revision_url'] })
      return
    }
    if (known) {
      // What clients look for, to go on with the version that is there.
      expect(status).toBe(400)
      expect(body.revision_url[0]).toContain('already exists')
      return
    }
    expect(status).toBe(201)
    const numbers = worker.versions.map(({ number }) => number ?? 0)
    const version: ModelVersion = {
      id: body.id,
      revision,
      number: revision === null ? Math.max(0, ...numbers) + 1 : null,
      branch: null,
      tag: null,
    }
    worker.versions.push(version)
    claim(worker, version, given)
  }

  for (const one of steps) await publish(one)

  for (const { id, versions } of model.values()) {
    const { results } = (await server.call('ListWorkerVersions', { path: { id }, query: { page_size: '500' } })).body
    const held = results.map((one: Json) => ({
      id: one.id,
      revision: one.revision_url,
      number: one.version,
      branch: one.branch,
      tag: one.tag,
    }))
    expect(held).toEqual(versions.toReversed())
  }
  const all = (await server.call('ListWorkers', { query: { page_size: '500' } })).body.results
  const mine = all.filter((one: Json) => one.slug.endsWith(`-${here}`)).map((one: Json) => one.id)
  expect(mine.sort()).toEqual([...model.values()].map(({ id }) => id).sort())
}

it('any sequence of publications of the three generations ends as the rules say', async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 30, size: 'max' })
  const numRuns = Number(process.env.PUBLICATIONS ?? 15)
  await fc.assert(fc.asyncProperty(steps, play), { numRuns })
}, 300_000)

it('publications at the same time end in the same: nothing is doubled, and each name has one holder', async () => {
  const steps = fc.array(step, { minLength: 4, maxLength: 12, size: 'max' })
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      round += 1
      const body = { name: 'W', type: 't', slug: `race-${round}`, repository_url: 'https://git.example.com/race' }
      const answers = await Promise.all(
        all.map(async ({ hash = 'z0', branch, tag }) => {
          const { id } = (await server.call('CreateWorker', { body })).body
          return server.call('CreateWorkerVersion', {
            path: { id },
            body: {
              revision_url: `https://git.example.com/race/commit/${hash}`,
              branch: branch ?? null,
              tag: tag ?? null,
            },
          })
        }),
      )
      const wanted = new Set(all.map(({ hash = 'z0' }) => `https://git.example.com/race/commit/${hash}`))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(wanted.size)
      expect(answers.every(({ status }) => status === 201 || status === 400)).toBe(true)
      const workers = (await server.call('ListWorkers', { query: { slug: body.slug } })).body.results
      expect(workers).toHaveLength(1)
      const { results } = (await server.call('ListWorkerVersions', { path: { id: workers[0].id } })).body
      expect(new Set(results.map((one: Json) => one.revision_url))).toEqual(wanted)
      expect(results).toHaveLength(wanted.size)
      const made = answers.filter(({ status }) => status === 201).map((answer) => answer.body)
      for (const field of ['branch', 'tag']) {
        const claimed = made.map((one: Json) => one[field]).filter((value: unknown) => value !== null)
        const held = results.map((one: Json) => one[field]).filter((value: unknown) => value !== null)
        expect(held.sort()).toEqual([...new Set(claimed)].sort())
      }
    }),
    { numRuns: 10 },
  )
}, 300_000)
