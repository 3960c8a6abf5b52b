import { defineOperation, type Operation } from '../contract/operation.ts'
import { invalid, tooManyAttempts } from '../contract/refusal.ts'
import { boolean, component, object, text, uuid } from '../contract/shape.ts'
import { anyone, loggedIn } from '../rights/rights.ts'
import { isPassword } from './passwords.ts'
import type { Principal } from './principal.ts'
import { makeSessionCookies } from './session.ts'
import { createToken, storeToken } from './tokens.ts'

const userShape = component(
  'User',
  object({
    id: uuid(),
    email: text({ format: 'email' }),
    display_name: text(),
    is_admin: boolean('Whether the user is an administrator of the instance.'),
    features: component(
      'Features',
      object({
        signup: boolean('Whether users may register themselves.'),
        workers_activity: boolean('Whether activities of workers are recorded.'),
        selection: boolean('Whether elements can be selected.'),
        search: boolean('Whether corpora can be searched.'),
      }),
    ),
    auth_token: text({ description: 'The token for `Authorization: Token ...`.' }),
  }),
)

function describeUser(user: Omit<Principal, 'canCreateWorkers'>) {
  return {
    id: user.id,
    email: user.email,
    display_name: user.displayName,
    is_admin: user.isAdmin,
    features: { signup: false, workers_activity: true, selection: true, search: false },
    auth_token: user.token,
  }
}

const login = defineOperation({
  operationId: 'Login',
  method: 'POST',
  path: '/user/login/',
  tag: 'users',
  summary: 'Log in with an email address and a password',
  body: object({
    email: text({ max: 254, example: 'user@example.com' }),
    password: text({ max: 128, isTrimmed: false, format: 'password' }),
  }),
  answers: { statuses: { 200: 'The user, with a token' }, body: userShape },
  refusals: [429],
  rights: anyone,
  handle: async ({ body, services, remote, origin }) => {
    const { db, clock, logins } = services
    const who = `${remote} ${body.email.toLowerCase()}`
    // Both are counted before the password is looked at: attempts that are made at once count as well.
    const wait = Math.max(logins.ofAddress.take(remote) ?? 0, logins.ofUser.take(who) ?? 0)
    if (wait > 0) throw tooManyAttempts(wait)
    const user = await db
      .selectFrom('user_account')
      .selectAll()
      .where('email', '=', body.email.toLowerCase())
      .executeTakeFirst()
    const isRight = await isPassword(body.password, user?.password ?? null)
    if (!user || !isRight) throw invalid({ non_field_errors: ['Unable to log in with provided credentials.'] })
    logins.ofUser.forget(who)
    const token = createToken()
    await storeToken(db, { value: token, userId: user.id, name: 'login', created: clock.now() })
    return {
      status: 200,
      body: describeUser({
        id: user.id,
        email: user.email,
        displayName: user.display_name,
        isAdmin: user.is_admin === 1,
        token,
      }),
      headers: { 'set-cookie': makeSessionCookies(token, origin) },
    }
  },
})

const retrieveUser = defineOperation({
  operationId: 'RetrieveUser',
  method: 'GET',
  path: '/user/',
  tag: 'users',
  summary: 'Retrieve the user of the token',
  answers: { statuses: { 200: 'The user' }, body: userShape },
  rights: loggedIn,
  handle: async ({ principal }) => ({ status: 200, body: describeUser(principal) }),
})

export const userOperations: readonly Operation[] = [login, retrieveUser]
