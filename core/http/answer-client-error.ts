import type { Socket } from 'node:net'

const refusals: Readonly<Record<string, readonly [status: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not come to its end in time.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers or the URL are too large.'],
}

/**
 * Answers what is no HTTP request, or never became one, as everything else is refused: JSON with a `detail`. Where the other side has
 * gone, there is nobody to tell.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, detail] = refusals[error.code ?? ''] ?? ['400 Bad Request', 'The request is no HTTP.']
  const body = JSON.stringify({ detail })
  if (socket.writable) {
    const head = [
      `HTTP/1.1 ${status}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Content-Type: application/json; charset=utf-8',
      'Connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  }
  socket.destroySoon()
}
