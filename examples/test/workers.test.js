import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { openInstance } from '../src/arkindex.js'
import { rateText, recognizeElement } from '../src/recognizer.js'
import { chooseTag, drawBits, publishModel, trainAndEvaluate, writeMetrics } from '../src/trainer.js'
import { mergeConfiguration } from '../src/worker-run.js'

/** A small instance that answers what is written in `answers` and remembers what it was asked. */
const requests = []
const answers = new Map()
let server
let url

before(async () => {
  server = createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks)
      const isJson = request.headers['content-type'] === 'application/json'
      requests.push({
        line: `${request.method} ${request.url}`,
        body: isJson ? JSON.parse(raw) : raw,
        headers: request.headers,
      })
      const answer = answers.get(`${request.method} ${request.url.split('?')[0]}`) ?? {
        status: 404,
        body: { detail: 'Not found.' },
      }
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body ?? {}))
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${server.address().port}`
  answers.set('GET /api/v1/openapi/', {
    body: {
      paths: {
        '/api/v1/element/{id}/transcriptions/': { get: { operationId: 'ListTranscriptions' } },
        '/api/v1/element/{id}/transcription/': { post: { operationId: 'CreateTranscription' } },
        '/api/v1/element/{id}/metadata/': { post: { operationId: 'CreateMetaData' } },
        '/api/v1/model/{id}/versions/': {
          get: { operationId: 'ListModelVersions' },
          post: { operationId: 'CreateModelVersion' },
        },
        '/api/v1/modelversion/{id}/': { patch: { operationId: 'PartialUpdateModelVersion' } },
      },
    },
  })
})
after(() => server.close())

const run = { id: 'run-1' }
const configuration = { long_s: true, join_hyphens: true, unicode_form: 'NFC', minimum_length: 20 }

test('an element gets a normalised transcription and its language', async () => {
  answers.set('GET /api/v1/element/e1/transcriptions/', {
    body: {
      next: null,
      results: [
        { text: 'My deareſt ſister, I have re-\nceived your letter.', orientation: 'horizontal-lr', worker_run: null },
      ],
    },
  })
  answers.set('POST /api/v1/element/e1/transcription/', { status: 201, body: { id: 't' } })
  answers.set('POST /api/v1/element/e1/metadata/', { status: 201, body: { id: 'm' } })
  const arkindex = await openInstance({ url, authorization: 'Token secret' })
  assert.equal(await recognizeElement(arkindex, { id: 'e1' }, { run, configuration }), true)
  const [transcription, metadata] = requests.slice(-2)
  assert.deepEqual(transcription.body, {
    text: 'My dearest sister, I have received your letter.',
    worker_run_id: 'run-1',
    confidence: 1,
    orientation: 'horizontal-lr',
  })
  assert.equal(metadata.body.value, 'en')
  assert.equal(metadata.headers.authorization, 'Token secret')
})

test('an element that this run has done already is left alone', async () => {
  answers.set('GET /api/v1/element/e2/transcriptions/', {
    body: { next: null, results: [{ text: 'a', worker_run: { id: 'run-1' } }] },
  })
  const arkindex = await openInstance({ url, authorization: 'Token secret' })
  const before = requests.length
  assert.equal(await recognizeElement(arkindex, { id: 'e2' }, { run, configuration }), false)
  assert.equal(requests.length, before + 1)
})

const letters = { id: 'abcdef01-0000', name: 'language-model v1.2.0 (0123456789ab)' }
const trained = trainAndEvaluate({ training: ['abab', 'abba'], validation: ['ab'], test: ['ab'] }, 2)

test('a model is created with the release’s tag, uploaded and declared available with its size and hash', async () => {
  answers.set('GET /api/v1/model/m1/versions/', { body: { next: null, results: [] } })
  answers.set('POST /api/v1/model/m1/versions/', { status: 201, body: { id: 'v1', s3_put_url: `${url}/upload` } })
  answers.set('PUT /upload', { status: 200 })
  answers.set('PATCH /api/v1/modelversion/v1/', { body: { id: 'v1', state: 'available' } })
  const arkindex = await openInstance({ url, authorization: 'Ponos secret' })
  assert.equal((await publishModel(arkindex, 'm1', letters, trained)).state, 'available')
  const [, creation, upload, patch] = requests.slice(-4)
  assert.equal(creation.body.tag, 'v1.2.0')
  assert.match(creation.body.description, /Trained by the process abcdef01-0000$/)
  assert.equal(patch.body.size, upload.body.length)
  assert.match(patch.body.archive_hash, /^[0-9a-f]{32}$/)
  assert.equal(upload.headers.authorization, undefined, 'the token stays with the API')
})

test('a process that is run again finishes its version, and leaves alone one that is available', async () => {
  const own = { id: 'v1', description: 'x\n\nTrained by the process abcdef01-0000', s3_put_url: `${url}/upload` }
  const arkindex = await openInstance({ url, authorization: 'Ponos secret' })
  for (const [state, expected] of [
    ['created', ['GET', 'PUT', 'PATCH']],
    ['available', ['GET']],
  ]) {
    answers.set('GET /api/v1/model/m1/versions/', { body: { next: null, results: [{ ...own, state }] } })
    const before = requests.length
    await publishModel(arkindex, 'm1', letters, trained)
    assert.deepEqual(
      requests.slice(before).map(({ line }) => line.split(' ')[0]),
      expected,
    )
  }
})

test('the tag is the release’s, else the process’ name or id', () => {
  assert.equal(chooseTag(letters), 'v1.2.0')
  assert.equal(chooseTag({ ...letters, name: 'language model v1.3.0 (0123456789ab cdef01234567)' }), 'v1.3.0')
  assert.equal(chooseTag({ id: 'abcdef01-0000', name: 'My first training' }), 'My-first-training')
  assert.equal(chooseTag({ id: 'abcdef01-0000', name: '' }), 'process-abcdef01')
})

test('metrics and a picture are left where the agent takes them from', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'letters-'))
  assert.equal(writeMetrics({ PONOS_DATA: data }, trained, { id: 'v1', tag: 't' }), false, 'there is no such folder')
  mkdirSync(path.join(data, 'current'))
  assert.equal(writeMetrics({ PONOS_DATA: data }, trained, { id: 'v1', tag: 't' }), true)
  const metrics = JSON.parse(readFileSync(path.join(data, 'current/metrics.json'), 'utf8'))
  assert.equal(metrics.test_bits, trained.report.test_bits)
  assert.deepEqual(metrics.model_version, { id: 'v1', tag: 't' })
  assert.match(readFileSync(path.join(data, 'current/bits.svg'), 'utf8'), /^<svg .*<\/svg>\n$/)
  assert.equal(drawBits([4, 2]).match(/<rect/g).length, 2)
  rmSync(data, { recursive: true })
})

test('on held-out text the model beats the unigrams of the same training, and another dataset gives another figure', () => {
  const texts = ['my dear brother, i have received your letter', 'my dear sister, i have read your letter']
  const held = ['my dear brother, i have read your letter']
  const { report } = trainAndEvaluate({ training: texts, validation: [], test: held }, 3)
  assert.ok(report.test_bits < report.unigram_bits, JSON.stringify(report))
  const other = trainAndEvaluate({ training: texts.slice(1), validation: [], test: held }, 3)
  assert.notEqual(other.report.test_bits, report.test_bits)
})

test('a refusal names the operation, the status and the fields', async () => {
  const arkindex = await openInstance({ url, authorization: 'Token secret' })
  await assert.rejects(
    arkindex.call('CreateMetaData', { id: 'none' }, {}),
    /CreateMetaData was answered 404: \{"detail":"Not found."\}/,
  )
})

test('a text that fits the model is rated higher than one that does not', () => {
  const { model } = trainAndEvaluate(
    { training: ['the letter of the brother', 'the house of the mother'], validation: [], test: [] },
    3,
  )
  assert.ok(rateText('the house of the brother', model) > rateText('xqzv jkw', model))
})

test('on older instances the user’s choice wins over the model’s, and that over the defaults', () => {
  const merged = mergeConfiguration({
    worker_version: {
      configuration: { configuration: { a: 1 }, user_configuration: { b: { default: 1 }, c: { default: 1 }, d: {} } },
    },
    model_version: { configuration: { b: 2, c: 2 } },
    configuration: { configuration: { c: 3 } },
  })
  assert.deepEqual(merged, { a: 1, b: 2, c: 3, d: null })
})
