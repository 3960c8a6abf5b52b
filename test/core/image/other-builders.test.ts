import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildImage, type ImageRequest } from '../../../core/image/build-image.ts'
import { withBuildSession } from '../../../core/image/build-session.ts'
import type { Host, ProgramCall, ProgramResult } from '../../../core/image/host.ts'

const digest = `sha256:${'d'.repeat(64)}`

/** A machine with an engine of Docker or Podman that does all it is told, and no buildah. */
function openMachine(builder: string, folder: string): { host: Host; calls: ProgramCall[] } {
  const calls: ProgramCall[] = []
  const answers: Record<string, string> = {
    inspect: '{"config":{"digest":"sha256:0"},"layers":[]}',
    push: `v1: digest: ${digest} size: 1234`,
  }
  return {
    calls,
    host: {
      env: { INDEX: path.join(folder, 'index') },
      isOnPath: (program) => program === builder || program === 'skopeo',
      run: async (call): Promise<ProgramResult> => {
        const isMissing = call.program !== builder && call.program !== 'skopeo'
        if (!isMissing) calls.push(call)
        const at = call.args.indexOf('--digestfile')
        if (at > 0) writeFileSync(call.args[at + 1] ?? '', digest)
        return { exit: isMissing ? undefined : 0, stdout: answers[call.args[0] ?? ''] ?? '1', stderr: '', isMissing }
      },
    },
  }
}

it('a registry that answers 5xx is asked again, and a refusal is not', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-patience-'))
  const { host, calls } = openMachine('podman', folder)
  const said = ['received unexpected HTTP status: 500 Internal Server Error', 'denied: requested access']
  const failing: Host = {
    ...host,
    run: async (call) => {
      const result = await host.run(call)
      return call.program === 'skopeo' ? { ...result, exit: 1, stderr: `level=fatal msg="${said.shift()}"` } : result
    },
  }
  const request = { repository: 'registry.example.org/group/project', isInsecure: false }
  await withBuildSession(request, { host: failing, cwd: folder, say: () => {} }, async (session) => {
    expect((await session.ask(['copy'])).stderr).toContain('denied')
  })
  expect(calls).toHaveLength(2)
  rmSync(folder, { recursive: true })
})

describe.each(['docker', 'podman'] as const)('a build by %s', (builder) => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-other-builders-'))
    writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n')
    writeFileSync(path.join(folder, 'index'), 'secret-of-the-index-1')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('gets the cache and the secrets in its own words, and no value', async () => {
    const { host, calls } = openMachine(builder, folder)
    const request: ImageRequest = {
      context: folder,
      repository: 'registry.example.org/group/project',
      tag: 'v1',
      commitTime: 1_700_000_000,
      revision: 'a'.repeat(40),
      buildArgs: [],
      secrets: [{ id: 'index', variable: 'INDEX' }],
      hasLayerCache: true,
      isReused: false,
      isInsecure: false,
      isPushed: true,
      login: { registry: 'registry.example.org', user: 'robot', password: 'word-of-the-robot' },
    }
    await buildImage(request, host, () => {})
    const args = calls.find((call) => call.program === builder && call.args[0] === 'build')?.args ?? []
    const cache = 'registry.example.org/group/project/cache'
    const line = args.join(' ')
    expect(line).toContain(
      builder === 'docker'
        ? `--cache-from type=registry,ref=${cache} --cache-to type=registry,ref=${cache},mode=max`
        : `--timestamp 315532800 --layers --cache-from ${cache} --cache-to ${cache}`,
    )
    expect(line).toMatch(/--secret id=index,src=\/\S+\/secret-0 /)
    const login = calls.filter((call) => call.args[0] === 'login')
    expect(login.map(({ program, input }) => [program, input])).toEqual([[builder, 'word-of-the-robot']])
    const all = JSON.stringify(calls.map((call) => [call.args, call.env]))
    for (const secret of ['secret-of-the-index-1', 'word-of-the-robot']) expect(all).not.toContain(secret)
  })
})
