import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { documentLimits, isJsonObject } from './openapi-document.ts'

/** A document as it was last seen, with the tag that asks the instance whether it still stands. */
export interface CachedDocument {
  etag: string
  text: string
}

/** `$XDG_CACHE_HOME/arkindex-ci`, by default `~/.cache/arkindex-ci`. */
export function findCacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const base = env.XDG_CACHE_HOME
  return path.join(base && path.isAbsolute(base) ? base : path.join(env.HOME || homedir(), '.cache'), 'arkindex-ci')
}

function nameFile(folder: string, url: string): string {
  return path.join(folder, `openapi-${createHash('sha256').update(url).digest('hex')}.json`)
}

/** What was kept of this URL, or undefined where nothing was or it is damaged. Never throws: the cache only saves time. */
export function readCachedDocument(folder: string, url: string): CachedDocument | undefined {
  try {
    const file = nameFile(folder, url)
    if (statSync(file).size > documentLimits.bytes * 2) return undefined
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isJsonObject(kept) || kept.url !== url) return undefined
    const { etag, text, digest } = kept
    if (typeof etag !== 'string' || typeof text !== 'string' || digest !== digestText(text)) return undefined
    return { etag, text }
  } catch {
    return undefined
  }
}

function digestText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Keeps a document for the next time; readable by the user alone, and whole or not at all. Never throws. */
export function keepDocument(folder: string, url: string, { etag, text }: CachedDocument): void {
  const file = nameFile(folder, url)
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, JSON.stringify({ url, etag, digest: digestText(text), text }), { mode: 0o600, flag: 'wx' })
    renameSync(draft, file)
  } catch {
    removeDraft(draft)
  }
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true })
  } catch {
    // The folder itself is none; there is nothing to remove.
  }
}
