import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readS3Settings, s3Options } from '../../cli/s3-options.ts'
import type { CodedError } from '../../core/errors/coded-error.ts'
import { maskSecrets } from '../../core/log/secrets.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'arkindex-s3-settings-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(options: Record<string, string | boolean>, env: Record<string, string> = {}) {
  const problems: CodedError[] = []
  const settings = readS3Settings(options, { env, cwd: folder }, problems)
  return { settings, problems: problems.map(({ message }) => message) }
}
const key = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret-of-the-store' }

describe('the settings of an S3-compatible store', () => {
  it('are none where no bucket is named, and are refused one by one where others are', () => {
    expect(read({})).toEqual({ settings: undefined, problems: [] })
    expect(read({ 's3-region': 'eu', 's3-behind-server': true }).problems).toHaveLength(2)
  })

  it('take the key from the variables, and put the bucket into the path where there is an endpoint', () => {
    const { settings, problems } = read({ 's3-bucket': 'models', 's3-prefix': '/a/b/' }, { ...key, AWS_REGION: 'eu-1' })
    expect(problems).toEqual([])
    expect(settings).toMatchObject({ bucket: 'models', prefix: 'a/b', region: 'eu-1', isPathStyle: false })
    const near = read({ 's3-bucket': 'models', 's3-endpoint': 'http://127.0.0.1:9000' }, key)
    expect(near.settings).toMatchObject({ isPathStyle: true, credentials: { accessKeyId: 'id' } })
    expect(maskSecrets('it was secret-of-the-store')).not.toContain('secret-of-the-store')
  })

  it('are refused with all that is wrong at once', () => {
    const wrong = { 's3-bucket': 'No', 's3-endpoint': 'nowhere', 's3-public-endpoint': 'x', 's3-prefix': '../up' }
    expect(read(wrong).problems).toHaveLength(5)
  })

  it('take the key from a file, of which nothing is shown where it is wrong', () => {
    writeFileSync(path.join(folder, 'key.yml'), 'access_key_id: other\nsecret_access_key: secret-of-the-file\n')
    const { settings } = read({ 's3-bucket': 'models', 's3-credentials': 'key.yml' }, key)
    expect(settings?.credentials).toEqual({ accessKeyId: 'other', secretAccessKey: 'secret-of-the-file' })
    writeFileSync(path.join(folder, 'wrong.yml'), 'secret_access_key: [hunter2]\nname: hunter2\n')
    const { problems } = read({ 's3-bucket': 'models', 's3-credentials': 'wrong.yml' }, key)
    expect(problems).toHaveLength(1)
    expect(problems.join()).not.toContain('hunter2')
    expect(read({ 's3-bucket': 'models', 's3-credentials': 'none.yml' }, key).problems).toHaveLength(1)
  })

  it('hold no option that shows a key in the list of processes', () => {
    expect(Object.keys(s3Options).filter((name) => /secret|key|token|password/.test(name))).toEqual([])
  })
})
