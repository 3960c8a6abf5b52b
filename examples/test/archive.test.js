import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { makeArchive, readArchive } from '../src/archive.js'

const files = { 'model.json': JSON.stringify({ a: 'x'.repeat(300_000) }), 'report.json': '{}' }

test('what is written is read again', () => {
  const read = readArchive(makeArchive(files))
  assert.deepEqual(Object.fromEntries(Object.entries(read).map(([name, data]) => [name, data.toString()])), files)
})

test('the same files give the same bytes', () => assert.deepEqual(makeArchive(files), makeArchive(files)))

const hasZstd = spawnSync('zstd', ['--version']).status === 0
test('zstd and tar read it', { skip: hasZstd ? false : 'zstd is not installed' }, () => {
  const unpacked = spawnSync('zstd', ['-d'], { input: makeArchive(files), maxBuffer: 10_000_000 })
  assert.equal(unpacked.status, 0, unpacked.stderr?.toString())
  const listed = spawnSync('tar', ['-t'], { input: unpacked.stdout })
  assert.equal(listed.stdout.toString(), 'model.json\nreport.json\n')
})

test('an archive of another make is refused in words', () => {
  assert.throws(() => readArchive(Buffer.from('something else entirely')), /not made by this repository/)
})
