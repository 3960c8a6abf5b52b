import { readFileSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { readBaseUrl } from '../../core/arkindex/base-url.ts'
import { openTransport } from '../../core/arkindex/transport.ts'
import { CodedError, CodedErrors, describeSystemError } from '../../core/errors/coded-error.ts'
import { createLogger, type LogLevel } from '../../core/log/create-logger.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import { type AgentSettings, runAgent } from '../../server/agent/run-agent.ts'
import { executorNames } from '../../server/agent/task-folder.ts'
import type { Command, CommandContext, CommandInput, OptionSpec, OptionValue } from '../command.ts'
import { openHost } from '../run-program.ts'

declare const __dirname: string

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const satisfies readonly LogLevel[]

function readText(value: OptionValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }

/** Bytes of a text such as `512m` or `20G`. */
function readBytes(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+)([kmgt]?)i?b?$/i.exec(text) ?? []
  const bytes = Number(number) * (units[unit.toLowerCase()] ?? 1)
  return number === '' || !Number.isSafeInteger(bytes) || bytes === 0 ? undefined : bytes
}

/** Reads all settings and reports every problem at once. */
function readSettings({ options }: CommandInput, { env, cwd }: CommandContext): AgentSettings {
  const problems: CodedError[] = []
  const refuse = (setting: string, value: string, problem: string) =>
    problems.push(new CodedError('agent-setting-invalid', { setting, value, problem }))
  const given = (name: string) => readText(options[name])
  const readCount = (name: string, most: number): number | undefined => {
    const text = given(name)
    if (text === undefined) return undefined
    const number = Number(text)
    if (/^\d+$/.test(text) && number <= most) return number
    refuse(`--${name}`, text, `it is a whole number up to ${most}`)
    return undefined
  }
  const readSize = (name: string): number | undefined => {
    const text = given(name)
    if (text === undefined) return undefined
    const bytes = readBytes(text)
    if (bytes === undefined) refuse(`--${name}`, text, 'it is a number of bytes, such as 512m or 20g')
    return bytes
  }
  const readFile = (name: string): string | undefined => {
    const file = given(name)
    if (file === undefined) return undefined
    const place = path.resolve(cwd, file)
    if (!statSync(place, { throwIfNoEntry: false })?.isFile()) refuse(`--${name}`, file, 'there is no such file')
    return place
  }

  const urlText = given('url') ?? ''
  const url = readBaseUrl(urlText)
  if (url === undefined) refuse('--url', urlText, 'it is the URL of the server, such as https://arkindex.example.com')
  const name = given('name') ?? hostname().slice(0, 100)
  if (name.length > 100) refuse('--name', name, 'it has at most 100 characters')
  const state = path.resolve(cwd, given('state') ?? 'arkindex-agent')
  if (/[:,]/.test(state)) refuse('--state', state, 'container tools cannot mount a path with a colon or a comma')
  const tasks = readCount('tasks', 1000) ?? 1
  if (tasks === 0) refuse('--tasks', '0', 'an agent runs at least one task at once')
  const gpus = [options.gpu ?? []].flat().map(String)
  if (new Set(gpus).size < gpus.length) refuse('--gpu', gpus.join(', '), 'each GPU is named once')
  for (const gpu of gpus)
    if (!/^[\w.:-]{1,100}$/.test(gpu)) refuse('--gpu', gpu, 'it is the number or the name of a GPU')
  const network = given('network')
  if (network !== undefined && !/^[A-Za-z0-9][\w.:-]*$/.test(network))
    refuse('--network', network, 'it is the name of a network, or host or none')
  const executor = executorNames.find((one) => one === options.executor)
  const workdir = given('workdir')
  if (workdir !== undefined) {
    if (executor !== 'process') refuse('--workdir', workdir, 'only the executor "process" runs commands in a folder')
    if (!statSync(path.resolve(cwd, workdir), { throwIfNoEntry: false })?.isDirectory())
      refuse('--workdir', workdir, 'there is no such folder')
  }

  const keyFile = given('farm-key-file')
  let key = env.ARKINDEX_FARM_KEY ?? ''
  if (keyFile !== undefined) {
    try {
      key = readFileSync(path.resolve(cwd, keyFile), 'utf8').trim()
    } catch (error) {
      problems.push(new CodedError('file-unreadable', { file: keyFile, reason: describeSystemError(error) }))
    }
  }
  if (key === '' && keyFile === undefined)
    refuse('ARKINDEX_FARM_KEY', '', 'the key of the farm is wanted, in this variable or in a file by --farm-key-file')
  registerSecret(key)

  const settings = {
    url: url ?? '',
    farm: given('farm') === 'default' ? null : (given('farm') ?? null),
    key,
    name,
    tasks,
    gpus,
    state,
    executor,
    keptImages: readCount('keep-images', 10_000) ?? 20,
    memory: readSize('memory') ?? null,
    timeLimit: readCount('time-limit', 2_000_000) ?? null,
    diskLimit: readSize('disk') ?? 20 * 1024 ** 3,
    diskReserve: readSize('disk-reserve') ?? 512 * 1024 ** 2,
    network: network ?? null,
    authFile: readFile('authfile') ?? null,
    isInsecure: options['insecure-registry'] === true,
    workdir: workdir === undefined ? null : path.resolve(cwd, workdir),
    patience: readCount('stop-timeout', 86_400) ?? 10,
  }
  if (problems.length > 0) throw new CodedErrors(problems)
  return settings
}

/** What container tools and runners get of this process' environment: all of it but what is Arkindex's, the key among it. */
function cleanEnvironment(env: CommandContext['env']): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('ARKINDEX_')))
}

/** Aborted by the second signal to stop. The first one is the context's. */
function awaitSecondSignal(): AbortSignal {
  const immediate = new AbortController()
  let count = 0
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      count += 1
      if (count > 1) immediate.abort(new CodedError('interrupted', { signal }))
    })
  }
  return immediate.signal
}

const options: Readonly<Record<string, OptionSpec>> = {
  url: { type: 'string', value: 'URL', description: 'The server whose tasks are run' },
  farm: {
    type: 'string',
    value: 'FARM',
    description: 'Id or name of the farm; its key is ARKINDEX_FARM_KEY',
    default: 'default',
  },
  'farm-key-file': {
    type: 'string',
    value: 'FILE',
    description: 'File with the key of the farm, in place of ARKINDEX_FARM_KEY',
  },
  name: {
    type: 'string',
    value: 'NAME',
    description: 'Name of the agent within its farm; by default that of the machine',
  },
  tasks: { type: 'string', value: 'N', description: 'How many tasks it runs at once (default 1)' },
  gpu: { type: 'string', multiple: true, value: 'NAME', description: 'A GPU of the machine; each task has one alone' },
  state: {
    type: 'string',
    value: 'DIR',
    description: 'Folder of its registration and its running tasks, which survive it (default ./arkindex-agent)',
  },
  executor: {
    type: 'string',
    value: 'NAME',
    description: 'What runs the tasks; by default the first that works. process isolates nothing: for development',
    choices: executorNames,
  },
  workdir: { type: 'string', value: 'DIR', description: 'Where the executor "process" runs the workers’ commands' },
  memory: { type: 'string', value: 'BYTES', description: 'The most memory that a task gets, such as 4g' },
  'time-limit': { type: 'string', value: 'SECONDS', description: 'The longest that a task runs' },
  disk: { type: 'string', value: 'BYTES', description: 'The most that a task writes into /data (default 20g)' },
  'disk-reserve': {
    type: 'string',
    value: 'BYTES',
    description: 'Tasks are ended when less than this is free on the disk (default 512m)',
  },
  network: {
    type: 'string',
    value: 'NAME',
    description: 'Network of the containers of Podman and Docker, such as host',
  },
  authfile: { type: 'string', value: 'FILE', description: 'Log-ins of registries, as "podman login" writes them' },
  'insecure-registry': { type: 'boolean', description: 'Takes plain http and unknown certificates of registries' },
  'keep-images': { type: 'string', value: 'N', description: 'How many images are kept for next tasks (default 20)' },
  'stop-timeout': {
    type: 'string',
    value: 'SECONDS',
    description: 'How long running tasks have to end when the agent is stopped (default 10)',
  },
  'log-level': {
    type: 'string',
    value: 'LEVEL',
    description: 'What is logged on standard error',
    choices: logLevels,
    default: 'info',
  },
}

/** `arkindex-ci agent`: takes the tasks of a farm and runs them. */
export const agent: Command = {
  name: 'agent',
  summary: 'Runs the tasks of a server: takes them from its farm and runs each in a container',
  options,
  examples: [
    {
      line: 'ARKINDEX_FARM_KEY=... arkindex-ci agent --url https://arkindex.example.com --farm "GPU farm" --gpu 0 --gpu 1 --tasks 2',
      does: 'runs two tasks at once, each with a GPU of its own',
    },
    {
      line: 'arkindex-ci agent --url http://127.0.0.1:8000 --farm-key-file farm.key --executor process --workdir .',
      does: 'runs the commands of workers in this folder, without any isolation: for development',
    },
  ],
  run: async (input, context) => {
    const settings = readSettings(input, context)
    const level: LogLevel = logLevels.find((name) => name === input.options['log-level']) ?? 'info'
    const env = cleanEnvironment(context.env)
    const transport = openTransport({ env: context.env })
    const immediate = awaitSecondSignal()
    try {
      await runAgent(settings, {
        transport,
        host: openHost(env, immediate),
        runner: { program: process.execPath, args: [path.join(__dirname, 'task-runner.cjs')], env },
        logger: createLogger({ level, destination: context.stderr }),
        signal: context.signal,
        immediate,
        say: (text) => context.stdout.write(`${text}\n`),
      })
    } finally {
      await transport.close()
    }
    return 0
  },
}
