import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { makeArchive } from './archive.js'
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

/** Publishes a model as a new version: creates it, uploads the archive where the instance says, and declares it available. */
export async function publishModel(arkindex, modelId, { model, report }, fetch = globalThis.fetch) {
  const archive = makeArchive({ 'model.json': JSON.stringify(model), 'report.json': JSON.stringify(report) })
  const description = `Character ${report.order}-grams of ${report.texts} texts\n\n${JSON.stringify(report)}`
  const version = await arkindex.call('CreateModelVersion', { id: modelId }, { description, configuration: report })
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
  const result = trainAndEvaluate(texts, configuration.order)
  console.log(JSON.stringify(result.report))
  const version = await publishModel(arkindex, configuration.model_id, result)
  console.log(`model version ${version.id} is ${version.state}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
