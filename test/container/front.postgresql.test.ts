import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEngine, type TestEngine } from '../postgresql/test-engine.ts'
import { describeWithTools } from '../required-tools.ts'
import type { Json } from '../server/start-test-server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = path.join(root, 'dist/arkindex-ci.cjs')
const password = 'the owner types this one'
const administrator = 'token-of-the-administrator'

async function findPort(): Promise<number> {
  const probe = createServer()
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    }),
  )
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Waits until a page answers with 200. */
async function waitFor(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; await wait(50)) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return
    if (Date.now() > deadline) throw new Error(`${url} answers with ${status}`)
  }
}

describeWithTools(['nginx'], 'two servers behind the address of container/nginx.conf.template', () => {
  let engine: TestEngine
  let folder: string
  let database: string
  let front: string
  let ports: number[]
  const children: ChildProcess[] = []

  const startReplica = (port: number) => {
    const args = ['--data', path.join(folder, 'data'), '--shared-data', '--port', String(port), '--seed', 'seed.yml']
    const child = spawn(
      process.execPath,
      [program, 'server', ...args, '--public-url', front, '--trusted-proxy', '127.0.0.1'],
      {
        cwd: folder,
        stdio: 'ignore',
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: database,
          ARKINDEX_ADMIN_TOKEN: administrator,
          OWNER_PASSWORD: password,
        },
      },
    )
    children.push(child)
    return child
  }

  beforeAll(async () => {
    engine = startEngine()
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-front-'))
    database = await engine.makeLocation()
    ports = [await findPort(), await findPort(), await findPort()]
    const [one, two, listen] = ports
    front = `http://127.0.0.1:${listen}`
    const values: Record<string, string> = {
      ARKINDEX_SERVER_1: `127.0.0.1:${one}`,
      ARKINDEX_SERVER_2: `127.0.0.1:${two}`,
      ARKINDEX_FRONT_PORT: `127.0.0.1:${listen}`,
    }
    const template = readFileSync(path.join(root, 'container/nginx.conf.template'), 'utf8')
    // As the image of nginx does: only variables of the environment are filled in, and nginx keeps its own.
    const site = template.replace(/\$\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    )
    writeFileSync(
      path.join(folder, 'nginx.conf'),
      `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1; events {}\nhttp { access_log off; ${places.join(' ')}\n${site}}\n`,
    )
    writeFileSync(
      path.join(folder, 'seed.yml'),
      'version: 1\nusers: [{ email: owner@example.com, password_env: OWNER_PASSWORD }]\n',
    )
    children.push(
      spawn('nginx', ['-p', folder, '-c', path.join(folder, 'nginx.conf'), '-e', path.join(folder, 'error.log')], {
        stdio: 'ignore',
        env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
      }),
    )
    for (const port of ports.slice(0, 2)) startReplica(port)
    for (const port of ports.slice(0, 2)) await waitFor(`http://127.0.0.1:${port}/readyz`)
    await waitFor(`${front}/readyz`)
  })
  afterAll(async () => {
    for (const child of children) {
      const ended = new Promise((resolve) => child.on('close', resolve))
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await ended
    }
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Tries again what the front could not pass on, as clients of Arkindex do with any 5xx. */
  const request = async (
    token: string,
    method: string,
    place: string,
    body?: unknown,
  ): Promise<{ status: number; body: Json }> => {
    for (let tries = 1; ; tries += 1) {
      const answer = await fetch(`${front}/api/v1${place}`, {
        method,
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (answer.status < 500) return { status: answer.status, body: await answer.json() }
      await answer.text()
      if (tries === 5) throw new Error(`${method} ${place} is answered ${answer.status}`)
      await wait(200)
    }
  }
  const logIn = async (): Promise<string> => {
    const { status, body } = await request(administrator, 'POST', '/user/login/', {
      email: 'owner@example.com',
      password,
    })
    expect(status).toBe(200)
    return body.auth_token
  }
  const publish = async (token: string, slug: string) => {
    const worker = await request(token, 'POST', '/workers/', { name: slug, slug, type: 'recognizer' })
    const version = await request(token, 'POST', `/workers/${worker.body.id}/versions/`, {
      configuration: {},
      revision_url: `https://git.example.com/workers/commit/${slug}`,
      docker_image_iid: 'registry.example.com/worker:1',
      state: 'available',
    })
    return [worker.status, version.status]
  }

  it('give a log-in, take a publication, and an archive by an address that clients reach', async () => {
    const token = await logIn()
    expect(await publish(token, 'first')).toEqual([201, 201])
    const { body: model } = await request(token, 'POST', '/models/', { name: 'Behind a front' })
    const { body: version } = await request(token, 'POST', `/model/${model.id}/versions/`, {})
    expect(version.s3_put_url.startsWith(`${front}/storage/`)).toBe(true)
    const archive = randomBytes(12_000_000)
    const hash = createHash('md5').update(archive).digest('hex')
    const put = await fetch(version.s3_put_url, {
      method: 'PUT',
      body: archive,
      headers: { 'content-type': 'application/zstd' },
    })
    expect(put.status).toBe(200)
    const update = { state: 'available', size: archive.length, archive_hash: hash }
    const { status, body: available } = await request(token, 'PATCH', `/modelversion/${version.id}/`, update)
    expect(status).toBe(200)
    // More than once: either server has what came to the other.
    for (let time = 0; time < 4; time += 1) {
      const got = Buffer.from(await (await fetch(available.s3_url)).arrayBuffer())
      expect(createHash('md5').update(got).digest('hex')).toBe(hash)
    }
    const document: Json = await (await fetch(`${front}/api/v1/openapi/?format=json`)).json()
    expect(document.servers[0].url).toBe(front)
  })

  it('share the requests, and do not give their numbers to everybody', async () => {
    const token = await logIn()
    const count = async (port: number | undefined) => {
      const answer = await fetch(`http://127.0.0.1:${port}/metrics`, {
        headers: { authorization: `Token ${administrator}` },
      })
      const text = await answer.text()
      return Number(/request_duration_seconds_count\{operation="RetrieveUser"[^}]*\} (\d+)/.exec(text)?.[1] ?? 0)
    }
    for (let time = 0; time < 20; time += 1) expect((await request(token, 'GET', '/user/')).status).toBe(200)
    for (const port of ports.slice(0, 2)) expect(await count(port)).toBeGreaterThan(0)
    expect((await fetch(`${front}/metrics`, { headers: { authorization: `Token ${administrator}` } })).status).toBe(404)
  })

  it('go on where one of them is killed, and clients lose and double nothing', async () => {
    const token = await logIn()
    const slugs = Array.from({ length: 30 }, (_value, index) => `worker-${index}`)
    const [, victim] = children
    const work = slugs.map(async (slug, index) => {
      await wait(index * 20)
      if (index === 10) victim?.kill('SIGKILL')
      return publish(token, slug)
    })
    const statuses = await Promise.all(work)
    // A second try of what was done already is told that it is there.
    for (const [worker, version] of statuses) {
      expect([200, 201]).toContain(worker)
      expect([201, 400]).toContain(version)
    }
    expect(victim?.signalCode).toBe('SIGKILL')
    const { body } = await request(token, 'GET', '/workers/?page_size=100&name=worker-')
    expect(body.results.map(({ slug }: { slug: string }) => slug).sort()).toEqual([...slugs].sort())
    for (const { id } of body.results) {
      expect((await request(token, 'GET', `/workers/${id}/versions/`)).body.count).toBe(1)
    }
    startReplica(ports[0] ?? 0)
    await waitFor(`http://127.0.0.1:${ports[0]}/readyz`)
    for (let time = 0; time < 10; time += 1) expect((await request(token, 'GET', '/user/')).status).toBe(200)
  })
})
