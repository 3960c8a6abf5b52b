import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import type { S3Settings } from '../../server/storage/s3-settings.ts'
import type { LocalSwift } from './start-swift.ts'

/** The SDK would print its own warning about the Node of a later year. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

function connect({ endpoint, region, accessKeyId, secretAccessKey }: LocalSwift): S3Client {
  const credentials = { accessKeyId, secretAccessKey }
  return new S3Client({ endpoint, region, forcePathStyle: true, credentials })
}

/** Makes a bucket; gives the settings of a server that keeps its archives there. */
export async function makeBucket(swift: LocalSwift, bucket: string): Promise<S3Settings> {
  const client = connect(swift)
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
  const { endpoint, region, accessKeyId, secretAccessKey } = swift
  return {
    bucket,
    prefix: 'models',
    region,
    endpoint,
    isPathStyle: true,
    isBehindServer: false,
    credentials: { accessKeyId, secretAccessKey },
  }
}

/** The keys of all objects of a bucket, and of all uploads that were begun and not ended. */
export async function listBucket(swift: LocalSwift, Bucket: string): Promise<{ keys: string[]; uploads: string[] }> {
  const client = connect(swift)
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
  client.destroy()
  return { keys: Contents.map(({ Key = '' }) => Key), uploads: Uploads.map(({ Key = '' }) => Key) }
}
