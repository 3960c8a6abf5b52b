import { closeSync, openSync, writeSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { maskSecrets } from '../../../core/log/secrets.ts'

/** Bytes that are kept of a log from its beginning, and from its end where it is longer. */
export interface LogBounds {
  head: number
  tail: number
}

export const logBounds: LogBounds = { head: 8 * 1024 * 1024, tail: 64 * 1024 }

/** How much may wait for the end of its word, in characters: longer than any token. */
const longestHeld = 512
/** How long text without a blank waits, in milliseconds. */
const heldFor = 500

export interface BoundedLog {
  write(chunk: Buffer): void
  /** Writes a line of our own, past the bounds. */
  note(line: string): void
  close(): void
}

/** What a log can hold: PostgreSQL stores no NUL, and what is no UTF-8 has become U+FFFD already. */
function clean(text: string): string {
  return maskSecrets(text.replaceAll('\0', '\ufffd'))
}

/**
 * Opens the log of a task: its first bytes and its last, with constant memory and bounded on disk however much is written,
 * as UTF-8, without the secrets that this process knows. A full disk loses text, not the task.
 */
export function openBoundedLog(file: string, bounds: LogBounds = logBounds): BoundedLog {
  const target = openSync(file, 'a', 0o600)
  const decoder = new StringDecoder('utf8')
  let written = 0
  let held = ''
  let timer: NodeJS.Timeout | undefined
  let end = Buffer.alloc(0)
  let dropped = 0
  let endsLine = true

  const put = (text: string) => {
    if (text === '') return
    const bytes = Buffer.from(text)
    try {
      writeSync(target, bytes)
    } catch {
      // No space is left. The task goes on; its disk limit tells the rest.
    }
    written += bytes.length
    endsLine = text.endsWith('\n')
  }
  const release = () => {
    put(clean(held))
    held = ''
    clearTimeout(timer)
    timer = undefined
  }
  const keepEnd = (chunk: Buffer) => {
    dropped += chunk.length
    const last = chunk.length > bounds.tail ? chunk.subarray(-bounds.tail) : chunk
    end = Buffer.concat([end, last])
    if (end.length > 4 * bounds.tail) end = Buffer.from(end.subarray(-bounds.tail))
  }
  const ensureLine = () => {
    if (held === '' ? !endsLine : !held.endsWith('\n')) held += '\n'
    release()
  }

  return {
    write: (chunk) => {
      const room = bounds.head - written - Buffer.byteLength(held)
      if (dropped > 0 || chunk.length > room) {
        const fitting = dropped > 0 ? 0 : Math.max(0, room)
        held += decoder.write(chunk.subarray(0, fitting))
        keepEnd(chunk.subarray(fitting))
        if (fitting > 0) release()
        return
      }
      held += decoder.write(chunk)
      // A secret holds no blank, so what stands before the last one is whole.
      const blank = Math.max(held.lastIndexOf('\n'), held.lastIndexOf(' '))
      if (held.length - blank > longestHeld) {
        const masked = clean(held)
        put(masked.slice(0, -longestHeld))
        held = masked.slice(-longestHeld)
      } else if (blank >= 0) {
        put(clean(held.slice(0, blank + 1)))
        held = held.slice(blank + 1)
      }
      if (held === '') {
        clearTimeout(timer)
        timer = undefined
      } else timer ??= setTimeout(release, heldFor)
    },
    note: (line) => {
      ensureLine()
      put(`[agent] ${clean(line)}\n`)
    },
    close: () => {
      held += decoder.end()
      if (dropped > 0) {
        ensureLine()
        const last = end.subarray(-bounds.tail)
        // What was cut into begins with the next line, or a part of a secret would stand there.
        const from = last.length < dropped ? last.indexOf('\n') + 1 : 0
        const left = dropped - (last.length - from)
        if (left > 0) put(`[agent] ${left} bytes of the log are left out here\n`)
        held = last.subarray(from).toString('utf8')
      }
      ensureLine()
      closeSync(target)
    },
  }
}
