import type { Readable } from 'node:stream'
import { HttpRefusal } from './http-refusal.ts'

export function refuseSize(limit: number): HttpRefusal {
  return new HttpRefusal(413, `The body holds more than ${limit} bytes.`)
}

/** The whole body, as it came. Throws 413 as soon as there is more than `limit` bytes of it, and keeps none of it then. */
export function readBody(stream: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    const end = () => {
      stream.off('data', take)
      stream.off('end', finish)
      stream.off('error', fail)
      stream.off('close', fail)
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= limit) return
      chunks = []
      end()
      stream.pause()
      reject(refuseSize(limit))
    }
    const finish = () => {
      end()
      resolve(Buffer.concat(chunks))
    }
    const fail = () => {
      end()
      reject(new HttpRefusal(400, 'The body broke off.'))
    }
    stream.on('data', take)
    stream.on('end', finish)
    stream.on('error', fail)
    stream.on('close', fail)
  })
}
