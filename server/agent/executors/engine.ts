import { copyFile, mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Host, ProgramResult } from '../../../core/image/host.ts'
import { markVariable } from '../process-identity.ts'
import { splitCommand } from '../split-command.ts'
import { describeFolder, type TaskPlan } from '../task-folder.ts'
import {
  type ContainerTool,
  isPinned,
  nameContainer,
  type PreparedRun,
  readReason,
  type ToolContext,
  UnstartedError,
} from './container-tool.ts'

type EngineName = 'podman' | 'docker'

/** Docker finds log-ins in its configuration folder alone. */
async function provideLogins(engine: EngineName, { plan, folder }: ToolContext): Promise<Record<string, string>> {
  if (engine !== 'docker' || plan.authFile === null) return {}
  const configuration = path.join(folder, 'docker')
  await mkdir(configuration, { recursive: true, mode: 0o700 })
  await copyFile(plan.authFile, path.join(configuration, 'config.json'))
  return { DOCKER_CONFIG: configuration }
}

async function pull(engine: EngineName, context: ToolContext, env: Readonly<Record<string, string>>): Promise<void> {
  const { host, plan } = context
  const run = (args: readonly string[]): Promise<ProgramResult> => host.run({ program: engine, args, env })
  if (isPinned(plan.image) && (await run(['image', 'inspect', plan.image])).exit === 0) return
  const options =
    engine === 'podman'
      ? [
          ...(plan.authFile === null ? [] : ['--authfile', plan.authFile]),
          ...(plan.isInsecure ? ['--tls-verify=false'] : []),
        ]
      : []
  const pulled = await run(['pull', '--quiet', ...options, plan.image])
  if (pulled.exit !== 0)
    throw new UnstartedError(`the image ${plan.image} cannot be had: ${readReason(pulled, engine)}`)
}

function describeGpu(engine: EngineName, gpu: string | null): string[] {
  if (gpu === null) return []
  return engine === 'podman' ? ['--device', `nvidia.com/gpu=${gpu}`] : ['--gpus', `device=${gpu}`]
}

/** The arguments that start a container. Values of the environment are not among them: the engine takes them from its own. */
export function describeRun(engine: EngineName, plan: TaskPlan, data: string, names: readonly string[]): string[] {
  const memory = plan.memory === null ? [] : [`--memory=${plan.memory}b`, `--memory-swap=${plan.memory}b`]
  return [
    'run',
    '--name',
    nameContainer(plan),
    '--label',
    `arkindex.task=${plan.task}`,
    '--pull=never',
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    '--pids-limit=4096',
    // The whole log is the server's; a copy of the engine's own would fill the disk.
    '--log-driver=none',
    ...memory,
    ...(plan.shmSize === null ? [] : [`--shm-size=${plan.shmSize}`]),
    ...(plan.network === null ? [] : [`--network=${plan.network}`]),
    ...describeGpu(engine, plan.gpu),
    ...names.flatMap((name) => ['--env', name]),
    '--volume',
    `${data}:/data:z`,
    '--',
    plan.image,
    ...(plan.command === null ? [] : splitCommand(plan.command)),
  ]
}

async function prepare(engine: EngineName, context: ToolContext): Promise<PreparedRun> {
  const { plan, folder, token } = context
  const env = { ...plan.toolEnv, ...(await provideLogins(engine, context)) }
  await pull(engine, context, env)
  const variables = { ...plan.env, ARKINDEX_TASK_TOKEN: token }
  const args = describeRun(engine, plan, describeFolder(folder).data, Object.keys(variables))
  return { program: engine, args, env: { ...env, ...variables, [markVariable]: plan.mark } }
}

type Calls = { host: Host; plan: TaskPlan }

/** Runs tasks by Podman or Docker: real isolation, with the engine's own limits. */
export function openEngine(engine: EngineName): ContainerTool {
  const call = ({ host, plan }: Calls, args: readonly string[]) =>
    host.run({ program: engine, args, env: plan.toolEnv })
  return {
    prepare: (context) => prepare(engine, context),
    stop: async (context, seconds) => {
      await call(context, ['stop', '--time', String(Math.ceil(seconds)), nameContainer(context.plan)])
    },
    explainEnd: async (context) => {
      const answer = await call(context, [
        'container',
        'inspect',
        '--format',
        '{{.State.OOMKilled}}',
        nameContainer(context.plan),
      ])
      return answer.stdout.trim() === 'true' ? 'the container used more memory than its limit' : undefined
    },
    remove: async (context) => {
      await call(context, ['rm', '--force', nameContainer(context.plan)])
      try {
        await rm(context.folder, { recursive: true, force: true, maxRetries: 2 })
      } catch (error) {
        if (engine !== 'podman') throw error
        // Without root, files of the image's users belong to numbers that only Podman's own user space may touch.
        await call(context, ['unshare', 'rm', '-rf', '--', context.folder])
      }
    },
    removeImage: async ({ host, toolEnv }, image) => {
      await host.run({ program: engine, args: ['image', 'rm', image], env: toolEnv })
    },
  }
}
