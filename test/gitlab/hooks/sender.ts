import { createHmac, randomUUID } from 'node:crypto'
import { request as sendHttp } from 'node:http'
import { request as sendHttps } from 'node:https'
import { isProtected } from '../api/references.ts'
import type { World } from '../world.ts'
import { backOff, enable, readAlertStatus } from './disabling.ts'
import type { HookEvent } from './events.ts'
import type { Hook, HookTrigger } from './hook.ts'
import { writeBody } from './write-body.ts'

export interface HookOptions {
  /** Milliseconds that an answer may take; GitLab's 10 seconds by default. */
  timeout?: number
  /**
   * How often a delivery is tried again, with the same `Idempotency-Key`, when there was no answer or one of 5xx. None by default:
   * GitLab tries its job again only where the job itself was lost.
   */
  retries?: number
  /** Milliseconds before each of them by the stand-in's clock; none by default. */
  retryDelay?: number
  /** How many hooks are sent at once; each hook's in the order of what happened only where it is 1. 10 by default. */
  concurrency?: number
}

/** One sending of a body to a hook, for tests. */
export interface Delivery {
  hook: number
  trigger: HookTrigger
  /** The same over its retries. */
  key: string
  attempt: number
  headers: Readonly<Record<string, string>>
  body: Record<string, unknown>
  /** Of the answer; undefined where none came. */
  status: number | undefined
}

export interface HookSender {
  /** In the order of their ends. */
  readonly deliveries: Delivery[]
  announce(event: HookEvent): void
  test(hook: Hook, event: HookEvent, trigger: string): Promise<{ status: number | undefined; message: string }>
  /** Sends a body once more as it was, with its key, as a click on `Resend Request` does. */
  resend(delivery: Delivery): Promise<void>
  /** Ends when nothing is left to send. */
  settled(): Promise<void>
  close(): Promise<void>
}

const triggers: Readonly<Record<HookEvent['kind'], HookTrigger>> = {
  push: 'push_events',
  tag_push: 'tag_push_events',
  merge_request: 'merge_requests_events',
  note: 'note_events',
  pipeline: 'pipeline_events',
  release: 'releases_events',
  deployment: 'deployment_events',
}

const eventNames: Partial<Record<HookTrigger, string>> = {
  push_events: 'Push Hook',
  tag_push_events: 'Tag Push Hook',
  merge_requests_events: 'Merge Request Hook',
  note_events: 'Note Hook',
  pipeline_events: 'Pipeline Hook',
  releases_events: 'Release Hook',
  deployment_events: 'Deployment Hook',
}

/** The signature of Standard Webhooks (gitlab-ci.md 3.3): over the id, the time and the body, by the bytes behind `whsec_`. */
export function signBody(signingToken: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(signingToken.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

interface Sending {
  hook: Hook
  trigger: HookTrigger
  key: string
  /** Shared by all the hooks of one event. */
  eventId: string
  body: Record<string, unknown>
  isForced: boolean
}

interface Outcome {
  status: number | undefined
  text: string
  headers: Record<string, string>
}

/** Sends what happens to the hooks that ask for it, as GitLab's jobs do: beside what caused it. */
export function createHookSender(world: World, options: HookOptions): HookSender {
  const { timeout = 10_000, retries = 0, retryDelay = 0, concurrency = 10 } = options
  const deliveries: Delivery[] = []
  const waiting: { sending: Sending; end: (outcome: Outcome | undefined) => void }[] = []
  const stop = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  let busy = 0

  function writeHeaders({ hook, trigger, key, eventId }: Sending, text: string): Record<string, string> {
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      'User-Agent': 'GitLab/18.4.0',
      'Idempotency-Key': key,
      'X-Gitlab-Event': eventNames[trigger] ?? 'System Hook',
      'X-Gitlab-Webhook-UUID': randomUUID(),
      'X-Gitlab-Instance': world.url,
      'X-Gitlab-Event-UUID': eventId,
    }
    if (hook.token !== null) headers['X-Gitlab-Token'] = hook.token
    if (hook.signingToken !== null) {
      const timestamp = String(Math.floor(world.clock.now() / 1000))
      headers['webhook-id'] = key
      headers['webhook-timestamp'] = timestamp
      headers['webhook-signature'] = signBody(hook.signingToken, key, timestamp, text)
    }
    return headers
  }

  function post(hook: Hook, headers: Record<string, string>, text: string): Promise<Outcome> {
    return new Promise((resolve) => {
      const fail = (error: Error) => resolve({ status: undefined, text: error.message, headers: {} })
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeout)])
      const send = hook.url.startsWith('https:') ? sendHttps : sendHttp
      const agentless = { method: 'POST', agent: false, signal, rejectUnauthorized: hook.enableSslVerification }
      const request = send(hook.url, {
        ...agentless,
        headers: { ...headers, 'content-length': Buffer.byteLength(text) },
      })
      request.on('error', fail)
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        response.on('error', fail)
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const names = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
          const body = Buffer.concat(chunks).toString('utf8').slice(0, 8192)
          resolve({ status: response.statusCode, text: body, headers: Object.fromEntries(names) })
        })
      })
      request.end(text)
    })
  }

  async function sendOnce(sending: Sending, attempt: number): Promise<Outcome | undefined> {
    const { hook, trigger, key, body, isForced } = sending
    if (!isForced && readAlertStatus(hook, world.clock) !== 'executable') return undefined
    const text = JSON.stringify(body)
    const headers = writeHeaders(sending, text)
    const started = performance.now()
    const outcome = await post(hook, headers, text)
    if (stop.signal.aborted) return undefined
    const isGood = outcome.status !== undefined && outcome.status >= 200 && outcome.status < 400
    if (isGood) enable(hook)
    else backOff(hook, world.clock)
    deliveries.push({ hook: hook.id, trigger, key, attempt, headers, body, status: outcome.status })
    hook.logs.unshift({
      id: world.nextId(),
      url: hook.url,
      trigger: trigger.replace(/_events$/, '_hooks'),
      request_headers: { ...headers, ...(hook.token === null ? {} : { 'X-Gitlab-Token': '[REDACTED]' }) },
      request_data: body,
      response_headers: outcome.headers,
      response_body: outcome.status === undefined ? '' : outcome.text,
      execution_duration: (performance.now() - started) / 1000,
      response_status: outcome.status === undefined ? 'internal error' : String(outcome.status),
      created_at: new Date(world.clock.now()).toISOString(),
    })
    return outcome
  }

  async function sendWithRetries(sending: Sending): Promise<Outcome | undefined> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await sendOnce(sending, attempt)
      const mayRetry = outcome && (outcome.status === undefined || outcome.status >= 500)
      if (!mayRetry || attempt > retries || sending.isForced) return outcome
      if (retryDelay > 0) await Promise.race([world.clock.wait(retryDelay), aborted])
      if (stop.signal.aborted) return undefined
    }
  }

  const aborted = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))

  function work(): void {
    while (busy < concurrency) {
      const next = waiting.shift()
      if (!next) return
      busy += 1
      void sendWithRetries(next.sending).then((outcome) => {
        busy -= 1
        next.end(outcome)
        work()
      })
    }
  }

  function enqueue(sending: Sending): Promise<Outcome | undefined> {
    const done = new Promise<Outcome | undefined>((end) => waiting.push({ sending, end }))
    underWay.add(done)
    void done.then(() => underWay.delete(done))
    work()
    return done
  }

  function wants(hook: Hook, event: HookEvent, trigger: HookTrigger): boolean {
    const { path } = event.project
    const isOwn = hook.of === 'project' ? hook.path === path : path.startsWith(`${hook.path}/`)
    if (!isOwn || hook.triggers.get(trigger) !== true) return false
    if (event.kind !== 'push' || hook.branchFilter === null) return true
    return isProtected([hook.branchFilter], event.ref.slice('refs/heads/'.length))
  }

  return {
    deliveries,
    announce: (event) => {
      // GitLab sends no hook of its own notes.
      if (event.kind === 'note' && event.note.system) return
      const trigger = triggers[event.kind]
      const hooks = world.hooks.filter((hook) => wants(hook, event, trigger))
      if (hooks.length === 0) return
      // The body is of the time when it happened, not of when it is sent.
      const body = writeBody(world, event)
      const eventId = randomUUID()
      for (const hook of hooks) {
        if (readAlertStatus(hook, world.clock) === 'executable')
          void enqueue({ hook, trigger, key: randomUUID(), eventId, body, isForced: false })
      }
    },
    test: async (hook, event, name) => {
      const trigger = triggers[event.kind]
      const wanted = name === 'tag_push_events' ? 'tag_push_events' : trigger
      const ids = { key: randomUUID(), eventId: randomUUID() }
      const body = writeBody(world, event)
      const outcome = await enqueue({ hook, trigger: wanted, ...ids, body, isForced: true })
      return { status: outcome?.status, message: outcome?.text ?? 'the stand-in is closing' }
    },
    resend: async ({ hook: id, trigger, key, body }) => {
      const hook = world.hooks.find((one) => one.id === id)
      if (hook) await enqueue({ hook, trigger, key, eventId: randomUUID(), body, isForced: false })
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: async () => {
      for (const { end } of waiting.splice(0)) end(undefined)
      stop.abort()
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
