import { pathToFileURL } from 'node:url'
import { readArchive } from './archive.js'
import { detectLanguage } from './detect-language.js'
import { measureBits } from './language-model.js'
import { normalizeText } from './normalize-text.js'
import { openWorkerRun } from './worker-run.js'

/** The model that the worker run uses, where it has one. */
async function loadModel(run) {
  const url = run.model_version?.s3_url
  if (!url) return undefined
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`the model's archive was answered ${answer.status}`)
  const { 'model.json': file } = readArchive(Buffer.from(await answer.arrayBuffer()))
  if (!file) throw new Error('the archive holds no model.json')
  return JSON.parse(file.toString('utf8'))
}

/** How well a text fits a model, from 0 to 1: two to the minus bits per character, or 1 without a model. */
export function rateText(text, model) {
  return model ? 2 ** -measureBits(model, [text]) : 1
}

/** Works on one element. Gives false where this run has done it already, so that a run may be repeated. */
export async function recognizeElement(arkindex, element, { run, configuration, model }) {
  const transcriptions = []
  for await (const transcription of arkindex.list('ListTranscriptions', { id: element.id }))
    transcriptions.push(transcription)
  if (transcriptions.some((transcription) => transcription.worker_run?.id === run.id)) return false
  const [first] = transcriptions
  if (!first) return false
  const text = normalizeText(first.text, {
    longS: configuration.long_s,
    joinHyphens: configuration.join_hyphens,
    unicodeForm: configuration.unicode_form,
  })
  if (text === '') return false
  await arkindex.call(
    'CreateTranscription',
    { id: element.id },
    {
      text,
      worker_run_id: run.id,
      confidence: rateText(text, model),
      orientation: first.orientation ?? 'horizontal-lr',
    },
  )
  const language = detectLanguage(text, configuration.minimum_length)
  if (language) {
    const metadata = { type: 'text', name: 'language', value: language, worker_run_id: run.id }
    await arkindex.call('CreateMetaData', { id: element.id }, metadata)
  }
  return true
}

async function main() {
  const { arkindex, run, configuration } = await openWorkerRun(process.env)
  const model = await loadModel(run)
  let done = 0
  for await (const element of arkindex.list('ListProcessElements', { id: run.process.id })) {
    if (await recognizeElement(arkindex, element, { run, configuration, model })) done += 1
  }
  console.log(`${done} elements were given a normalised transcription`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
