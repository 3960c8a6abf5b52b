/** What stands in place of a secret. */
export const mask = '[redacted]'

/** Shorter values are words, not secrets; masking them would make every line unreadable. */
const minimumLength = 6

const known = new Set<string>()
let pattern: RegExp | undefined

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** The part of the base64 of `secret` that stays the same whatever stands around it, at each of the three places it can begin. */
function encodeAnywhere(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const from = before === 0 ? 0 : before + 1
    const wholeBits = (before + bytes.length) * 8
    return text.slice(from, Math.floor(wholeBits / 6))
  })
}

/**
 * Makes a secret known to the whole process: from here on it stands in no log line, neither as it is nor base64- or URL-encoded.
 * The one place of the program that is not passed in: a secret that one part forgot to hand on would be printed by another.
 */
export function registerSecret(secret: string): void {
  if (secret.length < minimumLength || known.has(secret)) return
  for (const form of [
    secret,
    encodeURIComponent(secret),
    escapeJson(secret),
    // JSON that is logged as a text is escaped once more.
    escapeJson(escapeJson(secret)),
    ...encodeAnywhere(secret),
    ...encodeAnywhere(secret).map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]) {
    if (form.length >= minimumLength) known.add(form)
  }
  const longestFirst = [...known].sort((one, other) => other.length - one.length)
  pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g')
}

/** The text with every known secret masked. */
export function maskSecrets(text: string): string {
  return pattern ? text.replace(pattern, mask) : text
}
