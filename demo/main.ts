import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type DemoArguments, help, readArguments } from './arguments.ts'
import { followTraining } from './follow-training.ts'
import { readResults } from './read-results.ts'
import { renderResult } from './render.ts'
import type { PipelineResult } from './run-pipeline.ts'
import { listJobLogs } from './run-pipeline.ts'
import { type MergeRequestResult, showMergeRequest } from './show-merge-request.ts'
import { exampleProject, openSite, type Site } from './site.ts'
import { startBot } from './start-bot.ts'
import { findFreePorts, openState, type State } from './state.ts'

declare const __dirname: string

const root = path.resolve(__dirname, '..')

/** Milliseconds that the training of the example may take; it takes some seconds. */
const trainingPatience = 120_000

/** Milliseconds that the bot may take for one check; it takes less than a second. */
const botPatience = 60_000

/** Lines of gitlab-ci-local that tell how far a pipeline is. */
const progress = /^\S+ +(starting|finished)|^ (PASS|FAIL|WARN)|^\S+ > (error|warning| {2}remedy)/

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

async function tellFailedJobs(pipeline: PipelineResult): Promise<void> {
  const failed = [...pipeline.output.matchAll(/^ FAIL {2}(\S+)/gm)].map(([, job]) => job)
  for (const job of await listJobLogs(pipeline)) {
    if (failed.includes(job))
      say(
        `\nThe last lines of the job ${job}:\n${(await pipeline.readLog(job))?.trimEnd().split('\n').slice(-15).join('\n')}`,
      )
  }
  if (failed.length === 0 && pipeline.exit !== 0) say(pipeline.output.trimEnd().split('\n').slice(-15).join('\n'))
}

/** Lets the bot look at a merge request with a mistake, which is mended then. */
async function askBot(site: Site, state: State, signal: AbortSignal): Promise<MergeRequestResult> {
  const [port = 0] = await findFreePorts(1)
  const { gitlab, server } = site
  const bot = await startBot({
    ...{ root, port, gitlab, signal, project: exampleProject },
    folder: path.join(state.folder, 'bot'),
    serverUrl: server.url,
    serverToken: state.settings.publisherToken,
  })
  say('The bot is ready; a merge request with a mistake in its worker YAML is opened, then mended')
  try {
    const project = exampleProject
    return await showMergeRequest({ ...{ gitlab, project, signal }, bot: 'arkindex-bot', patience: botPatience })
  } catch (error) {
    say(`The log of the bot ends with:\n${bot.readLog().trimEnd().split('\n').slice(-15).join('\n')}`)
    throw error
  } finally {
    await bot.stop()
  }
}

/** Releases the tag and shows what came of it. Gives whether all of it worked. */
async function release(
  site: Site,
  state: State,
  { tag, repository, format }: DemoArguments,
  signal: AbortSignal,
): Promise<boolean> {
  const isNew = await site.ensureTag(tag, repository)
  say(`${isNew ? 'Tagged' : 'Releasing again'} ${tag} of ${path.basename(repository)}; its pipeline runs:`)
  const { reasonWithoutImages } = site
  if (reasonWithoutImages)
    say(`No image can be built here: ${reasonWithoutImages}\nWhat needs its digest is skipped, and so is the training.`)
  const pipeline = await site.run(
    { kind: 'tag', name: tag },
    {
      onLine: (line) => {
        if (progress.test(line)) say(`  ${line}`)
      },
      ...(reasonWithoutImages ? { jobs: ['worker-validate', 'release-plan', 'release-apply', 'dataset-train'] } : {}),
    },
  )
  if (pipeline.exit !== 0) await tellFailedJobs(pipeline)
  const reading = await readResults(pipeline, site.server.url)
  const { process: started } = reading.result
  if (started && site.agent) {
    const { training, log } = await followTraining(started.id, {
      url: site.server.url,
      token: state.settings.publisherToken,
      patience: trainingPatience,
      signal,
      onState: (reached) => say(`  The training is ${reached}`),
    })
    reading.result.process = training
    if (training.state !== 'completed')
      say(`\nThe training did not end well. Its log:\n${log}\nThe agent:\n${site.agent.readLog()}`)
  }
  // What a bot says is for people; and another repository may have nothing to break in the same way.
  const hasBot = format === 'text' && repository === path.join(root, 'examples')
  const merged = hasBot ? await askBot(site, state, signal) : null
  if (format === 'text') process.stdout.write(renderResult(reading, tag, merged))
  else process.stdout.write(`${JSON.stringify(reading.result)}\n`)
  return (
    pipeline.exit === 0 &&
    reading.missing.length === 0 &&
    (site.agent === undefined || reading.result.process === null || reading.result.process.state === 'completed') &&
    reading.result.steps.every(({ outcome }) => outcome !== 'failed') &&
    (merged === null || (merged.notes === 1 && Object.values(merged.mended.statuses).every((one) => one === 'success')))
  )
}

async function runDemo(options: DemoArguments, state: State, interruption: AbortController): Promise<number> {
  await mkdir(path.join(state.folder, 'tmp'), { recursive: true })
  const site = await openSite({
    root,
    state,
    cache: path.join(root, 'node_modules/.cache/arkindex-ci'),
    signal: interruption.signal,
    say,
  })
  try {
    const isDone = await release(site, state, options, interruption.signal)
    if (options.format === 'text') {
      const { guestToken } = state.settings
      process.stdout.write(
        `\nLook around:\n  curl -H "Authorization: Token ${guestToken}" ${site.server.url}/api/v1/process/\n`,
      )
    }
    if (!options.isOnce) {
      say('\nIt stays up until Ctrl-C.')
      await new Promise<void>((resolve) =>
        interruption.signal.addEventListener('abort', () => resolve(), { once: true }),
      )
    }
    return isDone ? 0 : 1
  } finally {
    say('Stopping')
    await site.close()
  }
}

async function main(): Promise<number> {
  let options: DemoArguments | undefined
  try {
    options = readArguments(process.argv.slice(2), root)
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\nRun "npm run demo -- --help" for the options.`)
    return 2
  }
  if (!options) {
    process.stdout.write(help)
    return 0
  }
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interruption.abort(new Error(`interrupted by ${signal}`)))
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => interruption.abort(new Error('the reader of the output closed it')))
  }
  let state: State | undefined
  try {
    state = await openState(options.state)
    return await runDemo(options, state, interruption)
  } catch (error) {
    say(`The demo ended: ${error instanceof Error ? error.message : String(error)}`)
    return interruption.signal.aborted ? 130 : 1
  } finally {
    await state?.close()
  }
}

main().then((exit) => {
  process.exitCode = exit
})
