import { CodedError } from '../../../core/errors/coded-error.ts'
import { findBuilder } from '../../../core/image/find-builder.ts'
import type { Host } from '../../../core/image/host.ts'
import type { ExecutorName } from '../task-folder.ts'
import { buildahTool } from './buildah.ts'
import type { ContainerTool } from './container-tool.ts'
import { openEngine } from './engine.ts'
import { processTool } from './process.ts'

/** How an agent runs its tasks. */
export interface Executor {
  name: ExecutorName
  /** What was found out about it, for people. */
  details: string
  /** Variables that every call of it needs. */
  env: Readonly<Record<string, string>>
  hasProcessSpace: boolean
}

const tools: Readonly<Record<ExecutorName, ContainerTool>> = {
  podman: openEngine('podman'),
  docker: openEngine('docker'),
  buildah: buildahTool,
  process: processTool,
}

export function getTool(name: ExecutorName): ContainerTool {
  return tools[name]
}

/** Whether buildah can be run in a space of processes of its own here. */
async function hasProcessSpace(host: Host): Promise<boolean> {
  const space = ['--pid', '--fork', '--kill-child', '--mount-proc', 'true']
  const isRoot = process.getuid?.() === 0
  const result = isRoot
    ? await host.run({ program: 'unshare', args: space })
    : await host.run({ program: 'buildah', args: ['unshare', '--', 'unshare', ...space] })
  return result.exit === 0
}

/**
 * Finds what can run containers here: Podman or Docker where the engine answers, because they isolate, else buildah.
 * `wanted` tries that one alone. Gives the reasons of each where there is none.
 */
export async function findExecutor(
  host: Host,
  wanted?: ExecutorName,
): Promise<{ executor: Executor } | { reasons: string }> {
  if (wanted === 'process') {
    return { executor: { name: 'process', details: 'no container', env: {}, hasProcessSpace: false } }
  }
  const reasons: string[] = []
  for (const name of wanted ? [wanted] : (['podman', 'docker', 'buildah'] as const)) {
    try {
      const { details, env } = await findBuilder(host, name)
      const isSpaced = name === 'buildah' && (await hasProcessSpace(host))
      // The agent runs by chroot whatever builds would use: an OCI runtime under buildah wants more than most machines give.
      const told = name === 'buildah' ? details.replace(/isolation .*/, 'isolation chroot') : details
      return { executor: { name, details: told, env, hasProcessSpace: isSpaced } }
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      reasons.push(error.message.replace(/^[^:]*: /, '').replace(/\.$/, ''))
    }
  }
  return { reasons: reasons.join('; ') }
}
