import { createHash } from 'node:crypto'
import { CodedError, CodedErrors } from '../errors/coded-error.ts'
import { registerSecret } from '../log/secrets.ts'
import { readBaseUrl } from './base-url.ts'
import { isJsonObject } from './openapi-document.ts'
import { codeTransportError, type HttpAnswer, type Transport } from './transport.ts'

/** GitLab's own limit for a secure file (gitlab-ci.md 3.3). */
const largestFile = 5 * 1024 * 1024
const mostPages = 20

const variables = ['CI', 'CI_API_V4_URL', 'CI_JOB_TOKEN', 'CI_PROJECT_ID'] as const

export interface SecureFileOptions {
  env: Readonly<Record<string, string | undefined>>
  transport: Transport
  signal?: AbortSignal
}

interface Listed {
  id: number
  checksum: string | undefined
}

/**
 * Downloads the secure file of this exact name from the job's own project, with the job's token (arkindex.md 2.3). Unlike
 * Arkindex's command line it looks through every page of the list, and checks the checksum.
 * Throws coded errors, one for each variable that is not set.
 */
export async function downloadSecureFile(
  name: string,
  { env, transport, signal }: SecureFileOptions,
): Promise<Uint8Array> {
  const missing = variables.filter((variable) => !env[variable])
  if (missing.length > 0) {
    throw new CodedErrors(missing.map((variable) => new CodedError('secure-file-variable-missing', { variable, name })))
  }
  const { CI_API_V4_URL: api = '', CI_JOB_TOKEN: token = '', CI_PROJECT_ID: project = '' } = env
  registerSecret(token)
  if (readBaseUrl(api) === undefined) throw new CodedError('gitlab-address-invalid')
  const peer = `GitLab (${new URL(api).origin})`
  const folder = `${api.replace(/\/+$/, '')}/projects/${encodeURIComponent(project)}/secure_files`

  const ask = async (address: string, accept: string): Promise<HttpAnswer> => {
    let answer: HttpAnswer
    try {
      answer = await transport.send({
        method: 'GET',
        url: new URL(address),
        headers: { accept, 'job-token': token },
        limits: { answerSize: largestFile },
        ...(signal ? { signal } : {}),
      })
    } catch (error) {
      throw codeTransportError(error, peer)
    }
    const { status } = answer
    // A redirect leads to the log-in page: GitLab did not take the token.
    if (status === 401 || status === 403 || (status >= 300 && status < 400)) {
      throw new CodedError('secure-file-refused', { peer, status, name })
    }
    if (status === 404) throw new CodedError('secure-file-not-found', { peer, name, project })
    if (status !== 200) throw new CodedError('gitlab-failed', { peer, status, what: 'the list of secure files' })
    return answer
  }

  const listed = await findListed(name, folder, ask, peer)
  if (!listed) throw new CodedError('secure-file-not-found', { peer, name, project })
  const { body } = await ask(`${folder}/${listed.id}/download`, 'application/octet-stream')
  if (listed.checksum !== undefined && createHash('sha256').update(body).digest('hex') !== listed.checksum) {
    throw new CodedError('secure-file-damaged', { name })
  }
  return body
}

async function findListed(
  name: string,
  folder: string,
  ask: (address: string, accept: string) => Promise<HttpAnswer>,
  peer: string,
): Promise<Listed | undefined> {
  let page = '1'
  for (let count = 0; count < mostPages; count++) {
    const answer = await ask(`${folder}?per_page=100&page=${page}`, 'application/json')
    for (const file of parseList(answer, peer)) {
      if (!isJsonObject(file) || file.name !== name || typeof file.id !== 'number') continue
      const { checksum, checksum_algorithm: algorithm } = file
      const isSha256 = typeof checksum === 'string' && (algorithm === undefined || algorithm === 'sha256')
      return { id: file.id, checksum: isSha256 ? checksum.toLowerCase() : undefined }
    }
    const next = answer.headers['x-next-page'] ?? ''
    if (!/^\d{1,6}$/.test(next)) return undefined
    page = next
  }
  return undefined
}

function parseList(answer: HttpAnswer, peer: string): readonly unknown[] {
  let list: unknown
  try {
    list = JSON.parse(answer.body.toString('utf8'))
  } catch {
    list = undefined
  }
  if (!Array.isArray(list)) {
    throw new CodedError('answer-not-json', { peer, operation: 'the list of secure files', reason: 'no list' })
  }
  return list
}
