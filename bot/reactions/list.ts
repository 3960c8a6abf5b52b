import type { Reaction } from './reaction.ts'

/** The reactions by the kind of their jobs, each loaded when the first of its jobs comes. */
export const reactions: ReadonlyMap<string, () => Promise<Reaction>> = new Map([
  ['deliver', async () => (await import('./deliver.ts')).reactToDelivery],
  ['approval', async () => (await import('./approval.ts')).reactToApproval],
])
