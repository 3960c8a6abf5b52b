import validators from '../../generated/validators.cjs'
import { CodedError } from '../errors/coded-error.ts'
import { digestIntent } from './intent.ts'
import type { Plan } from './plan.ts'

function isPlan(value: unknown): value is Plan {
  return validators.plan(value)
}

/** The text of a plan file. */
export function writePlan(plan: Plan): string {
  return `${JSON.stringify(plan, null, 2)}\n`
}

/** Reads a plan file and checks its seal. Throws `plan-file-broken`. */
export function readPlan(text: string, file: string): Plan {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new CodedError('plan-file-broken', { file, reason: 'it is not JSON' })
  }
  if (!isPlan(value)) {
    const [error] = validators.plan.errors ?? []
    const reason = error ? `${error.instancePath || 'it'} ${error.message ?? 'is wrong'}` : 'its shape is wrong'
    throw new CodedError('plan-file-broken', { file, reason })
  }
  if (digestIntent(value.intent) !== value.intentDigest) {
    throw new CodedError('plan-file-broken', { file, reason: 'its intent does not match its digest' })
  }
  return value
}
