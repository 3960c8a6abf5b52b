import { createReadStream } from 'node:fs'
import { openTransport, TransportError } from '../arkindex/transport.ts'
import { CodedError } from '../errors/coded-error.ts'
import type { ModelUpload } from './apply/context.ts'

/** How the upload gets out, and what ends it early. */
export interface UploadWay {
  /** The variables that tell of proxies and certificates. */
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
}

/** A whole day: an upload ends by its own progress, or by silence. */
const longest = 24 * 60 * 60 * 1000

/** PUTs a model's archive to the signed address that an instance gave. No token goes with it. Throws `model-upload-failed`. */
export async function uploadModel({ url, file, size, name }: ModelUpload, { env, signal }: UploadWay): Promise<void> {
  const fail = (reason: string, cause?: unknown) =>
    new CodedError('model-upload-failed', { model: name, reason }, { cause })
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw fail('the instance gave no web address to upload to')
  const transport = openTransport({ env })
  try {
    const answer = await transport.send({
      method: 'PUT',
      url: new URL(url),
      headers: { 'content-type': 'application/zstd', 'content-length': String(size) },
      body: () => createReadStream(file),
      signal,
      limits: { deadline: longest },
    })
    if (answer.status < 200 || answer.status >= 300) throw fail(`${new URL(url).host} answered ${answer.status}`)
  } catch (error) {
    throw error instanceof TransportError ? fail(error.reason, error) : error
  } finally {
    await transport.close()
  }
}
