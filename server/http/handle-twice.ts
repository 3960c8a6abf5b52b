import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest, RequestPayload } from 'fastify'

/** The header by which a second handling is known; its value is a secret of the process, so that no client can send it. */
const twinHeader = 'x-arkindex-twin'

interface Twin {
  readonly answer: 'first' | 'second'
  /** The body meanwhile: in a file, since an archive is not held in memory, and as the request itself reads it. */
  kept?: { readonly folder: string; readonly file: string; readonly body: ReadStream }
}

/** Handles requests twice: the body is kept in a file, and the twin goes through the whole server beside the request itself. */
export function createTwins(app: FastifyInstance) {
  const secret = randomUUID()
  const expected = new WeakMap<FastifyRequest, Twin>()

  const handleTwin = async (request: FastifyRequest, file: string) => {
    const { 'transfer-encoding': _coding, expect: _expect, ...headers } = request.headers
    const { size } = await stat(file)
    const response = await app.inject({
      method: request.method,
      url: request.url,
      headers: { ...headers, [twinHeader]: secret },
      remoteAddress: request.ip,
      ...(size === 0 ? {} : { payload: createReadStream(file) }),
      payloadAsStream: true,
    })
    // Its answer goes nowhere, as the one that a proxy did not wait for.
    for await (const _chunk of response.stream());
  }

  return {
    isTwin: (request: FastifyRequest): boolean => request.headers[twinHeader] === secret,
    /** The request is to be handled twice. */
    expect: (request: FastifyRequest, answer: Twin['answer']): void => {
      expected.set(request, { answer })
    },
    /** Keeps the body, and where the client gets the second answer lets the twin go first. Gives the body to go on with. */
    beforeBody: async (request: FastifyRequest, payload: RequestPayload): Promise<RequestPayload> => {
      const twin = expected.get(request)
      if (!twin) return payload
      const folder = await mkdtemp(path.join(tmpdir(), `arkindex-ci-twin-${process.pid}-`))
      const file = path.join(folder, 'body')
      await pipeline(payload, createWriteStream(file, { mode: 0o600 }))
      const body = createReadStream(file)
      twin.kept = { folder, file, body }
      if (twin.answer === 'second') await handleTwin(request, file)
      return body
    },
    /** Where the client gets the first answer, lets the twin go before that leaves. */
    beforeAnswer: async (request: FastifyRequest): Promise<void> => {
      const kept = expected.get(request)?.kept
      if (!kept) return
      if (expected.get(request)?.answer === 'first') await handleTwin(request, kept.file)
      kept.body.destroy()
      await rm(kept.folder, { recursive: true, force: true })
    },
  }
}
