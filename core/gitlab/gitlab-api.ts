import { readBaseUrl } from '../arkindex/base-url.ts'
import { codeTransportError, type HttpMethod, type Transport } from '../arkindex/transport.ts'
import { CodedError } from '../errors/coded-error.ts'
import { registerSecret } from '../log/secrets.ts'

/** Bytes of one answer. */
const largestAnswer = 20 * 1024 * 1024
const mostPages = 20

/** With what a request is made: the job's own token, or one that somebody made. */
export interface GitlabCredential {
  kind: 'job' | 'access'
  token: string
  /** How errors call it. */
  name: string
}

export interface GitlabOptions {
  /** CI_API_V4_URL. */
  apiUrl: string
  credential: GitlabCredential
  transport: Transport
  signal?: AbortSignal
}

export interface GitlabCall {
  method?: HttpMethod
  /** Below the address of the API, with its parts encoded and its query. */
  path: string
  body?: Readonly<Record<string, string>>
  /** What is done, for errors: `read the deployments`. */
  what: string
}

export interface GitlabAnswer {
  status: number
  /** Page that comes next; undefined on the last. */
  nextPage: string | undefined
  text: string
}

/** GitLab's REST API as one token sees it. */
export interface GitlabApi {
  /** How GitLab is called in errors. */
  readonly peer: string
  /** One request. 404 is an answer like any other; throws `gitlab-refused`, `gitlab-failed` or a coded error of the transport. */
  ask(call: GitlabCall): Promise<GitlabAnswer>
  /** The items of a list as they come, through at most 20 pages of 100. Throws as `ask`, and where there is no list. */
  list(call: GitlabCall): AsyncGenerator<unknown>
}

/** Opens the API. Throws `gitlab-address-invalid`. */
export function openGitlabApi({ apiUrl, credential, transport, signal }: GitlabOptions): GitlabApi {
  registerSecret(credential.token)
  if (readBaseUrl(apiUrl) === undefined) throw new CodedError('gitlab-address-invalid')
  const base = apiUrl.replace(/\/+$/, '')
  const peer = `GitLab (${new URL(apiUrl).origin})`

  async function ask({ method = 'GET', path, body, what }: GitlabCall): Promise<GitlabAnswer> {
    const answer = await transport
      .send({
        method,
        url: new URL(`${base}/${path}`),
        headers: {
          accept: 'application/json',
          [credential.kind === 'job' ? 'job-token' : 'private-token']: credential.token,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        limits: { answerSize: largestAnswer },
        ...(signal ? { signal } : {}),
      })
      .catch((error: unknown) => {
        throw codeTransportError(error, peer)
      })
    const { status } = answer
    // A redirect leads to the log-in page: GitLab did not take the token.
    if (status === 401 || status === 403 || (status >= 300 && status < 400))
      throw new CodedError('gitlab-refused', { peer, status, what, token: credential.name })
    if (status >= 400 && status !== 404) throw new CodedError('gitlab-failed', { peer, status, what })
    const next = answer.headers['x-next-page'] ?? ''
    return { status, nextPage: /^\d{1,6}$/.test(next) ? next : undefined, text: answer.body.toString('utf8') }
  }

  async function* list(call: GitlabCall): AsyncGenerator<unknown> {
    let page: string | undefined = '1'
    for (let count = 0; count < mostPages && page !== undefined; count++) {
      const separator = call.path.includes('?') ? '&' : '?'
      const answer = await ask({ ...call, path: `${call.path}${separator}per_page=100&page=${page}` })
      if (answer.status === 404) throw new CodedError('gitlab-failed', { peer, status: 404, what: call.what })
      const items = parseJson(answer.text)
      if (!Array.isArray(items)) throw new CodedError('gitlab-failed', { peer, status: 'no list', what: call.what })
      yield* items
      page = answer.nextPage
    }
  }

  return { peer, ask, list }
}

/** What a JSON text holds; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
