import { CodedError } from '../../core/errors/coded-error.ts'
import type { BotConfig } from '../config/bot-config.ts'
import type { Forge, TokenState } from '../forge/forge.ts'
import { type Check, describeFailure } from './check.ts'

const day = 24 * 3_600_000

/** Days before its end from which a token is warned of. */
const warningDays = 14

/** What an App of GitHub needs, by what the bot does with it. */
const permissions: Readonly<Record<string, 'read' | 'write'>> = {
  actions: 'read',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  // For the event of comments, which GitHub counts to the issues.
  issues: 'read',
  metadata: 'read',
  packages: 'read',
  pull_requests: 'write',
}

function listMissing(kind: Forge['kind'], { scopes }: TokenState): string[] {
  if (kind === 'gitlab') return scopes.includes('api') ? [] : ['api']
  return Object.entries(permissions)
    .filter(([name, level]) => {
      const allowed = level === 'read' ? ['read', 'write', 'admin'] : ['write', 'admin']
      return !allowed.some((one) => scopes.includes(`${name}:${one}`))
    })
    .map(([name, level]) => `${name}:${level}`)
}

function writeDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}

function checkEnd(
  at: Pick<Check, 'subject' | 'of' | 'name'>,
  expiresAt: number | null,
  now: number,
): Check | undefined {
  if (expiresAt === null) return undefined
  const remedy =
    'Rotate it on the page of access tokens, write the new one where the configuration reads it, and reload the bot.'
  const left = Math.floor((expiresAt - now) / day)
  if (left < 0) return { ...at, state: 'problem', message: `The token ended on ${writeDay(expiresAt)}.`, remedy }
  if (left >= warningDays) return undefined
  return { ...at, state: 'warning', message: `The token ends on ${writeDay(expiresAt)}, in ${left} days.`, remedy }
}

/** Checks that the token of a forge is taken, may do what the bot does, and for how long. */
export async function checkToken(
  settings: BotConfig['forges'][number],
  forge: Forge,
  now: number,
): Promise<{ checks: Check[]; userId: string | undefined; isUsable: boolean }> {
  const at = { subject: 'token', of: settings.name, name: settings.url } as const
  try {
    const user = await forge.readSelf()
    const token = await forge.readToken()
    if (token === undefined) {
      const message = `It is of ${user.username}. This forge does not tell what it may and until when.`
      return { checks: [{ ...at, state: 'good', message, remedy: null }], userId: user.id, isUsable: true }
    }
    const missing = listMissing(settings.kind, token)
    const isGitlab = settings.kind === 'gitlab'
    const remedy = isGitlab
      ? 'Make a project or group access token with the scope "api", and put it in its place.'
      : 'Add the permissions on the page of the App, and have the installations accept them.'
    const what = isGitlab ? 'scope' : 'permissions'
    const end = checkEnd(at, token.expiresAt, now)
    const until = token.expiresAt === null ? 'it does not end' : `it ends on ${writeDay(token.expiresAt)}`
    const checks: Check[] = [
      missing.length > 0
        ? {
            ...at,
            state: 'problem',
            message: `It is of ${user.username} and lacks the ${what} ${missing.join(', ')}.`,
            remedy,
          }
        : {
            ...at,
            state: 'good',
            message: `It is of ${user.username}, may do what the bot does, and ${until}.`,
            remedy: null,
          },
    ]
    return { checks: end ? [...checks, end] : checks, userId: user.id, isUsable: true }
  } catch (error) {
    // Who an App is, is asked by an installation: where the first project has none, the projects tell which.
    const isUsable = settings.kind === 'github' && error instanceof CodedError && error.code === 'forge-not-found'
    return { checks: [describeFailure(at, error)], userId: undefined, isUsable }
  }
}
