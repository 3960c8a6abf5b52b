import type { Transport } from '../../core/arkindex/transport.ts'
import type { Logger } from '../../core/log/create-logger.ts'
import type { OpenForge } from './forge-registry.ts'
import { openHostBudgets } from './requester/host-budgets.ts'

export interface ForgeOpenerOptions {
  transport: Transport
  logger: Logger
}

/** Opens forges by their kind. Adapters are loaded when one is wanted; forges of one host share its budget. */
export function createForgeOpener({ transport, logger }: ForgeOpenerOptions): OpenForge {
  const budgets = openHostBudgets()
  return async (settings) => {
    if (settings.kind === 'gitlab') {
      const { openGitlabForge } = await import('./gitlab/open-gitlab-forge.ts')
      return openGitlabForge(settings, { transport, budgets })
    }
    const { openGithubForge } = await import('./github/open-github-forge.ts')
    return openGithubForge(settings, { transport, budgets, logger })
  }
}
