import { findPerson, type World } from '../world.ts'

/** A user as GitLab shows it beside what the user did. */
export function describePerson(world: World, username: string): Record<string, unknown> {
  const { id, name, username: shown } = findPerson(world, username)
  return {
    id,
    username: shown,
    name,
    state: 'active',
    locked: false,
    avatar_url: null,
    web_url: `${world.url}/${shown}`,
  }
}
