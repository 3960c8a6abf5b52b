import { digestValue } from './canonical-json.ts'

/**
 * The name of the process of a training, by which a second start recognises the first: readable, at most 100 characters,
 * and its own for each training, repository and tag.
 */
export function nameProcess(training: string, repositoryUrl: string, tag: string): string {
  const digest = digestValue([training, repositoryUrl, tag]).slice('sha256:'.length, 'sha256:'.length + 12)
  return `${training} ${tag.slice(0, 30)} (${digest})`
}
