import { Probot, ProbotOctokit } from 'probot'
import { isJsonObject } from '../../../core/arkindex/openapi-document.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Logger } from '../../../core/log/create-logger.ts'
import { maskSecrets } from '../../../core/log/secrets.ts'
import type { GithubSettings } from '../../config/bot-config.ts'
import { ForgeAnswerError } from '../requester/forge-errors.ts'
import { readRecord, readSafeInteger } from './read-answer.ts'

type Octokit = Awaited<ReturnType<Probot['auth']>>
type OctokitOptions = ConstructorParameters<typeof ProbotOctokit>[0] & { throttle?: object }
type Parameters = Readonly<Record<string, unknown>>

/** What is asked: a route in Octokit's words, such as `GET /repos/{owner}/{repo}`, and what is done, for errors. */
export interface GithubCall {
  route: string
  parameters?: Parameters
  what: string
}

const pageSize = 100
/** Pages of a list that are read at most. */
const mostPages = 50

/** Octokit wraps what the requester threw in an error of its own, which holds the request and its token. */
function findCodedError(error: unknown): CodedError | undefined {
  let found = error
  for (let depth = 0; depth < 5; depth += 1) {
    if (found instanceof CodedError) return found
    found = found instanceof Error ? found.cause : undefined
  }
  return undefined
}

function describeProblem(error: unknown): string {
  return error instanceof Error ? maskSecrets(error.message).slice(0, 200) : 'nothing that Octokit understands'
}

export interface GithubClientOptions {
  settings: GithubSettings
  /** By which all requests leave. */
  fetch: typeof fetch
  logger: Logger
  /** Whether what writes is sent a second or more apart, as GitHub asks of Apps; true by default. */
  isPaced?: boolean
}

/** GitHub's API as the App sees it, by Probot's Octokit. */
export class GithubClient {
  /** How it is called in errors. */
  readonly peer: string
  readonly settings: GithubSettings
  readonly #probot: Probot
  readonly #installations = new Map<string, Promise<number | undefined>>()
  readonly #octokits = new Map<number, Promise<Octokit>>()

  constructor({ settings, fetch, logger, isPaced = true }: GithubClientOptions) {
    this.settings = settings
    this.peer = `GitHub (${settings.url})`
    this.#probot = new Probot({
      appId: settings.appId,
      privateKey: settings.privateKey,
      secret: settings.webhookSecrets[0] ?? '',
      // Probot's own repeats what writes, too: repeating is up to the requester.
      Octokit: ProbotOctokit.defaults((options: OctokitOptions) => ({
        ...options,
        baseUrl: settings.apiUrl,
        retry: { enabled: false },
        throttle: { ...options.throttle, enabled: isPaced },
      })),
      baseUrl: settings.apiUrl,
      request: { fetch },
      log: logger,
    })
  }

  async #send(octokit: Octokit, { route, parameters = {}, what }: GithubCall): Promise<unknown> {
    try {
      const answer = await octokit.request(route, { ...parameters })
      // No content is an answer too.
      return answer.data ?? {}
    } catch (error) {
      const coded = findCodedError(error)
      if (coded instanceof ForgeAnswerError && coded.status === 404) return undefined
      // Octokit's own errors hold the request with its token.
      throw coded ?? new CodedError('forge-answer-invalid', { peer: this.peer, what, problem: describeProblem(error) })
    }
  }

  /** As the App itself. */
  async askAsApp(call: GithubCall): Promise<unknown> {
    return this.#send(await this.#probot.auth(), call)
  }

  async #readInstallation(call: GithubCall): Promise<number | undefined> {
    const answer = await this.askAsApp(call)
    return answer === undefined ? undefined : readSafeInteger(readRecord(answer, this.peer, call.what), 'id')
  }

  /** The installation that holds a repository or belongs to an owner; undefined where there is none. */
  async #findInstallation(place: string, call: GithubCall): Promise<number | undefined> {
    const known = this.#installations.get(place)
    if (known) return known
    const finding = this.#readInstallation(call)
    this.#installations.set(place, finding)
    try {
      const id = await finding
      // One that is missing may be made at any time.
      if (id === undefined) this.#installations.delete(place)
      return id
    } catch (error) {
      this.#installations.delete(place)
      throw error
    }
  }

  #openInstallation(id: number): Promise<Octokit> {
    const opening = this.#octokits.get(id) ?? this.#probot.auth(id)
    this.#octokits.set(id, opening)
    return opening
  }

  async #askAs(place: string, find: GithubCall, call: GithubCall): Promise<unknown> {
    const id = await this.#findInstallation(place, find)
    return id === undefined ? undefined : this.#send(await this.#openInstallation(id), call)
  }

  /** On a repository; undefined for what is not there, also where the App is not installed. Throws coded errors. */
  ask(project: string, call: GithubCall): Promise<unknown> {
    const [owner = '', repo = ''] = project.split('/')
    const find = {
      route: 'GET /repos/{owner}/{repo}/installation',
      parameters: { owner, repo },
      what: 'look for its installation',
    }
    return this.#askAs(project.toLowerCase(), find, { ...call, parameters: { owner, repo, ...call.parameters } })
  }

  /** As the installation of an organization or user. */
  async askAsOwner(owner: string, call: GithubCall): Promise<unknown> {
    const find = (route: string) => ({ route, parameters: { owner }, what: 'look for its installation' })
    const isThere = await this.#findInstallation(`${owner}/`, find('GET /orgs/{owner}/installation'))
    const route = isThere === undefined ? 'GET /users/{owner}/installation' : 'GET /orgs/{owner}/installation'
    return this.#askAs(`${owner}/`, find(route), call)
  }

  /** The same; undefined also for what GitHub finds wrong with the call (422). */
  async askUnlessRefused(project: string, call: GithubCall): Promise<unknown> {
    try {
      return await this.ask(project, call)
    } catch (error) {
      if (error instanceof ForgeAnswerError && error.status === 422) return undefined
      throw error
    }
  }

  /** A call that must have an answer. Throws `forge-not-found` for a 404. */
  async write(project: string, call: GithubCall): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.ask(project, call)
    if (answer === undefined) throw new CodedError('forge-not-found', { peer: this.peer, what: call.what })
    return readRecord(answer, this.peer, call.what)
  }

  async *#list(
    send: (call: GithubCall) => Promise<unknown>,
    { wrap, ...call }: GithubCall & { wrap?: string },
  ): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for (let page = 1; page <= mostPages; page += 1) {
      const answer = await send({ ...call, parameters: { ...call.parameters, per_page: pageSize, page } })
      if (answer === undefined) return
      const items = wrap === undefined ? answer : readRecord(answer, this.peer, call.what)[wrap]
      if (!Array.isArray(items))
        throw new CodedError('forge-answer-invalid', { peer: this.peer, what: call.what, problem: 'no list' })
      for (const item of items) if (isJsonObject(item)) yield item
      if (items.length < pageSize) return
    }
  }

  /** The items of a list, page by page; `wrap` is the field that holds them. Nothing where it is not there. */
  list(project: string, call: GithubCall & { wrap?: string }): AsyncGenerator<Readonly<Record<string, unknown>>> {
    return this.#list((one) => this.ask(project, one), call)
  }

  listAsOwner(owner: string, call: GithubCall & { wrap?: string }): AsyncGenerator<Readonly<Record<string, unknown>>> {
    return this.#list((one) => this.askAsOwner(owner, one), call)
  }
}
