import { isIP } from 'node:net'
import type { SecretProblem } from './check-secret.ts'

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost')
}

/**
 * What is wrong with an address that secrets are sent to; undefined where nothing is. What is no http(s) URL at all is told by
 * the schema.
 *
 * @param allowsHttp whether the configuration takes it without encryption
 */
export function checkAddress(text: string, allowsHttp: boolean): (SecretProblem & { isPlain?: boolean }) | undefined {
  if (!URL.canParse(text)) {
    return { problem: 'It is no URL.', remedy: 'Write it as https://HOST, with a port and a path where it has them.' }
  }
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  if (username !== '' || password !== '') {
    const remedy = 'Write the address alone. If a secret stood in it, change the secret.'
    return { problem: 'A name or password stands in the URL.', remedy }
  }
  if (search !== '' || hash !== '') {
    const remedy = 'Write the address alone. If a secret stood in it, change the secret.'
    return { problem: 'A query or fragment stands in the URL.', remedy }
  }
  if (protocol === 'http:' && !allowsHttp && !isLoopback(hostname)) {
    return {
      isPlain: true,
      problem: 'Secrets would go there without encryption.',
      remedy: 'Write https://. In a private network of containers, allow_http: true beside it takes it as it is.',
    }
  }
  return undefined
}

/** An address without closing slashes. */
export function tidyAddress(text: string): string {
  const { origin, pathname } = new URL(text)
  return `${origin}${pathname.replace(/\/+$/, '')}`
}
