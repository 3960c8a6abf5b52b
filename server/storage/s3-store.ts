import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createId } from '../../core/database/conventions.ts'
import { describeSystemError } from '../../core/errors/coded-error.ts'
import {
  ArchiveMissing,
  type ArchiveStore,
  ArchiveStoreFailure,
  ArchiveTooLarge,
  type DirectTransfers,
  type PartsName,
  PartsRefused,
  type StoredPart,
} from './archive-store.ts'
import { createMeasure } from './measure-bytes.ts'
import type { S3Settings } from './s3-settings.ts'
import { signedUrlLifetime } from './sign-url.ts'

/** Bytes of the pieces in which the server itself uploads: what it holds of an archive at a time. S3 takes 10,000 of them. */
const pieceSize = 16 * 1024 ** 2

/** What goes wrong is thrown, and logged where it is caught: the SDK would write on standard error what is no line of the log. */
const silentLogger = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** S3 copies, and takes by one PUT, no more than this. */
const maximumCopySize = 5 * 1024 ** 3

interface ServiceError {
  readonly name: string
  readonly status: number | undefined
}

function readServiceError(error: unknown): ServiceError {
  if (!(error instanceof Error)) return { name: '', status: undefined }
  const metadata = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  return { name: error.name, status: typeof status === 'number' ? status : undefined }
}

/** Some stores say with a code of their own that they are full. */
const fullNames = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage', 'EntityTooLargeForQuota'])

/** What the store's answer, or its silence, means for whoever asked; the error as it is where it is none of a store. */
function toFailure(error: unknown): unknown {
  if (error instanceof ArchiveStoreFailure || error instanceof ArchiveTooLarge || error instanceof ArchiveMissing)
    return error
  const { name, status } = readServiceError(error)
  const reason = status === undefined ? describeSystemError(error) : `it answered ${status} ${name}`
  if (status === 507 || fullNames.has(name)) return new ArchiveStoreFailure('full', reason, { cause: error })
  if (name === 'NoSuchBucket' || status === 401 || status === 403)
    return new ArchiveStoreFailure('refused', reason, { cause: error })
  if (status !== undefined && status < 500 && status !== 429 && status >= 400) return error
  const isOfNetwork = error instanceof Error && ('$metadata' in error || 'code' in error || name === 'TimeoutError')
  return isOfNetwork ? new ArchiveStoreFailure('unreachable', reason, { cause: error }) : error
}

function isMissing(error: unknown): boolean {
  const { name, status } = readServiceError(error)
  return status === 404 && name !== 'NoSuchBucket'
}

function unquote(etag: string | undefined): string {
  return (etag ?? '').replace(/^"|"$/g, '').toLowerCase()
}

/** The bytes in pieces of one size, the last one smaller; at least one piece. */
async function* cut(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of source) {
    held.push(chunk)
    length += chunk.length
    while (length >= size) {
      const whole = Buffer.concat(held, length)
      yield whole.subarray(0, size)
      const rest = whole.subarray(size)
      held = rest.length > 0 ? [rest] : []
      length = rest.length
    }
  }
  yield Buffer.concat(held, length)
}

export interface S3Store extends ArchiveStore {
  /** The id that this bucket and prefix are known by, given to them where they have none. Shows that they can be written. */
  readName(): Promise<string>
}

/**
 * Keeps archives in an S3-compatible store. Clients put and fetch them there by presigned URLs; what a client put is copied to
 * a key that no URL can write before it is checked, so that it cannot be exchanged afterwards.
 *
 * The SDK's checksums beyond what S3 demands are left out: stores such as Swift do not know them. Each piece goes with its
 * MD5, which all of them check.
 */
export async function openS3Store(settings: S3Settings): Promise<S3Store> {
  // Else the SDK prints a warning of its own on standard error about the Node of a later year.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const sdk = await import('./s3-sdk.ts')
  const { bucket: Bucket, prefix } = settings
  const connect = (endpoint: string | undefined) =>
    new sdk.S3Client({
      region: settings.region,
      ...(endpoint === undefined ? {} : { endpoint }),
      forcePathStyle: settings.isPathStyle,
      credentials: settings.credentials,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      logger: silentLogger,
      requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    })
  const client = connect(settings.endpoint)
  const publicClient = settings.publicEndpoint === undefined ? client : connect(settings.publicEndpoint)

  const locate = (name: string) => (prefix === '' ? name : `${prefix}/${name}`)
  const locateArchive = (key: string) => locate(`archives/${key}`)
  const incoming = locate('incoming/')
  const locateIncoming = (versionId: string) => `${incoming}${versionId}`
  const guard = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw toFailure(error)
    }
  }

  const look = async (Key: string) => {
    try {
      return await client.send(new sdk.HeadObjectCommand({ Bucket, Key }))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }
  const fetchBytes = async (Key: string, Range?: string): Promise<Readable> => {
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) }))
      if (!(Body instanceof Readable)) throw new Error('the store sent no stream')
      return Body
    } catch (error) {
      if (isMissing(error)) throw new ArchiveMissing()
      throw error
    }
  }
  const measureObject = async (Key: string) => {
    const measure = createMeasure()
    for await (const chunk of await fetchBytes(Key)) measure.add(chunk)
    return measure.end()
  }
  const removeObject = (Key: string) => client.send(new sdk.DeleteObjectCommand({ Bucket, Key }))

  const sendPiece = async ({ key, id }: PartsName, PartNumber: number, Body: Buffer) => {
    const { ETag } = await client.send(
      new sdk.UploadPartCommand({
        Bucket,
        Key: locateArchive(key),
        UploadId: id,
        PartNumber,
        Body,
        ContentLength: Body.length,
        ContentMD5: createHash('md5').update(Body).digest('base64'),
      }),
    )
    return { ETag, PartNumber }
  }
  const beginParts = async (key: string): Promise<string> => {
    const { UploadId } = await client.send(
      new sdk.CreateMultipartUploadCommand({ Bucket, Key: locateArchive(key), ContentType: 'application/zstd' }),
    )
    if (UploadId === undefined) throw new ArchiveStoreFailure('unreachable', 'it named no upload')
    return UploadId
  }
  const complete = ({ key, id }: PartsName, Parts: { ETag: string | undefined; PartNumber: number }[]) =>
    client.send(
      new sdk.CompleteMultipartUploadCommand({
        Bucket,
        Key: locateArchive(key),
        UploadId: id,
        MultipartUpload: { Parts },
      }),
    )
  const abort = async ({ key, id }: PartsName) => {
    try {
      await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key: locateArchive(key), UploadId: id }))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  const listParts = async ({ key, id }: PartsName): Promise<StoredPart[]> => {
    const parts: StoredPart[] = []
    let PartNumberMarker: string | undefined
    do {
      const answer = await client
        .send(
          new sdk.ListPartsCommand({
            Bucket,
            Key: locateArchive(key),
            UploadId: id,
            ...(PartNumberMarker === undefined ? {} : { PartNumberMarker }),
          }),
        )
        .catch((error: unknown) => {
          throw isMissing(error) ? new ArchiveMissing() : error
        })
      for (const { PartNumber = 0, Size = 0, ETag } of answer.Parts ?? [])
        parts.push({ number: PartNumber, size: Size, etag: unquote(ETag) })
      PartNumberMarker = answer.IsTruncated ? answer.NextPartNumberMarker : undefined
    } while (PartNumberMarker !== undefined)
    return parts
  }

  const check = async () => {
    await client.send(new sdk.HeadBucketCommand({ Bucket })).catch((error: unknown) => {
      if (readServiceError(error).status === 404)
        throw new ArchiveStoreFailure('refused', `there is no bucket ${Bucket}`, { cause: error })
      throw error
    })
  }
  const lifetime = { expiresIn: signedUrlLifetime / 1000 }
  const direct: DirectTransfers = {
    signGet: (key) =>
      sdk.getSignedUrl(publicClient, new sdk.GetObjectCommand({ Bucket, Key: locateArchive(key) }), lifetime),
    signPut: (versionId) =>
      sdk.getSignedUrl(publicClient, new sdk.PutObjectCommand({ Bucket, Key: locateIncoming(versionId) }), lifetime),
    signPart: ({ key, id }, PartNumber) =>
      sdk.getSignedUrl(
        publicClient,
        new sdk.UploadPartCommand({ Bucket, Key: locateArchive(key), UploadId: id, PartNumber }),
        lifetime,
      ),
    adopt: (versionId, key, { expected, limit }) =>
      guard(async () => {
        const source = locateIncoming(versionId)
        const found = await look(source)
        if (!found) return undefined
        const size = found.ContentLength ?? 0
        if (size > Math.min(limit, maximumCopySize)) throw new ArchiveTooLarge()
        const Key = locateArchive(key)
        await client.send(
          new sdk.CopyObjectCommand({
            Bucket,
            Key,
            CopySource: `${Bucket}/${source.split('/').map(encodeURIComponent).join('/')}`,
            ...(found.ETag === undefined ? {} : { CopySourceIfMatch: found.ETag }),
          }),
        )
        const copy = await look(Key)
        if (!copy) throw new ArchiveMissing()
        // S3's ETag of one PUT is the MD5 that S3 computed, but where a key of the client or of KMS encrypts it. One that
        // is what the client says vouches for it; any other means nothing, and the archive is read.
        const isEncrypted = copy.SSECustomerAlgorithm !== undefined || (copy.ServerSideEncryption ?? '').includes('kms')
        const isVouchedFor = expected !== undefined && !isEncrypted && unquote(copy.ETag) === expected
        return isVouchedFor ? { size: copy.ContentLength ?? 0, md5: expected } : measureObject(Key)
      }),
    forget: (versionId) =>
      guard(async () => {
        await removeObject(locateIncoming(versionId))
      }),
    forgetBefore: (moment) =>
      guard(async () => {
        let ContinuationToken: string | undefined
        do {
          const answer = await client.send(
            new sdk.ListObjectsV2Command({
              Bucket,
              Prefix: incoming,
              ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
            }),
          )
          for (const { Key, LastModified } of answer.Contents ?? []) {
            if (Key !== undefined && LastModified !== undefined && LastModified.getTime() < moment)
              await removeObject(Key)
          }
          ContinuationToken = answer.NextContinuationToken
        } while (ContinuationToken !== undefined)
      }),
  }

  return {
    ...(settings.isBehindServer ? {} : { direct }),
    receive: (key, source, limit) =>
      guard(async () => {
        const measure = createMeasure(limit)
        const upload = { key, id: await beginParts(key) }
        try {
          const parts: { ETag: string | undefined; PartNumber: number }[] = []
          for await (const piece of cut(source, pieceSize)) {
            // An archive that fills its pieces ends in an empty one, which S3 takes of an empty archive only.
            if (piece.length === 0 && parts.length > 0) continue
            measure.add(piece)
            parts.push(await sendPiece(upload, parts.length + 1, piece))
          }
          await complete(upload, parts)
          return measure.end()
        } catch (error) {
          await abort(upload).catch(() => {})
          throw error
        }
      }),
    read: (key, { start, end }) => guard(() => fetchBytes(locateArchive(key), `bytes=${start}-${end}`)),
    measure: (key) =>
      guard(async () => {
        const found = await look(locateArchive(key))
        return found ? measureObject(locateArchive(key)) : undefined
      }),
    has: (key) => guard(async () => (await look(locateArchive(key))) !== undefined),
    remove: (key) =>
      guard(async () => {
        await removeObject(locateArchive(key)).catch((error: unknown) => {
          if (!isMissing(error)) throw error
        })
      }),
    beginParts: (key) => guard(() => beginParts(key)),
    receivePart: (upload, PartNumber, source, size) =>
      guard(async () => {
        const measure = createMeasure(size)
        const cutOff = new AbortController()
        let broken: { error: unknown } | undefined
        // The SDK does not look at the errors of a stream that it sends: one is kept here, and the request is ended by it.
        async function* pass() {
          try {
            for await (const chunk of source) {
              measure.add(chunk)
              yield chunk
            }
          } catch (error) {
            broken = { error }
            cutOff.abort()
          }
        }
        const command = new sdk.UploadPartCommand({
          Bucket,
          Key: locateArchive(upload.key),
          UploadId: upload.id,
          PartNumber,
          Body: Readable.from(pass()),
          ContentLength: size,
        })
        try {
          const { ETag } = await client.send(command, { abortSignal: cutOff.signal })
          return { number: PartNumber, size: measure.end().size, etag: unquote(ETag) }
        } catch (error) {
          if (broken) throw broken.error
          throw isMissing(error) ? new ArchiveMissing() : error
        }
      }),
    listParts: (upload) => guard(() => listParts(upload)),
    joinParts: (upload, parts) =>
      guard(async () => {
        const Key = locateArchive(upload.key)
        if (!(await look(Key))) {
          try {
            await complete(
              upload,
              parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` })),
            )
          } catch (error) {
            const { name, status } = readServiceError(error)
            if (isMissing(error)) throw new ArchiveMissing()
            if (status === 400 && /^(InvalidPart|InvalidPartOrder|EntityTooSmall|InvalidRequest)$/.test(name))
              throw new PartsRefused(error instanceof Error ? error.message : name)
            throw error
          }
        }
        return measureObject(Key)
      }),
    abortParts: ({ key, id }) =>
      guard(async () => {
        if (id !== undefined) return abort({ key, id })
        const { Uploads = [] } = await client.send(
          new sdk.ListMultipartUploadsCommand({ Bucket, Prefix: locateArchive(key) }),
        )
        for (const { Key, UploadId } of Uploads) {
          if (Key === locateArchive(key) && UploadId !== undefined) await abort({ key, id: UploadId })
        }
      }),
    check: () => guard(check),
    readName: () =>
      guard(async () => {
        await check()
        const trial = locate(`.arkindex-trial-${createId()}`)
        await client.send(new sdk.PutObjectCommand({ Bucket, Key: trial, Body: 'trial' }))
        await removeObject(trial)
        const Key = locate('.arkindex-archives')
        if (!(await look(Key))) await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: `${createId()}\n` }))
        const chunks: Buffer[] = []
        for await (const chunk of await fetchBytes(Key)) chunks.push(chunk)
        return Buffer.concat(chunks).toString('utf8').trim()
      }),
    close: async () => {
      client.destroy()
      publicClient.destroy()
    },
  }
}
