import { createHash } from 'node:crypto'
import type { Accounts } from './actors.ts'
import type { Clock } from './clock.ts'
import type { HookEvent } from './hooks/events.ts'
import type { Hook } from './hooks/hook.ts'
import type { GitlabProject } from './model.ts'

/** All that one stand-in holds. */
export interface World {
  /** For example `http://127.0.0.1:8929`. */
  readonly url: string
  readonly clock: Clock
  readonly accounts: Accounts
  readonly deletedUsers: Set<string>
  readonly projects: GitlabProject[]
  /** In the order of their ids. */
  readonly groups: string[]
  readonly hooks: Hook[]
  /** Tells the hooks what happened. */
  announce(event: HookEvent): void
  /** Sends one event to one hook at once, whatever its state, and gives the status of the answer, or why there is none. */
  test(hook: Hook, event: HookEvent, trigger: string): Promise<{ status: number | undefined; message: string }>
  nextId(): number
}

export interface Person {
  id: number
  username: string
  name: string
  email: string
}

const ghost: Person = { id: 999_999, username: 'ghost', name: 'Ghost User', email: 'ghost@example.org' }

/** Who a username is: a user that was deleted is GitLab's ghost, and one that a test only names has an id by the name. */
export function findPerson({ accounts, deletedUsers }: World, username: string): Person {
  const account = accounts.users.find((one) => one.username === username)
  if (account) return account
  if (deletedUsers.has(username)) return ghost
  const id = 1_000_000 + Number.parseInt(createHash('sha256').update(username).digest('hex').slice(0, 6), 16)
  return { id, username, name: username, email: `${username}@example.org` }
}

export function findProject({ projects }: World, path: string | null): GitlabProject | undefined {
  return projects.find((one) => one.path === path)
}

/** The id of a group, given at its first naming. */
export function readGroupId({ groups }: World, path: string): number {
  if (!groups.includes(path)) groups.push(path)
  return 500 + groups.indexOf(path)
}
