/** An S3-compatible store and how it is reached. */
export interface S3Settings {
  readonly bucket: string
  /** Where keys begin, without a slash at the ends; empty where the bucket is for archives alone. */
  readonly prefix: string
  readonly region: string
  /** Scheme, host and port; AWS where it is left out. */
  readonly endpoint?: string
  /** Scheme, host and port under which clients reach it, where that is another. */
  readonly publicEndpoint?: string
  /** True where the bucket stands in the path, not in the name of the host. */
  readonly isPathStyle: boolean
  /** True where clients cannot reach the store: they go through the server. */
  readonly isBehindServer: boolean
  readonly credentials: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

/** As messages name it. */
export function describeS3({ bucket, prefix, endpoint }: S3Settings): string {
  return `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}${endpoint === undefined ? '' : ` at ${endpoint}`}`
}
