import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { apiDocsPage } from './page.ts'

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Serves the browsable page of the API where Arkindex has it; it works without a network and without a log-in. */
export function registerApiDocs(app: FastifyInstance): void {
  const policy = [
    "default-src 'none'",
    `style-src ${hash(apiDocsPage.style)}`,
    `script-src ${hash(apiDocsPage.script)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  app.get('/api-docs/', (_request, reply) =>
    reply
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(apiDocsPage.html),
  )
  app.get('/api-docs', (_request, reply) => reply.redirect('/api-docs/'))
}
