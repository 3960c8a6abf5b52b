import { setTimeout as delay } from 'node:timers/promises'
import { type ArkindexInstance, InstanceError } from '../../core/arkindex/instance.ts'
import { openInstance } from '../../core/arkindex/open-instance.ts'
import type { Transport } from '../../core/arkindex/transport.ts'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Host } from '../../core/image/host.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import { registerSecret } from '../../core/log/secrets.ts'
import {
  type AgentAction,
  type AgentApi,
  type KnownTask,
  openAgentApi,
  type Rhythm,
  registerAgent,
} from './agent-api.ts'
import { type AgentState, type Identity, openAgentState } from './agent-state.ts'
import { type Executor, findExecutor } from './executors/find-executor.ts'
import { openKeptImages } from './kept-images.ts'
import { noteLease } from './lease.ts'
import { type AgentTask, openAgentTask, type TaskSettings } from './run-agent-task.ts'
import { openRunnerPool, type RunnerProgram } from './runner-pool.ts'
import type { ExecutorName } from './task-folder.ts'
import { readUptime } from './uptime.ts'

export interface AgentSettings extends TaskSettings {
  url: string
  /** Id or name; null takes the default farm. */
  farm: string | null
  key: string
  name: string
  /** How many tasks it runs at once. */
  tasks: number
  gpus: readonly string[]
  /** Absolute path. */
  state: string
  /** Undefined takes what is there. */
  executor: ExecutorName | undefined
  /** Images kept for the next tasks. */
  keptImages: number
}

/** What the agent may use of the world. */
export interface AgentParts {
  transport: Transport
  host: Host
  runner: RunnerProgram
  logger: Logger
  /** Asks for a clean stop. */
  signal: AbortSignal
  /** Asks for an end at once. */
  immediate: AbortSignal
  /** Tells people how it is. */
  say(text: string): void
}

/** The longest that a heartbeat waits for something to do, in seconds: the server's own bound. */
const longestWait = 20
const firstPause = 500
const longestPause = 5_000

function isSame(one: Identity, settings: AgentSettings, executor: string): boolean {
  return (
    one.url === settings.url &&
    one.farm === settings.farm &&
    one.name === settings.name &&
    one.tasks === settings.tasks &&
    one.executor === executor &&
    JSON.stringify(one.gpus) === JSON.stringify(settings.gpus)
  )
}

/** What people should know of how tasks are run here. */
function describeIsolation(executor: Executor, settings: AgentSettings): string[] {
  if (executor.name === 'process')
    return ['Tasks run as plain processes of this user, without any isolation or image: for development only.']
  if (executor.name !== 'buildah') return []
  return [
    'buildah isolates nothing but the file system: workers use this machine’s network and can harm it. Podman or Docker isolate.',
    ...(settings.memory === null
      ? []
      : ['The memory limit holds for each process of a task alone (a resource limit).']),
    ...(executor.hasProcessSpace ? [] : ['Workers see the processes of this machine: "unshare" cannot be used here.']),
    ...(settings.network === null ? [] : ['--network has no effect with buildah.']),
  ]
}

/** Whether the server says that the token of the agent is none: the agent was removed, or another has its name. */
function isDisowned(error: unknown): boolean {
  return error instanceof InstanceError && (error.status === 401 || error.status === 403)
}

interface Open {
  state: AgentState
  executor: Executor | undefined
  settings: AgentSettings
  parts: AgentParts
}

/** Registers the agent, or goes on as the one that the state folder knows. */
async function identify({
  state,
  executor,
  settings,
  parts,
}: Open): Promise<{ identity: Identity; rhythm: Rhythm | undefined }> {
  const name = executor?.name ?? 'none'
  const known = state.readIdentity()
  if (known && isSame(known, settings, name)) {
    registerSecret(known.token)
    return { identity: known, rhythm: undefined }
  }
  const { transport, signal } = parts
  const { url } = settings
  if (known) {
    registerSecret(known.token)
    // Its tasks are ended by `runAgent` as no agent of that id claims them any more.
    const before = await openInstance({
      slug: 'agent',
      url: known.url,
      token: known.token,
      scheme: 'Agent',
      transport,
      signal,
    })
    await before.call('DestroyAgent', { id: known.id }).catch(() => {})
  }
  const instance = await openInstance({ slug: 'agent', url, token: '', transport, signal })
  const { id, token, farm, ...rhythm } = await registerAgent(instance, {
    farm: settings.farm,
    key: settings.key,
    name: settings.name,
    tasks: settings.tasks,
    gpus: settings.gpus,
    executor: name,
  })
  registerSecret(token)
  const identity: Identity = {
    id,
    token,
    url,
    farm: settings.farm,
    name: settings.name,
    tasks: settings.tasks,
    gpus: settings.gpus,
    executor: name,
  }
  state.writeIdentity(identity)
  parts.say(`Registered as ${settings.name} with the farm ${farm}`)
  return { identity, rhythm }
}

/** The registration that failed, in words of the agent. */
function explainRegistration(error: unknown, settings: AgentSettings): unknown {
  if (!(error instanceof InstanceError)) return error
  if (error.status === 403) return new CodedError('farm-key-refused', { url: settings.url }, { cause: error })
  if (error.status === 400 && error.fields.name)
    return new CodedError('agent-name-taken', { name: settings.name }, { cause: error })
  return error
}

/**
 * Runs an agent until it is asked to stop: registers it, takes tasks and runs them. Tasks go on when it dies, and are
 * followed on by the next start on the same state folder. Throws coded errors.
 */
export async function runAgent(settings: AgentSettings, parts: AgentParts): Promise<void> {
  const { host, say } = parts
  const found = await findExecutor(host, settings.executor)
  const executor = 'executor' in found ? found.executor : undefined
  const state = openAgentState(settings.state)
  try {
    if (executor?.name === 'buildah' && settings.gpus.length > 0) {
      throw new CodedError('agent-setting-invalid', {
        setting: '--gpu',
        value: settings.gpus.join(', '),
        problem: 'buildah gives containers no GPU; Podman and Docker do',
      })
    }
    if (executor) {
      say(`Tasks run by ${executor.name} (${executor.details})`)
      for (const line of describeIsolation(executor, settings)) say(`warning: ${line}`)
    } else if ('reasons' in found) {
      say(`warning: No program that runs containers can be used here, so no task is taken: ${found.reasons}`)
    }
    await serve({ state, executor, settings, parts })
  } finally {
    state.close()
  }
}

/** Waits for a work's end, or until the signal is aborted; leaves nothing hanging on the signal. */
function waitUnlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve()
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

async function serve(open: Open): Promise<void> {
  const { state, executor, settings, parts } = open
  const { transport, host, logger, signal, immediate, say } = parts
  const tasks = new Map<string, AgentTask>()
  const nameOf = ({ id, attempt }: KnownTask) => `${id} ${attempt}`
  const getApi = (): AgentApi => {
    if (!api) throw new Error('the agent is not connected')
    return api
  }
  let { identity, rhythm } = await identify(open).catch((error: unknown) => {
    throw explainRegistration(error, settings)
  })
  // Calls of the agent end with the agent at once, not with the first request to stop.
  let api: AgentApi | undefined
  let openTask: ((task: KnownTask, begin: { token: string } | { folder: string }) => AgentTask) | undefined
  const pool = openRunnerPool(parts.runner, (error) => logger.error({ err: error }, 'a runner could not be started'))

  /** Opens the server; an agent that has tasks there waits for one that is away, as it does later. */
  const openServer = async (token: string, isPatient: boolean): Promise<ArkindexInstance> => {
    for (let wait = firstPause; ; wait = Math.min(longestPause, wait * 2)) {
      try {
        const { name: slug, url } = settings
        return await openInstance({ slug, url, token, scheme: 'Agent', transport, signal: immediate })
      } catch (error) {
        const isAway = error instanceof InstanceError && (error.status === undefined || error.status >= 500)
        if (!isPatient || !isAway) throw error
        logger.warn({ err: error }, 'the server is not reached; it is asked again')
      }
      await delay(wait * (0.5 + Math.random()), undefined, { signal })
    }
  }
  const connect = async () => {
    const { token } = identity
    const instance = await openServer(token, rhythm === undefined)
    const opened = openAgentApi(instance)
    api = opened
    const images = openKeptImages(
      state.folder,
      executor ?? { name: 'process', details: '', env: {}, hasProcessSpace: false },
      host,
      settings.keptImages,
    )
    openTask = (task, begin) =>
      openAgentTask(
        {
          api: opened,
          source: { api: opened, instance, transport, token },
          transport,
          state,
          settings,
          executor: executor ?? { name: 'process', details: '', env: {}, hasProcessSpace: false },
          host,
          pool,
          images,
          listUsedImages: () => [...tasks.values()].flatMap((one) => one.image ?? []),
          logger,
        },
        task,
        begin,
      )
  }
  const add = (task: KnownTask, begin: { token: string } | { folder: string }): AgentTask => {
    if (!openTask) throw new Error('the agent is not connected')
    const one = openTask(task, begin)
    tasks.set(nameOf(task), one)
    void one.ended.then(() => {
      if (tasks.get(nameOf(task)) === one) tasks.delete(nameOf(task))
    })
    return one
  }
  const endAll = async (patience: number) => {
    const left = [...tasks.values()]
    for (const one of left) one.drop(patience)
    await Promise.all(left.map(({ ended }) => ended))
  }
  const act = async (action: AgentAction): Promise<void> => {
    const { task } = action
    const known = tasks.get(nameOf(task))
    if (action.action === 'start') {
      if (known) {
        // The server gives it anew: what ran of it does not count, and never two at once.
        known.drop(0)
        await known.ended
      }
      // An agent that stops takes nothing more; the server takes it back when the agent leaves.
      if (!signal.aborted) add(task, { token: action.token })
    } else if (action.action === 'stop') known?.stop()
    else known?.drop(0)
  }

  /** What lies in the state folder is followed on where it is ours, and ended where it is of another registration. */
  const adopt = async (isOurs: boolean) => {
    for (const { folder, id, attempt } of state.listTasks()) {
      const one = add({ id, attempt }, { folder })
      if (!isOurs) one.drop(0)
    }
    if (!isOurs) await endAll(0)
  }
  await connect()
  await adopt(rhythm === undefined)

  let isHeard = false
  let wasHeard = rhythm !== undefined
  let pause = firstPause
  const beat = async (accepts: boolean, wait: number): Promise<void> => {
    const sent = readUptime()
    const listed = [...tasks.values()].map(({ task }) => task)
    const answer = await getApi().beat(listed, accepts, wait)
    noteLease(state.leaseFile, sent, answer.rhythm.lease)
    rhythm = answer.rhythm
    if (!isHeard) say(`Waiting for tasks from ${settings.url}`)
    isHeard = true
    wasHeard = true
    pause = firstPause
    for (const action of answer.actions) await act(action)
    const isNew = answer.actions.some(({ action }) => action === 'start')
    if (!isNew && answer.actions.length > 0) await delay(500)
  }

  /** Waits until it is time for the next heartbeat, or the agent is to stop. */
  const rest = async (milliseconds: number) => {
    await delay(milliseconds, undefined, { signal }).catch(() => {})
  }

  try {
    while (!signal.aborted) {
      const accepts = executor !== undefined
      if (accepts) pool.warm()
      const begun = Date.now()
      try {
        const isFirst = !isHeard
        const wait = isFirst || !rhythm ? 0 : Math.floor(Math.min(longestWait, rhythm.heartbeat))
        const heard = beat(accepts, wait)
        // Where the stop comes first, nobody looks at it any more.
        heard.catch(() => {})
        await waitUnlessAborted(heard, signal)
        const isPaced = isFirst || (wait > 0 && getApi().canWait)
        if (!isPaced) await rest((rhythm?.heartbeat ?? 10) * 1000 - (Date.now() - begun))
      } catch (error) {
        if (isDisowned(error)) {
          await endAll(0)
          state.writeIdentity(undefined)
          if (!wasHeard) {
            // The registration of before the restart has ended meanwhile.
            wasHeard = true
            ;({ identity, rhythm } = await identify(open).catch((refused: unknown) => {
              throw explainRegistration(refused, settings)
            }))
            await connect()
            continue
          }
          throw new CodedError('agent-disowned', { name: settings.name, url: settings.url }, { cause: error })
        }
        if (!(error instanceof InstanceError)) throw error
        if (isHeard) say(`warning: ${error.message} Tasks that run go on; the server is asked again.`)
        else logger.warn({ err: error }, 'the server was not reached')
        isHeard = false
        await rest(pause * (0.5 + Math.random()))
        pause = Math.min(longestPause, pause * 2)
      }
    }
    say(tasks.size === 0 ? 'Stopping' : `Stopping: ${tasks.size} running tasks are ended and given back`)
    const beating = keepHeard()
    await waitUnlessAborted(endAll(settings.patience), immediate)
    beating.stop()
    if (immediate.aborted) {
      for (const one of tasks.values()) one.drop(0)
      throw immediate.reason
    }
    await getApi()
      .leave(identity.id)
      .catch((error: unknown) => logger.warn({ err: error }, 'the server was not told'))
    state.writeIdentity(undefined)
  } finally {
    pool.close()
  }

  /** Keeps the leases of tasks that are ending. */
  function keepHeard() {
    const timer = setInterval(
      () => {
        const listed = [...tasks.values()].map(({ task }) => task)
        if (listed.length > 0)
          void getApi()
            .beat(listed, false, 0)
            .catch(() => {})
      },
      (rhythm?.heartbeat ?? 10) * 500,
    )
    return { stop: () => clearInterval(timer) }
  }
}
