import type { ReactionContext } from '../reactions/reaction.ts'

/**
 * Does something to the forge and logs it; in a dry run it is logged in the same words, with what would be sent, and not done.
 * Gives what it came to, undefined in a dry run.
 */
export async function act<Result>(
  { isDryRun, logger, signal }: Pick<ReactionContext, 'isDryRun' | 'logger' | 'signal'>,
  words: string,
  sent: Readonly<Record<string, unknown>>,
  send: () => Promise<Result>,
): Promise<Result | undefined> {
  signal.throwIfAborted()
  if (isDryRun) {
    logger.info({ dryRun: true, sent }, words)
    return undefined
  }
  const result = await send()
  logger.info(words)
  return result
}
