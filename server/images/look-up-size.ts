import { maximumCoordinate, type Size } from '../elements/polygon.ts'

/** Milliseconds and bytes that an answer about an image may take. */
const deadline = 10_000
const maximumBytes = 1024 * 1024

/** True where the operator lets the server ask this host: `iiif.example.com`, or `iiif.example.com:8080` for one port alone. */
export function isImageHost(url: URL, allowed: readonly string[]): boolean {
  return allowed.some((host) => host === url.host || host === url.hostname)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maximumCoordinate
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  if (!response.body) return text
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > maximumBytes) throw new Error(`its info.json holds more than ${maximumBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/**
 * The size of an image as its IIIF server tells it, or why it cannot be known. Only for hosts that the operator names: users
 * choose these URLs, so redirects are not followed and nothing of the answer but two numbers is passed on (R17).
 */
export async function lookUpSize(imageUrl: string): Promise<{ ok: true; size: Size } | { ok: false; problem: string }> {
  try {
    const response = await fetch(`${imageUrl}/info.json`, {
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(deadline),
    })
    if (!response.ok) {
      await response.body?.cancel()
      return { ok: false, problem: `Its server answers with ${response.status} when asked for info.json.` }
    }
    const info: unknown = JSON.parse(await readText(response))
    if (isObject(info) && isSide(info.width) && isSide(info.height)) {
      return { ok: true, size: { width: info.width, height: info.height } }
    }
    return { ok: false, problem: 'Its info.json names no width and height.' }
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    const reason = isLate
      ? `did not answer within ${deadline / 1000} s`
      : 'cannot be reached or answers with no info.json'
    return { ok: false, problem: `Its server ${reason}.` }
  }
}
