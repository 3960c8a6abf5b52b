import { open } from 'node:fs/promises'
import type { AgentApi, KnownTask } from './agent-api.ts'

/** Bytes of one addition. */
const longestPart = 256 * 1024

/** The length of the beginning of `bytes` that cuts through no character. */
export function findWholeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0b1100_0000) === 0b1000_0000) continue
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

export interface LogSender {
  /** Sends what the file holds beyond what the server has. Throws what the API throws; the next call goes on where this one was. */
  send(): Promise<void>
}

/**
 * Sends the log of a task as it grows.
 *
 * @param base bytes of this attempt's log that the server had from a run before this one
 */
export function openLogSender(api: AgentApi, task: KnownTask, file: string, base: number): LogSender {
  let position: number | undefined
  return {
    send: async () => {
      // An empty addition tells how much is there already, which a restarted agent does not know.
      position ??= Math.max(0, (await api.appendLog(task, 0, '')) - base)
      let handle: Awaited<ReturnType<typeof open>>
      try {
        handle = await open(file)
      } catch {
        return
      }
      try {
        for (;;) {
          const { bytesRead, buffer } = await handle.read(Buffer.alloc(longestPart), 0, longestPart, position)
          const part = buffer.subarray(0, bytesRead)
          const length = findWholeLength(part)
          if (length === 0) return
          const size: number = await api.appendLog(task, base + position, part.subarray(0, length).toString('utf8'))
          position = Math.max(position + length, size - base)
        }
      } finally {
        await handle.close()
      }
    },
  }
}
