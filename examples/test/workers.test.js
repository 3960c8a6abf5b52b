import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { openInstance } from '../src/arkindex.js'
import { rateText, recognizeElement } from '../src/recognizer.js'
import { publishModel, trainAndEvaluate } from '../src/trainer.js'
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
        '/api/v1/model/{id}/versions/': { post: { operationId: 'CreateModelVersion' } },
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

test('a model is created, uploaded and declared available with its size and hash', async () => {
  answers.set('POST /api/v1/model/m1/versions/', { status: 201, body: { id: 'v1', s3_put_url: `${url}/upload` } })
  answers.set('PUT /upload', { status: 200 })
  answers.set('PATCH /api/v1/modelversion/v1/', { body: { id: 'v1', state: 'available' } })
  const arkindex = await openInstance({ url, authorization: 'Ponos secret' })
  const result = trainAndEvaluate({ training: ['abab', 'abba'], validation: [], test: ['ab'] }, 2)
  assert.equal((await publishModel(arkindex, 'm1', result)).state, 'available')
  const [, upload, patch] = requests.slice(-3)
  assert.equal(patch.body.size, upload.body.length)
  assert.match(patch.body.archive_hash, /^[0-9a-f]{32}$/)
  assert.equal(upload.headers.authorization, undefined, 'the token stays with the API')
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
