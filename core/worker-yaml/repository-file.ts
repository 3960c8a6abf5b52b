import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { describeSystemError } from '../errors/coded-error.ts'
import type { FindingCode } from '../findings/codes.ts'
import type { FindingDetails } from '../findings/create-finding.ts'
import { yamlLimits } from '../findings/read-yaml.ts'

/** Why a file of the repository is not read, as a finding says it. */
export interface Refusal {
  code: FindingCode
  details: FindingDetails
}

function readErrorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** Whether a path may be followed at all: relative, without `..` and without zero bytes. */
export function isInnerPath(name: string): boolean {
  return (
    !path.isAbsolute(name) &&
    !/^[A-Za-z]:[\\/]/.test(name) &&
    !name.split(/[\\/]/).includes('..') &&
    !name.includes('\0')
  )
}

function isBelow(root: string, place: string): boolean {
  return place === root || place.startsWith(root.endsWith(path.sep) ? root : `${root}${path.sep}`)
}

/**
 * The real place of a path below the repository's real root, every link followed; a refusal where it leaves the repository
 * or does not exist.
 */
export function resolveInside(
  realRoot: string,
  name: string,
  missing: 'file-missing' | 'folder-missing' = 'file-missing',
): { place: string } | Refusal {
  const details = { path: name.slice(0, 200) }
  if (!isInnerPath(name)) return { code: 'file-outside', details }
  let place: string
  try {
    place = realpathSync(path.join(realRoot, name))
  } catch (error) {
    const code = readErrorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { code: missing, details }
    return { code: 'file-unreadable', details: { ...details, reason: describeSystemError(error) } }
  }
  return isBelow(realRoot, place) ? { place } : { code: 'file-outside', details }
}

function describeKind(stats: { isDirectory(): boolean; isFIFO(): boolean; isSocket(): boolean }): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}

/** Reads a plain file below the repository's real root, of at most 1 MiB. Never blocks on a pipe or opens a device. */
export function readInside(realRoot: string, name: string): { bytes: Buffer } | Refusal {
  const resolved = resolveInside(realRoot, name)
  return 'code' in resolved ? resolved : readPlainFile(resolved.place, name)
}

/** Reads a plain file of at most 1 MiB at a place that is known to be real. */
export function readPlainFile(place: string, name: string): { bytes: Buffer } | Refusal {
  const details = { path: name.slice(0, 200) }
  let descriptor: number | undefined
  try {
    const before = lstatSync(place)
    if (!before.isFile()) return { code: 'file-not-regular', details: { ...details, kind: describeKind(before) } }
    descriptor = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) return { code: 'file-not-regular', details: { ...details, kind: describeKind(stats) } }
    const tooLarge = (size: number): Refusal => ({
      code: 'file-too-large',
      details: { ...details, size: size.toLocaleString('en'), limit: yamlLimits.bytes.toLocaleString('en') },
    })
    if (stats.size > yamlLimits.bytes) return tooLarge(stats.size)
    const buffer = Buffer.allocUnsafe(stats.size + 1)
    let length = 0
    for (;;) {
      const got = readSync(descriptor, buffer, length, buffer.length - length, null)
      length += got
      if (got === 0) return { bytes: buffer.subarray(0, length) }
      if (length === buffer.length) {
        return { code: 'file-unreadable', details: { ...details, reason: 'it grew while it was read' } }
      }
    }
  } catch (error) {
    if (readErrorCode(error) === 'ENOENT') return { code: 'file-missing', details }
    return { code: 'file-unreadable', details: { ...details, reason: describeSystemError(error) } }
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
