import { randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { InstanceError } from '../../core/arkindex/instance.ts'
import type { Transport } from '../../core/arkindex/transport.ts'
import type { Host } from '../../core/image/host.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import { maskSecrets, registerSecret } from '../../core/log/secrets.ts'
import { type AgentApi, AnswerError, isRefusal, type KnownTask, type TaskDefinition } from './agent-api.ts'
import type { AgentState } from './agent-state.ts'
import { collectArtifacts, guessContentType, openRegularFile } from './collect-artifacts.ts'
import { type Executor, getTool } from './executors/find-executor.ts'
import { ArtifactError, type ArtifactSource, fetchArtifacts, transferLimits } from './fetch-artifacts.ts'
import type { KeptImages } from './kept-images.ts'
import { isAlive, isOfEarlierBoot, killMarked } from './process-identity.ts'
import { openBoundedLog } from './runner/bounded-log.ts'
import { voidFolder } from './runner/run-task.ts'
import type { RunnerPool } from './runner-pool.ts'
import { type LogSender, openLogSender } from './send-log.ts'
import {
  describeFolder,
  executorNames,
  makeDataFolders,
  readEnd,
  readImageConfig,
  readJson,
  readRunner,
  type TaskEnd,
  type TaskPlan,
  writeJson,
} from './task-folder.ts'

/** Limits and places that hold for every task of an agent. */
export interface TaskSettings {
  /** Bytes; the most that a task gets, and what it gets where the server names none. */
  memory: number | null
  /** Seconds; the same. */
  timeLimit: number | null
  diskLimit: number
  diskReserve: number
  network: string | null
  authFile: string | null
  isInsecure: boolean
  workdir: string | null
  /** Seconds that a container has to end when it is asked to. */
  patience: number
}

export interface TaskParts {
  api: AgentApi
  source: Omit<ArtifactSource, 'signal'>
  transport: Transport
  state: AgentState
  settings: TaskSettings
  executor: Executor
  host: Host
  pool: RunnerPool
  images: KeptImages
  /** Images of the tasks that run. */
  listUsedImages(): string[]
  logger: Logger
}

/** One task of the agent, from its start to its report. */
export interface AgentTask {
  readonly task: KnownTask
  /** Resolves when nothing of it is left on this machine and the server knows its end, or does not want to. Never rejects. */
  readonly ended: Promise<void>
  readonly image: string | undefined
  /** Ends it for its user: reported as stopped. */
  stop(): void
  /** Ends it without a word to the server: it is not ours, or is given back. */
  drop(patience: number): void
}

/** Nothing more is to be done for the task here. */
class DroppedError extends Error {
  override readonly name = 'DroppedError'
}

const firstPause = 250
const longestPause = 5_000

function smallest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.min(one, other)
}

function describePlan(
  { state, settings, executor, images }: TaskParts,
  task: KnownTask,
  definition: TaskDefinition,
  mark: string,
): TaskPlan {
  const image = definition.image ?? ''
  return {
    task: task.id,
    attempt: task.attempt,
    slug: definition.slug,
    mark,
    executor: executor.name,
    toolEnv: { ...executor.env },
    hasProcessSpace: executor.hasProcessSpace,
    image,
    imageConfig: images.getConfig(image),
    command: definition.command === '' ? null : definition.command,
    env: definition.env,
    gpu: definition.gpu,
    shmSize: definition.shmSize !== null && /^\d+[bkmg]?$/i.test(definition.shmSize) ? definition.shmSize : null,
    memory: smallest(definition.memoryLimit, settings.memory),
    timeLimit: smallest(definition.timeLimit, settings.timeLimit),
    diskLimit: settings.diskLimit,
    diskReserve: settings.diskReserve,
    network: settings.network,
    authFile: settings.authFile,
    isInsecure: settings.isInsecure,
    workdir: settings.workdir,
    leaseFile: state.leaseFile,
    logBase: 0,
  }
}

/** What the server is told of an end, and the line that says why in the log. */
function judgeEnd(end: TaskEnd, plan: Pick<TaskPlan, 'memory' | 'executor'>) {
  if (end.kind === 'unstarted')
    return { state: 'error' as const, line: `The task could not be started: ${end.reason}.` }
  if (end.kind === 'killed') {
    if (end.why === 'stop') return { state: 'stopped' as const, line: 'The task was stopped.' }
    return { state: 'failed' as const, line: `The task was ended: ${end.reason}.` }
  }
  if (end.exit === 0) return { state: 'completed' as const, line: undefined }
  const limit =
    plan.memory !== null && (plan.executor === 'buildah' || plan.executor === 'process')
      ? ` Each of its processes may use ${Math.round(plan.memory / 1024 ** 2)} MiB.`
      : ''
  const note = end.note === null ? '' : `: ${end.note}`
  return { state: 'failed' as const, line: `The worker ended with exit code ${end.exit}${note}.${limit}` }
}

/** Follows one task. `begin` is the token of a task that is to be started, or the folder of one that was. */
export function openAgentTask(
  parts: TaskParts,
  task: KnownTask,
  begin: { token: string } | { folder: string },
): AgentTask {
  const { api, state, settings, executor, host, pool, images, logger } = parts
  const tool = getTool(executor.name)
  const dropping = new AbortController()
  let folder = 'folder' in begin ? begin.folder : undefined
  let isStopping = false
  let image: string | undefined
  const about = { task: task.id, attempt: task.attempt }

  /** Asks the runner to end the container. */
  const requestStop = (patience: number) => {
    const runner = folder === undefined ? undefined : readRunner(folder)
    if (folder === undefined || !runner || runner.pid === 0 || !isAlive(runner)) return
    writeJson(describeFolder(folder).stop, { patience })
    try {
      process.kill(runner.pid, 'SIGTERM')
    } catch {
      // It ended just now.
    }
  }

  /** Repeats what needs the server until it answers; a refusal says that the task is not ours any more. */
  const insist = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
      dropping.signal.throwIfAborted()
      try {
        return await act()
      } catch (error) {
        if (isRefusal(error)) throw new DroppedError(error.message)
        if (!(error instanceof InstanceError)) throw error
        logger.debug({ ...about, err: error }, 'the server did not answer; it is asked again')
      }
      await delay(pause * (0.5 + Math.random()), undefined, { signal: dropping.signal })
    }
  }

  const prepare = async (token: string): Promise<{ place: string; plan: TaskPlan }> => {
    registerSecret(token)
    const [definition, logBase] = await Promise.all([
      insist(() => api.define(task.id)),
      insist(() => api.appendLog(task, 0, '')),
    ])
    image = definition.image ?? undefined
    const mark = randomUUID()
    const place = state.nameTask(task.id, task.attempt, mark)
    const files = describeFolder(place)
    mkdirSync(place, { mode: 0o700 })
    folder = place
    makeDataFolders(place)
    const plan = { ...describePlan(parts, task, definition, mark), logBase }
    writeJson(files.plan, plan)
    writeJson(files.secrets, { token })
    try {
      await fetchArtifacts({ ...parts.source, signal: dropping.signal }, definition.artifactsOf, files.data)
    } catch (error) {
      dropping.signal.throwIfAborted()
      if (
        isRefusal(error) ||
        error instanceof ArtifactError ||
        error instanceof AnswerError ||
        error instanceof Error
      ) {
        voidFolder(place)
        writeJson(files.end, { kind: 'unstarted', reason: `its files cannot be had: ${error.message}` })
      }
    }
    dropping.signal.throwIfAborted()
    if (!existsSync(files.end)) pool.start(place)
    return { place, plan }
  }

  /** Waits for the end of the run, and sends the log meanwhile. */
  const follow = async (place: string, plan: TaskPlan, sender: LogSender): Promise<TaskEnd> => {
    const begun = Date.now()
    let asked = false
    for (;;) {
      const runner = readRunner(place)
      // Looked at before the file: a runner that is gone has written its end, or never will.
      const isRunning = runner ? isAlive(runner) : Date.now() - begun < 30_000
      const end = readEnd(place)
      if (end) return end
      if (!isRunning) {
        if (!runner && !voidFolder(place)) continue
        if (runner && isOfEarlierBoot(runner)) throw new DroppedError('the machine was started anew')
        await tool.stop?.({ host, plan }, 0)
        if (!(await killMarked(plan.mark, delay))) logger.error(about, 'processes of the task do not end')
        return { kind: 'unstarted', reason: 'the process that ran it was lost' }
      }
      if (isStopping && !asked && runner) {
        asked = true
        requestStop(settings.patience)
      }
      dropping.signal.throwIfAborted()
      try {
        await sender.send()
      } catch (error) {
        if (isRefusal(error)) throw new DroppedError(error.message)
        if (!(error instanceof InstanceError)) throw error
      }
      await delay(200)
    }
  }

  const upload = async (place: string): Promise<string[]> => {
    const root = path.join(describeFolder(place).data, 'current')
    if (!existsSync(root)) return []
    const { files, leftOut } = await collectArtifacts(root)
    const problems = leftOut.map((text) => `No artifact was made of ${text}.`)
    for (const file of files) {
      const { putUrl } = await insist(() =>
        api.createArtifact(task.id, { path: file.path, size: file.size, content_type: guessContentType(file.path) }),
      )
      const handle = await openRegularFile(file.place)
      if (putUrl === null || !handle) continue
      await handle.close()
      const answer = await parts.transport.send({
        method: 'PUT',
        url: new URL(putUrl),
        headers: { 'content-length': String(file.size), 'content-type': guessContentType(file.path) },
        body: () => createReadStream(file.place, { end: Math.max(0, file.size - 1) }),
        signal: dropping.signal,
        limits: transferLimits,
      })
      if (answer.status >= 300) throw new ArtifactError(`the artifact ${file.path} was answered ${answer.status}`)
    }
    return problems
  }

  const finish = async (place: string, plan: TaskPlan, sender: LogSender, end: TaskEnd): Promise<void> => {
    if (end.kind === 'killed' && end.why === 'lease') throw new DroppedError(end.reason)
    if (end.kind === 'killed' && end.why === 'stop' && !isStopping) throw new DroppedError('it is given back')
    let { state: result, line } = judgeEnd(end, plan)
    const lines = line === undefined ? [] : [line]
    const noted = path.join(place, 'noted')
    if (!existsSync(noted)) {
      try {
        lines.unshift(...(await upload(place)))
      } catch (error) {
        dropping.signal.throwIfAborted()
        if (error instanceof DroppedError) throw error
        lines.push(`The artifacts could not be stored: ${error instanceof Error ? error.message : String(error)}.`)
        if (result === 'completed') result = 'error'
      }
      const log = openBoundedLog(describeFolder(place).log)
      for (const text of lines) log.note(text)
      log.close()
      writeJson(noted, { result })
    } else {
      const known = readJson(noted)?.result
      if (known === 'error') result = 'error'
    }
    await insist(() => sender.send())
    await insist(() => api.report(task, result))
    logger.info({ ...about, state: result }, line ?? 'the task is completed')
  }

  /** Removes everything of the task from this machine; what runs is ended first. */
  const clear = async (): Promise<void> => {
    if (folder === undefined) return
    const plan = readPlan(folder)
    const runner = readRunner(folder)
    // Either nobody will ever run it, or somebody took it just now.
    if (!runner) voidFolder(folder)
    await endRunner(folder, requestStop)
    if (plan) {
      await tool.stop?.({ host, plan }, 0).catch(() => {})
      await killMarked(plan.mark, delay)
      await tool.remove({ host, plan, folder })
      if (hasImage) await images.noteUse(plan.image, imageConfig, parts.listUsedImages())
    } else rmSync(folder, { recursive: true, force: true })
  }

  let imageConfig: ReturnType<typeof readImageConfig>
  let hasImage = false
  let patienceOfDrop = 0
  const run = async (): Promise<void> => {
    try {
      let place: string
      let plan: TaskPlan | undefined
      if ('token' in begin) {
        ;({ place, plan } = await prepare(begin.token))
        logger.info({ ...about, slug: plan.slug, image: plan.image }, 'a task begins')
      } else {
        place = begin.folder
        plan = readPlan(place)
        if (!plan) throw new DroppedError('its folder says nothing of it')
        image = plan.image
        logger.info({ ...about, slug: plan.slug }, 'a task of before the restart is followed on')
      }
      const sender = openLogSender(api, task, describeFolder(place).log, plan.logBase)
      const end = await follow(place, plan, sender)
      imageConfig = readImageConfig(describeFolder(place).image)
      hasImage = end.kind !== 'unstarted' && plan.executor !== 'process'
      await finish(place, plan, sender, end)
    } catch (error) {
      const isExpected = error instanceof DroppedError || dropping.signal.aborted
      if (isExpected)
        logger.info({ ...about, reason: error instanceof Error ? error.message : '' }, 'the task is let go')
      else {
        logger.error({ ...about, err: error }, 'the task failed in the agent')
        const reason = error instanceof Error ? error.message : String(error)
        await api
          .appendLog(task, 0, '')
          .then((size) => api.appendLog(task, size, `[agent] The agent failed: ${maskSecrets(reason)}\n`))
          .catch(() => {})
        await api.report(task, 'error').catch(() => {})
      }
    }
    try {
      if (dropping.signal.aborted) await endGently(patienceOfDrop)
      await clear()
    } catch (error) {
      logger.error({ ...about, err: error }, 'what is left of a task could not be removed')
    }
  }

  /** Gives the container its time to end, where there is any. */
  const endGently = async (patience: number): Promise<void> => {
    const runner = folder === undefined ? undefined : readRunner(folder)
    if (!runner || patience === 0) return
    requestStop(patience)
    const until = Date.now() + patience * 1000 + 1_000
    // A second request to stop takes the rest of the time away.
    while (isAlive(runner) && Date.now() < until && patienceOfDrop > 0) await delay(50)
  }

  const ended = run()
  return {
    task,
    ended,
    get image() {
      return image
    },
    stop: () => {
      isStopping = true
    },
    drop: (patience) => {
      patienceOfDrop = patience
      const letGo = () => dropping.abort(new DroppedError('it is not this agent’s any more'))
      // What has ended is only to be reported: it has its time for that.
      if (patience > 0 && folder !== undefined && readEnd(folder)) setTimeout(letGo, patience * 1000).unref()
      else letGo()
    },
  }
}

/** Ends a runner and waits until it is gone: by asking, then by killing it, after which what it ran is found by its mark. */
async function endRunner(folder: string, requestStop: (patience: number) => void): Promise<void> {
  const runner = readRunner(folder)
  if (!runner || runner.pid === 0) return
  requestStop(0)
  for (let round = 0; round < 100 && isAlive(runner); round += 1) await delay(50)
  if (!isAlive(runner)) return
  process.kill(runner.pid, 'SIGKILL')
  while (isAlive(runner)) await delay(20)
}

function readPlan(folder: string): TaskPlan | undefined {
  const value = readJson(describeFolder(folder).plan)
  const executor = executorNames.find((name) => name === value?.executor)
  if (!value || !executor || typeof value.mark !== 'string') return undefined
  // Written by this program, whole, or not at all.
  return JSON.parse(readFileSync(describeFolder(folder).plan, 'utf8'))
}
