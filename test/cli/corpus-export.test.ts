import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { corpusExport } from '../../cli/commands/corpus-export.ts'
import { resolveOptions } from '../../cli/resolve-options.ts'
import { listCodedErrors } from '../../core/errors/coded-error.ts'
import { type Json, startTestServer, type TestServer, tokens } from '../server/start-test-server.ts'

let home = ''
let server: TestServer
let corpus = ''
beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'corpus-export-'))
  server = await startTestServer()
  corpus = (await server.call('ListCorpus')).body.find(({ name }: Json) => name === 'Letters').id
})
afterAll(async () => {
  await server.close()
  rmSync(home, { recursive: true })
})

async function run(args: string[], url = server.url) {
  const out = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      out[name] += text
    },
    isTerminal: false,
    hasColor: false,
    columns: 80,
  })
  const env = { HOME: home, ARKINDEX_API_URL: url, ARKINDEX_API_TOKEN: tokens.owner }
  try {
    const exit = await corpusExport.run(resolveOptions(corpusExport, args, env), {
      env,
      cwd: home,
      stdout: stream('stdout'),
      stderr: stream('stderr'),
      signal: new AbortController().signal,
    })
    return { exit, codes: [], ...out }
  } catch (error) {
    return { exit: undefined, codes: listCodedErrors(error).map(({ code }) => code), ...out }
  }
}

function readVersion(file: string): unknown {
  const db = new Sqlite(path.join(home, file), { readonly: true })
  try {
    return db.prepare('select version from export_version').pluck().get()
  } finally {
    db.close()
  }
}

test('an export is started, waited for and saved, readable by its owner alone', async () => {
  expect(await run([corpus, '--output', 'letters.sqlite'])).toMatchObject({
    exit: 0,
    stdout: `Exported the corpus ${corpus} to ${path.join(home, 'letters.sqlite')}\n`,
  })
  expect(readVersion('letters.sqlite')).toBe(11)
  expect(statSync(path.join(home, 'letters.sqlite')).mode & 0o777).toBe(0o600)
  expect((await run([corpus, '--output', 'older.sqlite', '--structure', '10', '--format', 'json'])).exit).toBe(0)
  expect(readVersion('older.sqlite')).toBe(10)
})

test('what the instance refuses leaves the file that was there as it is, and the last export can be taken instead', async () => {
  const before = readFileSync(path.join(home, 'letters.sqlite'))
  expect((await run([corpus, '--output', 'letters.sqlite'])).codes).toEqual(['instance-refused'])
  expect(readFileSync(path.join(home, 'letters.sqlite')).equals(before)).toBe(true)
  expect((await run([corpus, '--output', 'last.sqlite', '--last'])).exit).toBe(0)
  expect(readVersion('last.sqlite')).toBe(10)
})

test('an instance without a choice of structures is not asked for one, and a corpus without exports has no last one', async () => {
  const bare = (await server.call('CreateCorpus', { body: { name: 'Bare' } })).body.id
  expect((await run([bare, '--last'])).codes).toEqual(['export-missing'])
  const document = JSON.parse(JSON.stringify(server.document))
  const start = document.paths['/api/v1/corpus/{id}/export/'].post
  start.requestBody.content['application/json'].schema = { type: 'object', properties: { source: { type: 'string' } } }
  const older = createServer((_request, response) => response.end(JSON.stringify(document)))
  await new Promise<void>((resolve) => older.listen(0, '127.0.0.1', resolve))
  const { port } = older.address() as AddressInfo
  try {
    const answer = await run([corpus, '--structure', '10'], `http://127.0.0.1:${port}`)
    expect(answer.codes).toEqual(['export-format-not-offered'])
  } finally {
    older.close()
  }
})
