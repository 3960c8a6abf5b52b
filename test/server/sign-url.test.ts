import { describe, expect, it } from 'vitest'
import { createUrlSigner } from '../../server/storage/sign-url.ts'

function split(text: string) {
  const url = new URL(text)
  return { path: url.pathname, query: Object.fromEntries(url.searchParams) }
}

describe('a signed URL', () => {
  const signer = createUrlSigner('key')
  const { path, query } = split(signer.sign('http://127.0.0.1', 'PUT', '/storage/a'))

  it('is good for its method and path', () => {
    expect(signer.isSigned('PUT', path, query)).toBe(true)
    expect(signer.isSigned('GET', path, query)).toBe(false)
    expect(signer.isSigned('PUT', '/storage/b', query)).toBe(false)
  })

  it('is good for a while, and on every server with the key', () => {
    const expired = split(createUrlSigner('key', -1).sign('http://127.0.0.1', 'PUT', '/storage/a'))
    expect(signer.isSigned('PUT', expired.path, expired.query)).toBe(false)
    expect(createUrlSigner('key').isSigned('PUT', path, query)).toBe(true)
    expect(createUrlSigner('other').isSigned('PUT', path, query)).toBe(false)
  })

  it('is none without both of its parameters', () => {
    expect(signer.isSigned('PUT', path, {})).toBe(false)
    expect(signer.isSigned('PUT', path, { ...query, signature: [query.signature, query.signature] })).toBe(false)
    expect(signer.isSigned('PUT', path, { ...query, signature: 'zz' })).toBe(false)
  })
})
