import { type Account, type Actor, readLevel } from '../actors.ts'
import type { GitlabProject } from '../model.ts'
import type { World } from '../world.ts'
import { type ApiAnswer, type ApiCall, answer, missing, notFound, type Route, unauthorized } from './answer.ts'
import { describePerson } from './describe-person.ts'
import { cutPage } from './pagination.ts'

export function describeUser(world: World, account: Account): Record<string, unknown> {
  return {
    ...describePerson(world, account.username),
    bot: account.bot,
    public_email: null,
    created_at: '2026-01-01T00:00:00.000Z',
  }
}

/** `GET /user`. */
export function showOwnUser({ world, actor }: ApiCall): ApiAnswer {
  if (actor.kind !== 'user') return unauthorized
  const { email } = actor.account
  return answer({ ...describeUser(world, actor.account), email, commit_email: email, two_factor_enabled: false })
}

/** `GET /users/:id`. */
export function showUser({ world }: ApiCall, id: string): ApiAnswer {
  const account = world.accounts.users.find((one) => String(one.id) === id)
  return account ? answer(describeUser(world, account)) : missing('User')
}

/** `GET /users?username=`. */
export function listUsers(call: ApiCall): ApiAnswer {
  const { world, query } = call
  const username = query.get('username')
  const found = world.accounts.users.filter((one) => username === null || one.username === username)
  return cutPage(
    found.map((account) => describeUser(world, account)),
    call,
  )
}

/** `GET /personal_access_tokens/self`. */
export function showOwnToken({ actor }: { actor: Actor }): ApiAnswer {
  if (actor.kind !== 'user') return unauthorized
  const { token, account } = actor
  return answer({
    id: token.id,
    name: token.name,
    revoked: token.isRevoked,
    created_at: '2026-01-01T00:00:00.000Z',
    description: null,
    scopes: token.scopes,
    user_id: account.id,
    last_used_at: null,
    active: true,
    expires_at: token.expiresAt?.slice(0, 10) ?? null,
  })
}

function describeMember(world: World, account: Account, project: GitlabProject): Record<string, unknown> {
  return {
    ...describePerson(world, account.username),
    access_level: readLevel(account, project.path),
    created_at: '2026-01-01T00:00:00.000Z',
    expires_at: null,
    membership_state: 'active',
  }
}

export const memberRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^members(?:\/all)?$/,
    wantsUser: true,
    handle: (call, project) => {
      const members = call.world.accounts.users.filter((one) => readLevel(one, project.path) > 0)
      return cutPage(
        members.map((one) => describeMember(call.world, one, project)),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^members\/(?:all\/)?(\d+)$/,
    wantsUser: true,
    handle: ({ world }, project, [id]) => {
      const account = world.accounts.users.find((one) => String(one.id) === id)
      if (!account || readLevel(account, project.path) === 0) return notFound
      return answer(describeMember(world, account, project))
    },
  },
]
