import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CodedError } from '../../core/errors/coded-error.ts'
import type { Plan } from '../../core/release/plan.ts'
import { readPlan } from '../../core/release/plan-file.ts'
import type { BotConfig } from '../config/bot-config.ts'
import type { BotDatabase } from '../open-bot-database.ts'
import { replay as replayWork } from '../queue/replay.ts'
import { type Html, html } from './html.ts'
import { countJobs, deliveryStates, jobStates, listDeliveries, listJobs, readCursor } from './list-entries.ts'
import { createLoginTries } from './login-tries.ts'
import {
  createFormToken,
  createSession,
  isSame,
  isSession,
  readSessionCookie,
  sessionCookie,
  sessionTime,
} from './page-session.ts'
import { pagePolicy } from './page-style.ts'
import { type ListName, lists, renderPage } from './render-layout.ts'
import { type ListView, renderDeliveries, renderJobs } from './render-lists.ts'
import { renderLogin } from './render-login.ts'
import { renderKeptPlan } from './render-plan.ts'

export interface PageOptions {
  readonly db: BotDatabase
  /** The configuration as it is now. */
  readonly readConfig: () => Pick<BotConfig, 'pageToken' | 'publicUrl' | 'isDryRun'>
  /** Epoch milliseconds, each once, as of `createClock`. */
  readonly now: () => number
  /** There is new work to do. */
  readonly onReplayed: () => void
}

/** Bytes of a form. */
const formLimit = 8 * 1024

interface Visitor {
  token: string
  base: string
  /** The session, where somebody is logged in. */
  session: string | undefined
}

function readField(from: unknown, name: string): string | undefined {
  const value = from instanceof URLSearchParams ? from.get(name) : undefined
  return value === null ? undefined : value
}

/** The query of a request, each name once. */
function readQuery(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://bot').searchParams
}

/** A path of this page to go on to, and of nothing else. */
function readNext(text: string | undefined): string {
  return text !== undefined && /^\/(?:plans\/[\w-]{1,100}|\?[\w=&.%-]{0,500})?$/.test(text) ? text : '/'
}

/**
 * The page of deliveries, jobs, dead letters and plans, at `/`. Everything but the log-in needs the token of the page; where the
 * configuration has none there is no page. It is plain HTML without script.
 */
export function registerPage(app: FastifyInstance, options: PageOptions): void {
  const { db, readConfig, now, onReplayed } = options
  const tries = createLoginTries(now)

  const readVisitor = (request: FastifyRequest): Visitor | undefined => {
    const { pageToken: token, publicUrl } = readConfig()
    if (token === null) return undefined
    const base = publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '')
    const session = readSessionCookie(request.headers.cookie)
    return { token, base, session: session !== undefined && isSession(session, token, now()) ? session : undefined }
  }

  const writeCookie = (value: string, seconds: number, base: string): string => {
    const isSecure = readConfig().publicUrl?.startsWith('https://') ?? false
    const path = base === '' ? '/' : base
    return `${sessionCookie}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  }

  const send = (reply: FastifyReply, status: number, page: string) =>
    reply.status(status).header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(page)

  const goTo = (reply: FastifyReply, address: string) => reply.status(303).header('location', address).send()

  const sendLogin = (reply: FastifyReply, { base }: Visitor, next: string, status: number, problem?: string) => {
    const content = renderLogin({ base, next, ...(problem === undefined ? {} : { problem }) })
    return send(reply, status, renderPage({ base, title: 'Log in' }, content))
  }

  /** Asks for the log-in; who comes by a link of another site is first led here again, as only then the browser sends the cookie. */
  const askIn = (request: FastifyRequest, reply: FastifyReply, visitor: Visitor) => {
    if (request.headers['sec-fetch-site'] === 'cross-site') {
      const content = html`<p><a href="${visitor.base}${readNext(request.url)}">Go on</a></p>`
      return send(reply, 200, renderPage({ base: visitor.base, title: 'Going on', isReloading: true }, content))
    }
    return sendLogin(reply, visitor, readNext(request.url), 401)
  }

  const sendPage = async (
    reply: FastifyReply,
    { base, token, session = '' }: Visitor,
    page: { title: string; current: string; content: Html; status?: number },
  ) => {
    const { dead } = await countJobs(db)
    const { isDryRun } = readConfig()
    const layout = {
      base,
      title: page.title,
      session: { formToken: createFormToken(session, token), current: page.current, dead, isDryRun },
    }
    return send(reply, page.status ?? 200, renderPage(layout, page.content))
  }

  /** A form that this page made, sent by a browser that shows it. */
  const isOwnForm = (request: FastifyRequest, visitor: Visitor): boolean => {
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin') return false
    if (visitor.session === undefined) return false
    return isSame(readField(request.body, 'form_token') ?? '', createFormToken(visitor.session, visitor.token))
  }

  const showList = async (request: FastifyRequest, reply: FastifyReply, visitor: Visitor) => {
    const query = readQuery(request)
    const list: ListName = lists.find(({ name }) => name === query.get('list'))?.name ?? 'deliveries'
    const deliveryState = deliveryStates.find((name) => name === query.get('state'))
    const jobState = list === 'dead' ? 'dead' : jobStates.find((name) => name === query.get('state'))
    const delivery = /^[\w-]{1,100}$/.exec(query.get('delivery') ?? '')?.[0]
    const after = readCursor(query.get('after') ?? undefined)
    const view: ListView = {
      base: visitor.base,
      formToken: createFormToken(visitor.session ?? '', visitor.token),
      list,
      state: list === 'deliveries' ? deliveryState : list === 'jobs' ? jobState : undefined,
      delivery: list === 'jobs' ? delivery : undefined,
    }
    const content =
      list === 'deliveries'
        ? renderDeliveries(view, await listDeliveries(db, { state: deliveryState, after }))
        : renderJobs(view, await listJobs(db, { state: jobState, delivery: view.delivery, after }))
    const again = /^[\w-]{1,100}$/.exec(query.get('replayed') ?? '')?.[0]
    const said =
      again === undefined ? null : html`<p class="said" role="status">It is worked on again, as ${again}.</p>`
    const title = lists.find(({ name }) => name === list)?.title ?? 'Deliveries'
    return sendPage(reply, visitor, { title, current: list, content: html`${said}${content}` })
  }

  const showPlan = async (id: string, reply: FastifyReply, visitor: Visitor) => {
    const row = await db.selectFrom('kept_plan').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) {
      const content = html`<h2>There is no such plan</h2><p>It was removed, or a newer commit has another one: look at the note of the merge request.</p>`
      return sendPage(reply, visitor, { title: 'No such plan', current: '', content, status: 404 })
    }
    let plan: Plan
    try {
      plan = readPlan(row.plan, `The plan ${id}`)
    } catch (error) {
      if (!(error instanceof CodedError)) throw error
      const content = html`<h2>The plan cannot be shown</h2><p>${error.message} Another version of the bot kept it: have it made anew by writing /arkindex plan in the merge request.</p>`
      return sendPage(reply, visitor, { title: 'The plan cannot be shown', current: '', content, status: 410 })
    }
    const content = renderKeptPlan({ ...row, plan })
    return sendPage(reply, visitor, { title: `Plan of ${row.project} !${row.number}`, current: '', content })
  }

  app.register(async (page) => {
    page.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimit },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )

    page.get('/', async (request, reply) => {
      const visitor = readVisitor(request)
      if (!visitor) return reply.callNotFound()
      return visitor.session === undefined ? askIn(request, reply, visitor) : showList(request, reply, visitor)
    })

    page.get<{ Params: { id: string } }>('/plans/:id', async (request, reply) => {
      const visitor = readVisitor(request)
      if (!visitor) return reply.callNotFound()
      if (visitor.session === undefined) return askIn(request, reply, visitor)
      return showPlan(request.params.id, reply, visitor)
    })

    page.post('/login', { bodyLimit: formLimit }, async (request, reply) => {
      const visitor = readVisitor(request)
      if (!visitor) return reply.callNotFound()
      const next = readNext(readField(request.body, 'next'))
      const wait = tries.wait(request.ip)
      if (wait > 0) {
        reply.header('retry-after', String(wait))
        return sendLogin(reply, visitor, next, 429, `Too many tries from your address. Wait ${wait} seconds.`)
      }
      if (!isSame(readField(request.body, 'token') ?? '', visitor.token)) {
        tries.fail(request.ip)
        request.log.warn('a log-in to the page was refused')
        return sendLogin(reply, visitor, next, 401, 'That is not the token of this page.')
      }
      reply.header('set-cookie', writeCookie(createSession(visitor.token, now()), sessionTime / 1000, visitor.base))
      return goTo(reply, `${visitor.base}${next}`)
    })

    page.post('/logout', { bodyLimit: formLimit }, async (request, reply) => {
      const visitor = readVisitor(request)
      if (!visitor) return reply.callNotFound()
      if (isOwnForm(request, visitor)) reply.header('set-cookie', writeCookie('', 0, visitor.base))
      return goTo(reply, `${visitor.base}/`)
    })

    page.post('/replay', { bodyLimit: formLimit }, async (request, reply) => {
      const visitor = readVisitor(request)
      if (!visitor) return reply.callNotFound()
      if (visitor.session === undefined) return sendLogin(reply, visitor, '/', 401)
      if (!isOwnForm(request, visitor)) {
        const content = html`<h2>Not done</h2><p>The form is not one of this page, or was made before a new log-in. Go back, load the page again, and try once more.</p>`
        return sendPage(reply, visitor, { title: 'Not done', current: '', content, status: 403 })
      }
      const list = lists.find(({ name }) => name === readField(request.body, 'list'))?.name ?? 'deliveries'
      try {
        const again = await replayWork(db, now, readField(request.body, 'id') ?? '')
        request.log.info(again, 'replayed by the page')
        onReplayed()
        return goTo(reply, `${visitor.base}/?list=${list}&replayed=${again.id}`)
      } catch (error) {
        if (!(error instanceof CodedError)) throw error
        const content = html`<h2>Not done</h2><p class="alert" role="alert">${error.message} ${error.remedy}</p>`
        return sendPage(reply, visitor, { title: 'Not done', current: list, content, status: 409 })
      }
    })
  })
}
