import { describe, expect, it } from 'vitest'
import { findBuilder } from '../../../core/image/find-builder.ts'
import type { Host, ProgramCall, ProgramResult } from '../../../core/image/host.ts'

type Answer = Partial<ProgramResult>

/** A machine on which programs answer as the table says; what is not in it is not installed. */
function openMachine(
  answer: (call: ProgramCall) => Answer | undefined,
  programs: string[] = [],
  env: Record<string, string> = {},
): Host {
  return {
    env,
    isOnPath: (program) => programs.includes(program),
    run: async (call) => ({ exit: undefined, stdout: '', stderr: '', isMissing: true, ...found(answer(call)) }),
  }
}

function found(answer: Answer | undefined): Answer {
  return answer ? { isMissing: false, exit: 0, ...answer } : {}
}

const info = '{"store": {"GraphDriverName": "overlay"}}'

describe('findBuilder', () => {
  it('takes buildah with chroot isolation where no OCI runtime is installed', async () => {
    const builder = await findBuilder(
      openMachine(({ program }) => (program === 'buildah' ? { stdout: info } : undefined)),
    )
    expect(builder).toEqual({
      name: 'buildah',
      details: 'storage overlay, isolation chroot',
      env: {},
      buildArgs: ['--isolation', 'chroot'],
    })
  })

  it('leaves the isolation to buildah where a runtime is installed', async () => {
    const machine = openMachine(({ program }) => (program === 'buildah' ? { stdout: info } : undefined), ['crun'])
    expect((await findBuilder(machine)).buildArgs).toEqual([])
  })

  it('falls back to the storage driver vfs where the default one cannot be opened', async () => {
    const machine = openMachine(({ program, env }) => {
      if (program !== 'buildah') return undefined
      return env?.STORAGE_DRIVER === 'vfs'
        ? { stdout: '{"store": {"GraphDriverName": "vfs"}}' }
        : { exit: 125, stderr: 'overlay is not supported' }
    })
    const builder = await findBuilder(machine)
    expect(builder.env).toEqual({ STORAGE_DRIVER: 'vfs' })
    expect(builder.details).toContain('storage vfs')
  })

  it('does not change a storage driver that was chosen', async () => {
    const machine = openMachine(
      ({ program }) => (program === 'buildah' ? { exit: 125, stderr: 'zfs is not supported' } : undefined),
      [],
      { STORAGE_DRIVER: 'zfs' },
    )
    await expect(findBuilder(machine)).rejects.toThrow('buildah cannot open its storage: zfs is not supported')
  })

  it('takes Docker where its engine answers, by the address of its context', async () => {
    const machine = openMachine(({ program, args }) => {
      if (program !== 'docker') return undefined
      return { stdout: args[0] === 'context' ? 'unix:///run/user/1000/docker.sock\n' : '28.2.2\n' }
    })
    expect(await findBuilder(machine)).toMatchObject({
      name: 'docker',
      details: 'engine 28.2.2',
      env: { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' },
    })
  })

  it('passes over a Docker client without an engine and takes Podman', async () => {
    const machine = openMachine(({ program }) => {
      if (program === 'docker') return { exit: 1, stderr: 'Cannot connect to the Docker daemon' }
      return program === 'podman' ? { stdout: '4.9.3\n' } : undefined
    })
    expect((await findBuilder(machine)).name).toBe('podman')
  })

  it('tries only the builder that was asked for', async () => {
    const machine = openMachine(({ program }) => (program === 'buildah' ? { stdout: info } : undefined))
    await expect(findBuilder(machine, 'podman')).rejects.toThrow('can be used here: podman is not installed.')
  })
})
