import type { Readable } from 'node:stream'
import { Refusal } from '../contract/refusal.ts'

/** What was measured of an archive. */
export interface StoredArchive {
  size: number
  /** Lower-case hex. */
  md5: string
}

/** A part of an archive, as the store has it. */
export interface StoredPart {
  /** From 1. */
  readonly number: number
  readonly size: number
  /** What the store answered to the PUT of the part, without quotes; in most stores the part's MD5. */
  readonly etag: string
}

/** An upload in parts: the archive that it is to become, and the name that the store has for it. */
export interface PartsName {
  readonly key: string
  readonly id: string
}

export class ArchiveTooLarge extends Error {
  override readonly name = 'ArchiveTooLarge'
}

/** The archive, or the upload in parts, is not in the store. */
export class ArchiveMissing extends Error {
  override readonly name = 'ArchiveMissing'
}

/** Parts that were named are not there, or not so. */
export class PartsRefused extends Error {
  override readonly name = 'PartsRefused'
}

/** What keeps a store from doing its work; nothing of it is the fault of who asks. */
export type StoreFailure = 'unreachable' | 'refused' | 'full'

const failureDetails: Readonly<Record<StoreFailure, string>> = {
  unreachable: 'The store of model archives cannot be reached. Nothing was changed; try again in a moment.',
  refused:
    'The store of model archives refuses this server: its key, or the bucket, is not right. Nothing was changed.',
  full: 'No space is left to store the archive. Nothing was changed.',
}

/** The store cannot do it now. All else of the API goes on (R30). */
export class ArchiveStoreFailure extends Error {
  override readonly name = 'ArchiveStoreFailure'
  readonly failure: StoreFailure
  /** What happened, for the log and for who starts the server. */
  readonly reason: string

  constructor(failure: StoreFailure, reason: string, options: { cause?: unknown } = {}) {
    super(`${failure}: ${reason}`, options)
    this.failure = failure
    this.reason = reason
  }

  toRefusal(): Refusal {
    return new Refusal(this.failure === 'full' ? 507 : 503, { detail: failureDetails[this.failure] })
  }
}

/** Ways by which clients reach the store themselves, by URLs that the store checks and that expire. */
export interface DirectTransfers {
  signGet(key: string): Promise<string>
  /** The one place of a version to which a client may PUT as often as it likes, until it is taken over. */
  signPut(versionId: string): Promise<string>
  signPart(upload: PartsName, number: number): Promise<string>
  /**
   * Makes what a client put there the archive of `key`, which no URL can change any more. Undefined where nothing is there.
   *
   * @param expected the MD5 that the archive should have, by which a store that vouches for it is asked first
   */
  adopt(
    versionId: string,
    key: string,
    options: { expected: string | undefined; limit: number },
  ): Promise<StoredArchive | undefined>
  /** Removes what was put for a version. */
  forget(versionId: string): Promise<void>
  /** Removes what was put before a moment, in epoch milliseconds, and never taken over. */
  forgetBefore(moment: number): Promise<void>
}

/**
 * Where model archives are kept. A key names one upload for ever: an archive is never overwritten, so what was checked is
 * what is served. Every method may throw `ArchiveStoreFailure`.
 */
export interface ArchiveStore {
  /** Left out where clients go through this server. */
  readonly direct?: DirectTransfers
  /** Stores all of the bytes, or nothing; they are durable when this ends. Throws `ArchiveTooLarge` beyond `limit` bytes. */
  receive(key: string, source: AsyncIterable<Buffer>, limit: number): Promise<StoredArchive>
  /** The bytes from `start` to `end`, both included. Throws `ArchiveMissing`. */
  read(key: string, range: { start: number; end: number }): Promise<Readable>
  /** Reads an archive to its end. Undefined where there is none. */
  measure(key: string): Promise<StoredArchive | undefined>
  has(key: string): Promise<boolean>
  /** Removes the archive, where there is one. */
  remove(key: string): Promise<void>
  /** Begins an upload in parts; gives its name in the store. */
  beginParts(key: string): Promise<string>
  /**
   * Stores a part, or nothing. Throws `ArchiveMissing` and `ArchiveTooLarge`.
   *
   * @param size the bytes that are announced
   */
  receivePart(upload: PartsName, number: number, source: AsyncIterable<Buffer>, size: number): Promise<StoredPart>
  /** The parts that are there, by number. Throws `ArchiveMissing` where the upload ended. */
  listParts(upload: PartsName): Promise<StoredPart[]>
  /**
   * Makes these parts, in this order, the archive of the upload's key, and measures it. Where that was done before, it is
   * measured again. Throws `PartsRefused` and `ArchiveMissing`.
   */
  joinParts(upload: PartsName, parts: readonly { number: number; etag: string }[]): Promise<StoredArchive>
  /** Ends an upload in parts and removes them. The id is undefined where it is not known whether it was begun. */
  abortParts(upload: { key: string; id: string | undefined }): Promise<void>
  /** Throws `ArchiveStoreFailure` where archives can be neither stored nor fetched now. */
  check(): Promise<void>
  close(): Promise<void>
}
