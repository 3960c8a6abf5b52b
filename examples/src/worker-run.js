import { openInstance, RefusedError } from './arkindex.js'

/** Options that are set for a worker run, in the form of newer instances: the instance merged them already. */
function readModern({ configuration }) {
  return Object.fromEntries(configuration.map(({ key, value }) => [key, value]))
}

/** The same for older instances: static configuration, defaults of the options, the model's, then what the user chose. */
export function mergeConfiguration(run) {
  const version = run.worker_version?.configuration ?? {}
  const defaults = Object.fromEntries(
    Object.entries(version.user_configuration ?? {}).map(([key, option]) => [key, option.default ?? null]),
  )
  return {
    ...version.configuration,
    ...defaults,
    ...run.model_version?.configuration,
    ...run.configuration?.configuration,
  }
}

/** Opens what a worker gets from Arkindex by its environment: the instance, its worker run and its configuration. */
export async function openWorkerRun(env) {
  const { ARKINDEX_API_URL: url, ARKINDEX_WORKER_RUN_ID: id, ARKINDEX_TASK_TOKEN, ARKINDEX_API_TOKEN } = env
  const authorization = ARKINDEX_TASK_TOKEN ? `Ponos ${ARKINDEX_TASK_TOKEN}` : `Token ${ARKINDEX_API_TOKEN}`
  const missing = [
    !url && 'ARKINDEX_API_URL',
    !id && 'ARKINDEX_WORKER_RUN_ID',
    !ARKINDEX_TASK_TOKEN && !ARKINDEX_API_TOKEN && 'ARKINDEX_TASK_TOKEN or ARKINDEX_API_TOKEN',
  ].filter(Boolean)
  if (missing.length > 0) throw new Error(`not set: ${missing.join(', ')}`)
  const arkindex = await openInstance({ url, authorization })
  const run = await arkindex.call('RetrieveWorkerRun', { id })
  let configuration
  try {
    configuration = readModern(await arkindex.call('RetrieveWorkerRunConfiguration', { id }))
  } catch (error) {
    const isOlder = error instanceof RefusedError ? error.status === 400 : /has no operation/.test(error.message)
    if (!isOlder) throw error
    configuration = mergeConfiguration(run)
  }
  return { arkindex, run, configuration }
}
