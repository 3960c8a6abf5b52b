import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isJsonObject } from '../../../core/arkindex/openapi-document.ts'
import { markVariable } from '../process-identity.ts'
import { splitCommand } from '../split-command.ts'
import { describeFolder, type ImageConfig, type TaskPlan, writeJson } from '../task-folder.ts'
import {
  type ContainerTool,
  isPinned,
  nameContainer,
  type PreparedRun,
  readReason,
  type ToolContext,
  UnstartedError,
} from './container-tool.ts'

/** Where the container finds the file that sets its environment. */
const environmentFolder = '/run/arkindex-task'

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

function readList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** Reads entrypoint and command in what `buildah inspect` prints of an image. */
function readConfig(text: string): ImageConfig {
  const whole: unknown = JSON.parse(text)
  const image = isJsonObject(whole) && isJsonObject(whole.OCIv1) ? whole.OCIv1 : undefined
  const config = image && isJsonObject(image.config) ? image.config : {}
  return { entrypoint: readList(config.Entrypoint), command: readList(config.Cmd) }
}

async function inspectContainer({ host, plan, folder }: ToolContext): Promise<ImageConfig> {
  if (plan.imageConfig) return plan.imageConfig
  const result = await host.run({
    program: 'buildah',
    args: ['inspect', '--type', 'container', nameContainer(plan)],
    env: plan.toolEnv,
  })
  if (result.exit !== 0)
    throw new UnstartedError(`the image ${plan.image} cannot be read: ${readReason(result, 'buildah')}`)
  const config = readConfig(result.stdout)
  writeJson(describeFolder(folder).image, config)
  return config
}

/** The words that the container starts: the entrypoint of the image, and the worker's command in place of the image's. */
export function readWords(plan: TaskPlan, config: ImageConfig): string[] {
  const words = [...config.entrypoint, ...(plan.command === null ? config.command : splitCommand(plan.command))]
  if (words.length === 0)
    throw new UnstartedError(`neither the worker version nor the image ${plan.image} names a command`)
  return words
}

/**
 * buildah has no way to be given an environment but its command line, which every user of the machine can read. So a shell in
 * the container reads it from a file, and sets the limits of the process on the way (reference/gitlab-ci.md 1a).
 */
async function writeEnvironment({ plan, folder, token }: ToolContext): Promise<string> {
  const { environment } = describeFolder(folder)
  await mkdir(environment, { recursive: true })
  const file = path.join(environment, 'env')
  const limits = plan.memory === null ? [] : [`ulimit -d ${Math.ceil(plan.memory / 1024)}`]
  const sizes = [`ulimit -f ${Math.ceil(plan.diskLimit / 512)}`, 'ulimit -c 0']
  const variables = { ...plan.env, ARKINDEX_TASK_TOKEN: token, [markVariable]: plan.mark }
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`)
  await writeFile(file, `${[...limits, ...sizes, ...lines].join('\n')}\n`, { mode: 0o600 })
  // The image's user reads it; the folder above keeps everybody else out.
  await chmod(file, 0o444)
  await chmod(environment, 0o755)
  return environment
}

async function prepare(context: ToolContext): Promise<PreparedRun> {
  const { host, plan, folder } = context
  const { data, temporary } = describeFolder(folder)
  const name = nameContainer(plan)
  const env = { ...plan.toolEnv, TMPDIR: temporary }
  const from = await host.run({
    program: 'buildah',
    args: [
      'from',
      '--quiet',
      // By its default it asks the registry each time, which a digest makes needless.
      `--pull=${isPinned(plan.image) ? 'false' : 'true'}`,
      ...(plan.authFile === null ? [] : ['--authfile', plan.authFile]),
      ...(plan.isInsecure ? ['--tls-verify=false'] : []),
      '--name',
      name,
      '--',
      plan.image,
    ],
    env,
  })
  if (from.exit !== 0) throw new UnstartedError(`the image ${plan.image} cannot be had: ${readReason(from, 'buildah')}`)
  const words = readWords(plan, await inspectContainer(context))
  const environment = await writeEnvironment(context)
  const run = [
    'buildah',
    'run',
    '--isolation',
    'chroot',
    '--volume',
    `${data}:/data`,
    '--volume',
    `${environment}:${environmentFolder}:ro`,
    '--',
    name,
    '/bin/sh',
    '-c',
    `. ${environmentFolder}/env; exec "$@"`,
    'sh',
    ...words,
  ]
  // Processes in a space of their own end with the first of them, whatever they do, and their mounts go with them.
  const space = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', '--']
  const isRoot = process.getuid?.() === 0
  const [program = 'buildah', ...args] = plan.hasProcessSpace
    ? [...(isRoot ? [] : ['buildah', 'unshare', '--']), ...space, ...run]
    : run
  return { program, args, env: { ...env, [markVariable]: plan.mark } }
}

/** Runs tasks by `buildah run` with chroot isolation: for machines where no engine runs. It is no sandbox. */
export const buildahTool: ContainerTool = {
  prepare,
  remove: async ({ host, plan, folder }) => {
    await host.run({ program: 'buildah', args: ['rm', nameContainer(plan)], env: plan.toolEnv })
    try {
      await rm(folder, { recursive: true, force: true, maxRetries: 2 })
    } catch {
      // Without root, files of the image's users belong to numbers that only buildah's own user space may touch.
      await host.run({ program: 'buildah', args: ['unshare', 'rm', '-rf', '--', folder], env: plan.toolEnv })
    }
  },
  removeImage: async ({ host, toolEnv }, image) => {
    await host.run({ program: 'buildah', args: ['rmi', image], env: toolEnv })
  },
}
