import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import type { CommandContext } from '../../../cli/command.ts'
import { build } from '../../../cli/commands/build.ts'
import { resolveOptions } from '../../../cli/resolve-options.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import { type LocalRegistry, startRegistry } from '../../registry/start-registry.ts'

export const password = 'pw%&/secret-word'

interface BuildRun {
  /** Exit code, or what was thrown. */
  exit: unknown
  stdout: string
  stderr: string
}

/** A repository with a Dockerfile, a registry with a password, and the store of a builder, for the tests of `arkindex-ci build`. */
export interface ImageStage {
  readonly folder: string
  readonly repository: string
  readonly registry: LocalRegistry
  /** The name of the image in the registry. */
  readonly image: string
  /** What a job of GitLab has in its environment, with a builder's store of this name: another one knows nothing. */
  env(store?: string): Record<string, string>
  /** Runs the command in this process. */
  run(args: string[], env: Record<string, string>, cwd?: string, signal?: AbortSignal): Promise<BuildRun>
  git(...args: string[]): string
  inspect(tag: string, image?: string): { Digest: string; Labels: Record<string, string>; Created: string }
  skopeo(...args: string[]): string
  close(): Promise<void>
}

export function expectError(exit: unknown): CodedError {
  expect(exit).toBeInstanceOf(CodedError)
  if (exit instanceof CodedError) return exit
  throw new Error('no coded error')
}

export const dockerfile =
  'FROM scratch\nARG WORD=none\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "sh", "-c", "echo $WORD > /word; echo built"]\n'

export async function openImageStage(): Promise<ImageStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-build-test-'))
  const repository = path.join(folder, 'repository')
  mkdirSync(repository)
  mkdirSync(path.join(folder, 'tmp'))
  const registry = await startRegistry({ folder: path.join(folder, 'registry'), user: 'robot', password })
  const image = `${registry.host}/group/project`
  const stores = new Set<string>()
  const writeStore = (name: string) => {
    const file = path.join(folder, `${name}.conf`)
    if (!stores.has(name)) {
      const place = `graphroot = "${folder}/${name}"\nrunroot = "${folder}/${name}-run"\n`
      writeFileSync(file, `[storage]\ndriver = "vfs"\n${place}`)
      stores.add(name)
    }
    return file
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', ...args], {
      cwd: repository,
      stdio: 'pipe',
      encoding: 'utf8',
    })
  writeFileSync(path.join(repository, 'Dockerfile'), dockerfile)
  execFileSync('cp', [execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim(), repository])
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-q', '-m', 'A worker')
  git('remote', 'add', 'origin', 'https://gitlab.example.org/group/project.git')
  process.env.TMPDIR = path.join(folder, 'tmp')
  const skopeo = (...args: string[]) =>
    execFileSync('skopeo', [args[0] ?? '', '--tls-verify=false', '--creds', `robot:${password}`, ...args.slice(1)], {
      encoding: 'utf8',
    })
  return {
    folder,
    repository,
    registry,
    image,
    env: (store = 'store') => ({
      PATH: process.env.PATH ?? '',
      HOME: folder,
      TMPDIR: path.join(folder, 'tmp'),
      CONTAINERS_STORAGE_CONF: writeStore(store),
      CI_REGISTRY: registry.host,
      CI_REGISTRY_IMAGE: image,
      CI_REGISTRY_USER: 'robot',
      CI_REGISTRY_PASSWORD: password,
    }),
    run: async (args, env, cwd = repository, signal = new AbortController().signal) => {
      let stdout = ''
      let stderr = ''
      const open = (add: (text: string) => void) => ({ write: add, isTerminal: false, hasColor: false, columns: 80 })
      const context: CommandContext = {
        env,
        cwd,
        signal,
        stdout: open((text) => {
          stdout += text
        }),
        stderr: open((text) => {
          stderr += text
        }),
      }
      const exit = await (async () => build.run(resolveOptions(build, args, env), context))().catch(
        (error: unknown) => error,
      )
      return { exit, stdout, stderr }
    },
    git,
    skopeo,
    inspect: (tag, name = image) => JSON.parse(skopeo('inspect', `docker://${name}:${tag}`)),
    close: async () => {
      delete process.env.TMPDIR
      await registry.stop()
      // The files of an ordinary user's store belong to users of its namespace, which only the builder may remove.
      for (const name of process.getuid?.() === 0 ? [] : stores) {
        execFileSync('buildah', ['rmi', '--all', '--force'], {
          env: { PATH: process.env.PATH, CONTAINERS_STORAGE_CONF: writeStore(name) },
          stdio: 'ignore',
        })
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
