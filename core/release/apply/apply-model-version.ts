import { CodedError } from '../../errors/coded-error.ts'
import type { ModelVersionStep } from '../plan.ts'
import type { ApplyContext, StepResult } from './context.ts'

/** Uploads a version of a model. */
export async function applyModelVersion(step: ModelVersionStep, _context: ApplyContext): Promise<StepResult> {
  throw new CodedError('internal-error', { reason: `model versions are not uploaded yet (${step.model})` })
}
