import { CodedError, CodedErrors } from '../errors/coded-error.ts'
import type { PlanRequest } from './plan-release.ts'

/** The request with these trainings of its manifest alone; all of them where none is named. Throws `training-unknown`. */
export function chooseTrainings(request: PlanRequest, names: readonly string[]): PlanRequest {
  if (names.length === 0) return request
  const { trainings } = request.manifest
  const known = trainings.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const list = known.join(', ') || 'none'
    throw new CodedErrors(unknown.map((training) => new CodedError('training-unknown', { training, known: list })))
  }
  return {
    ...request,
    manifest: { ...request.manifest, trainings: trainings.filter(({ name }) => names.includes(name)) },
  }
}
