import type { GitlabProject } from './model.ts'

/**
 * What a commit holds never changes, so it is asked of Git once: gives a function that answers a question about a commit from
 * memory where it was asked before.
 */
export function createMemory<T>(): (project: GitlabProject, question: string, sha: string, read: () => T) => T {
  const known = new Map<string, { answer: T }>()
  return ({ repository }, question, sha, read) => {
    const key = `${repository}\0${question}\0${sha}`
    const entry = known.get(key) ?? { answer: read() }
    known.set(key, entry)
    return entry.answer
  }
}
