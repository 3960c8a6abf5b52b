import { InstanceError } from '../../arkindex/instance.ts'
import { CodedError } from '../../errors/coded-error.ts'
import type { Outcome } from '../outcome.ts'
import { nameSubject, type OutcomeWord, type Step } from '../plan.ts'
import { applyCompatibility } from './apply-compatibility.ts'
import { applyModel } from './apply-model.ts'
import { applyModelVersion } from './apply-model-version.ts'
import { applyReference } from './apply-reference.ts'
import { applyTraining } from './apply-training.ts'
import { applyWorker } from './apply-worker.ts'
import { applyWorkerVersion } from './apply-worker-version.ts'
import type { ApplyContext, StepResult } from './context.ts'

function dispatch(step: Step, context: ApplyContext): Promise<StepResult> {
  switch (step.kind) {
    case 'worker':
      return applyWorker(step, context)
    case 'worker-version':
      return applyWorkerVersion(step, context)
    case 'reference':
      return applyReference(step, context)
    case 'model':
      return applyModel(step, context)
    case 'model-version':
      return applyModelVersion(step, context)
    case 'compatibility':
      return applyCompatibility(step, context)
    case 'training':
      return applyTraining(step, context)
  }
}

const plannedWords: Readonly<Record<Step['action'], OutcomeWord>> = {
  create: 'created',
  update: 'updated',
  remove: 'removed',
}

/** What an application would say of a step that it has not tried. */
export function foretell(step: Step): Outcome {
  const { kind, target, instance, action } = step
  const receipt = step.kind === 'training' && step.receipt ? { receipt: step.receipt } : {}
  return { kind, target, instance, outcome: plannedWords[action], ...receipt }
}

/** Applies one step. An error of it is its outcome; only an interruption is thrown. */
export async function applyStep(step: Step, context: ApplyContext): Promise<{ outcome: Outcome; exit: number }> {
  const { kind, target, instance } = step
  try {
    const result = await dispatch(step, context)
    if (result.id !== undefined) context.ids.set(nameSubject(step), result.id)
    return { outcome: { kind, target, instance, ...result }, exit: 0 }
  } catch (error) {
    if (context.signal.aborted) throw context.signal.reason
    const known = describeFailure(error)
    return {
      outcome: { kind, target, instance, outcome: 'failed', error: known.report() },
      exit: known.exit === 3 ? 3 : 1,
    }
  }
}

function describeFailure(error: unknown): CodedError {
  if (error instanceof CodedError || error instanceof InstanceError) return error
  return new CodedError(
    'internal-error',
    { reason: error instanceof Error ? error.message : String(error) },
    { cause: error },
  )
}
