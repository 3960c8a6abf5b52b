import type { Reaction } from './reaction.ts'

/** The reactions by the kind of their jobs, each loaded when the first of its jobs comes. */
export const reactions: ReadonlyMap<string, () => Promise<Reaction>> = new Map([
  ['deliver', async () => (await import('./deliver.ts')).reactToDelivery],
  ['merge-request', async () => (await import('./merge-request.ts')).reactToMergeRequest],
  ['merge-request-ended', async () => (await import('./merge-request-ended.ts')).reactToMergeRequestEnded],
  ['command', async () => (await import('./command.ts')).reactToCommand],
  ['release', async () => (await import('./release.ts')).reactToRelease],
  ['deploy', async () => (await import('./deploy.ts')).reactToDeploy],
  ['follow', async () => (await import('./follow.ts')).reactToFollow],
  ['sweep', async () => (await import('./sweep.ts')).reactToSweep],
  ['approval', async () => (await import('./approval.ts')).reactToApproval],
])
