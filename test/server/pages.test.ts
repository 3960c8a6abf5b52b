import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer, tokens } from './start-test-server.ts'

let server: TestServer
const origin = 'https://tools.example.com'

beforeAll(async () => {
  server = await startTestServer({ corsOrigins: [origin] })
})
afterAll(() => server.close())

describe('/api-docs/', () => {
  it('is a page that needs no log-in and nothing from elsewhere', async () => {
    const response = await fetch(`${server.url}/api-docs`)
    expect(response.url).toBe(`${server.url}/api-docs/`)
    expect(response.headers.get('content-type')).toContain('text/html')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const html = await response.text()
    expect(html.match(/https?:\/\//g)).toBeNull()
    const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? ''
    expect(() => new Function(script)).not.toThrow()
    expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/)
    for (const anchor of ["'operation/'", "'tag/'"]) expect(script).toContain(anchor)
  })
})

describe('/metrics', () => {
  const read = async (token: string | null) => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Token ${token}` }
    const response = await fetch(`${server.url}/metrics`, { headers })
    return { status: response.status, text: await response.text() }
  }

  it('are for administrators of the instance', async () => {
    expect((await read(null)).status).toBe(401)
    expect((await read('wrong')).status).toBe(401)
    expect((await read(tokens.owner)).status).toBe(403)
    expect((await read(tokens.admin)).status).toBe(200)
  })

  it('count requests by operation and status, and hold no path', async () => {
    const path = { id: '6f9b1d6c-52cf-4b8e-9a3e-0d4f6a0d8c11' }
    await server.call('RetrieveModel', { path })
    await server.call('RetrieveModel', { path })
    const { text } = await read(tokens.admin)
    const line = 'arkindex_http_request_duration_seconds_count{operation="RetrieveModel",method="GET",status="404"} 2'
    expect(text).toContain(line)
    expect(text).toContain('process_resident_memory_bytes')
    expect(text).not.toContain(path.id)
  })
})

describe('pages of other origins', () => {
  const ask = (headers: Record<string, string>, method = 'GET') =>
    fetch(`${server.url}/api/v1/user/`, { method, headers: { ...headers } })

  it('may call the API where their origin is listed, without cookies', async () => {
    const preflight = await ask({ origin, 'access-control-request-method': 'PATCH' }, 'OPTIONS')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH')
    const answer = await ask({ origin, authorization: `Token ${tokens.owner}` })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('vary')).toContain('Origin')
    for (const { headers } of [preflight, answer]) expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('may not where it is not', async () => {
    for (const other of ['https://tools.example.com.evil.example', 'http://tools.example.com', 'null']) {
      const preflight = await ask({ origin: other, 'access-control-request-method': 'PATCH' }, 'OPTIONS')
      expect(preflight.status).toBe(404)
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    }
  })
})
