import type { Forge, ForgeUser, TokenState } from '../forge.ts'
import { type Fields, readFields } from '../read-fields.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'

/** An account that was deleted is none: GitLab gives its work to a ghost, or to nobody. */
export function readUser(fields: Fields | undefined): ForgeUser {
  return fields ? { id: fields.id('id'), username: fields.text('username') } : { id: '0', username: 'ghost' }
}

export async function askSelf(api: GitlabApi): Promise<ForgeUser> {
  return readUser(readFields(await api.rest.Users.showCurrentUser(), api.origin('the user of the token')))
}

export function createUserMethods(api: GitlabApi): Pick<Forge, 'readSelf' | 'readToken'> {
  async function readToken(): Promise<TokenState | undefined> {
    // Older versions have no such path.
    const fields = await findFields(api.rest.PersonalAccessTokens.show(), api.origin('what the token may'))
    if (!fields) return undefined
    const expiry = fields.optionalText('expires_at')
    return {
      scopes: fields.texts('scopes'),
      // A day, at whose beginning in UTC it ends.
      expiresAt: expiry === null ? null : fields.moment('expires_at'),
      user: await api.readSelf(),
    }
  }
  return { readSelf: api.readSelf, readToken }
}
