import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeArchive } from './archive.js'
import { RefusedError } from './arkindex.js'
import { measureBits, trainModel } from './language-model.js'
import { normalizeText } from './normalize-text.js'
import { openWorkerRun } from './worker-run.js'

/** The names of the sets that the process selected, by dataset; older instances list datasets with their sets. */
async function listSets(arkindex, processId) {
  const sets = []
  for await (const { dataset, set_name: name } of arkindex.list('ListProcessSets', { id: processId })) {
    sets.push({ dataset: dataset.id, name })
  }
  return sets
}

/** The normalised texts of the elements of one set. */
async function readTexts(arkindex, { dataset, name }) {
  const texts = []
  for await (const { element } of arkindex.list('ListDatasetElements', { id: dataset, set: name })) {
    for await (const { text } of arkindex.list('ListTranscriptions', { id: element.id }))
      texts.push(normalizeText(text))
  }
  return texts.filter((text) => text !== '')
}

/**
 * Trains on texts, with the order up to `order` that suits the validation texts best, and measures on the test texts,
 * beside a unigram model of the same training. Sets that are empty are left out of the report.
 */
export function trainAndEvaluate({ training, validation, test }, order) {
  if (training.length === 0) throw new Error('the training set holds no text')
  const orders = validation.length > 0 ? Array.from({ length: order }, (_, at) => at + 1) : [order]
  const candidates = orders
    .map((candidate) => trainModel(training, candidate))
    .map((model) => ({ model, bits: validation.length > 0 ? measureBits(model, validation) : undefined }))
  const best = candidates.reduce((left, right) => ((right.bits ?? 0) < (left.bits ?? 0) ? right : left))
  const round = (bits) => Math.round(bits * 1000) / 1000
  return {
    model: best.model,
    /** Of the validation texts, by the longest n-gram. */
    bits: candidates.flatMap(({ bits }) => bits ?? []),
    report: {
      texts: training.length,
      order: best.model.order,
      ...(best.bits === undefined ? {} : { validation_bits: round(best.bits) }),
      ...(test.length === 0
        ? {}
        : {
            test_bits: round(measureBits(best.model, test)),
            unigram_bits: round(measureBits(trainModel(training, 1), test)),
          }),
    },
  }
}

/**
 * The tag of the new model version: the release's, which arkindex-ci writes into the name of the process before digests in
 * parentheses. A process of another name gives its name, one without a name its id.
 */
export function chooseTag({ id, name }) {
  const released = /\s(\S+) \([0-9a-f]{12}(?: [0-9a-f]{12})?\)$/.exec(name ?? '')?.[1]
  const plain = (released ?? name ?? '').trim().replace(/[^\w.+-]+/g, '-')
  return plain === '' ? `process-${id.slice(0, 8)}` : plain
}

/** The version that this process made before, if a run of it was cut short. */
async function findOwnVersion(arkindex, modelId, process) {
  for await (const version of arkindex.list('ListModelVersions', { id: modelId })) {
    if (version.description?.endsWith(`Trained by the process ${process.id}`)) return version
  }
  return undefined
}

/** Creates the version. A tag that another version of the model has is told apart by the process. */
async function createVersion(arkindex, modelId, process, body) {
  const tag = chooseTag(process)
  for (const candidate of [tag, `${tag}-${process.id.slice(0, 8)}`]) {
    try {
      return await arkindex.call('CreateModelVersion', { id: modelId }, { ...body, tag: candidate })
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 400 && candidate === tag)) throw error
    }
  }
}

/**
 * Publishes a model as a new version: creates it with a tag, uploads the archive where the instance says, and declares it
 * available. A process that is run again finishes the version that it began, and makes no second one.
 */
export async function publishModel(arkindex, modelId, process, { model, report }, fetch = globalThis.fetch) {
  const archive = makeArchive({ 'model.json': JSON.stringify(model), 'report.json': JSON.stringify(report) })
  const description = [
    `Character ${report.order}-grams of ${report.texts} texts`,
    JSON.stringify(report),
    `Trained by the process ${process.id}`,
  ].join('\n\n')
  const version =
    (await findOwnVersion(arkindex, modelId, process)) ??
    (await createVersion(arkindex, modelId, process, { description, configuration: report }))
  if (version.state === 'available') return version
  const answer = await fetch(version.s3_put_url, {
    method: 'PUT',
    headers: { 'content-type': 'application/zstd' },
    body: archive,
  })
  if (!answer.ok) throw new Error(`the upload of the archive was answered ${answer.status}`)
  return arkindex.call(
    'PartialUpdateModelVersion',
    { id: version.id },
    { state: 'available', size: archive.length, archive_hash: createHash('md5').update(archive).digest('hex') },
  )
}

/** Bits per character by the longest n-gram, as a picture: the fewer, the better. */
export function drawBits(bits) {
  const most = Math.max(...bits)
  const bars = bits.map((value, at) => {
    const height = Math.round((value / most) * 150)
    const left = 20 + at * 60
    return `<rect x="${left}" y="${170 - height}" width="40" height="${height}" fill="#36c"/><text x="${left + 20}" y="186" text-anchor="middle">${at + 1}</text><text x="${left + 20}" y="${164 - height}" text-anchor="middle">${value.toFixed(2)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${40 + bits.length * 60}" height="195" font-family="sans-serif" font-size="12">${bars.join('')}</svg>\n`
}

/** Leaves the metrics in the folder whose files become artifacts of the task; run by hand, there is none. */
export function writeMetrics(env, { report, bits }, version) {
  const folder = path.join(env.PONOS_DATA ?? '/data', 'current')
  if (!existsSync(folder)) return false
  const metrics = { ...report, model_version: { id: version.id, tag: version.tag } }
  writeFileSync(path.join(folder, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`)
  if (bits.length > 0) writeFileSync(path.join(folder, 'bits.svg'), drawBits(bits))
  return true
}

async function main() {
  const { arkindex, run, configuration } = await openWorkerRun(process.env)
  const sets = await listSets(arkindex, run.process.id)
  const read = async (name) => {
    const set = sets.find((candidate) => candidate.name === name)
    return set ? readTexts(arkindex, set) : []
  }
  const texts = {
    training: await read(configuration.train_set),
    validation: await read(configuration.validation_set),
    test: await read(configuration.test_set),
  }
  console.log(
    `${texts.training.length} texts to train on, ${texts.validation.length} to choose by, ${texts.test.length} to test with`,
  )
  const result = trainAndEvaluate(texts, configuration.order)
  console.log(JSON.stringify(result.report))
  const version = await publishModel(arkindex, configuration.model_id, run.process, result)
  console.log(`model version ${version.id} (${version.tag}) is ${version.state}`)
  writeMetrics(process.env, result, version)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
