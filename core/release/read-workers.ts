import type { ArkindexInstance } from '../arkindex/instance.ts'
import {
  readNamed,
  readWorker,
  readWorkerVersion,
  type WorkerObject,
  type WorkerVersionObject,
} from './instance-objects.ts'
import { listOn } from './operations.ts'

function isSameRepository(left: string, right: string): boolean {
  const tidy = (url: string) => url.replace(/\/+$/, '').replace(/\.git$/, '')
  return tidy(left) === tidy(right)
}

/** The worker of a repository by its slug, and another repository's worker of that slug. */
export async function findWorker(
  instance: ArkindexInstance,
  slug: string,
  repositoryUrl: string,
): Promise<{ worker: WorkerObject | null; foreign: WorkerObject | null }> {
  const source = { instance: instance.slug, operation: 'ListWorkers' }
  const found = (await listOn(instance, 'ListWorkers', {}, { slug, repository_url: repositoryUrl }))
    .map((item) => readWorker(item, source))
    .filter((worker) => worker.slug === slug)
  const own = found.find(({ repositoryUrl: url }) => url === undefined || isSameRepository(url, repositoryUrl))
  return { worker: own ?? null, foreign: own ? null : (found[0] ?? null) }
}

/** Every version of a worker. */
export async function listVersions(instance: ArkindexInstance, worker: string): Promise<WorkerVersionObject[]> {
  const source = { instance: instance.slug, operation: 'ListWorkerVersions' }
  return (await listOn(instance, 'ListWorkerVersions', { worker })).map((item) => readWorkerVersion(item, source))
}

/** The version of a commit: by its URL or, on instances up to 1.5, by its hash. */
export function findVersion(
  versions: readonly WorkerVersionObject[],
  commit: { revision: string; sha: string },
): WorkerVersionObject | undefined {
  return versions.find(
    ({ revisionUrl, revisionHash }) => revisionUrl === commit.revision || revisionHash === commit.sha,
  )
}

/** Ids of the models that a worker is compatible with; null where the instance's ListModels cannot be asked for them. */
export async function listCompatibleModels(instance: ArkindexInstance, worker: string): Promise<Set<string> | null> {
  const description = instance.describe('ListModels')
  if (!description?.parameters.some(({ name }) => name === 'compatible_worker')) return null
  const source = { instance: instance.slug, operation: 'ListModels' }
  const models = await listOn(instance, 'ListModels', {}, { compatible_worker: worker })
  return new Set(models.map((item) => readNamed(item, source).id))
}
