import { readAlertStatus } from '../hooks/disabling.ts'
import type { HookEvent } from '../hooks/events.ts'
import { type Hook, type HookTrigger, hookTriggers } from '../hooks/hook.ts'
import { buildTestEvent } from '../hooks/test-event.ts'
import { findProject, readGroupId, type World } from '../world.ts'
import {
  type ApiAnswer,
  type ApiCall,
  answer,
  invalid,
  noContent,
  notFound,
  type Route,
  readBoolean,
  readText,
  wrong,
} from './answer.ts'
import { cutPage } from './pagination.ts'

type HookOwner = Pick<Hook, 'of' | 'path'>

function describeHook(world: World, hook: Hook): Record<string, unknown> {
  const owner =
    hook.of === 'project'
      ? { project_id: findProject(world, hook.path)?.id }
      : { group_id: readGroupId(world, hook.path), subgroup_events: false }
  return {
    id: hook.id,
    url: hook.url,
    name: hook.name,
    description: hook.description,
    created_at: hook.created_at,
    ...Object.fromEntries(hookTriggers.map((name) => [name, hook.triggers.get(name) ?? false])),
    repository_update_events: false,
    enable_ssl_verification: hook.enableSslVerification,
    alert_status: readAlertStatus(hook, world.clock),
    disabled_until: hook.disabledUntil === null ? null : new Date(hook.disabledUntil).toISOString(),
    url_variables: [],
    push_events_branch_filter: hook.branchFilter,
    branch_filter_strategy: 'wildcard',
    custom_webhook_template: null,
    custom_headers: [],
    token_present: hook.token !== null,
    signing_token_present: hook.signingToken !== null,
    ...owner,
  }
}

/** Whether a signing token is `whsec_` and 32 bytes in Base64. */
function isSigningToken(text: string): boolean {
  const encoded = /^whsec_([A-Za-z0-9+/]+=*)$/.exec(text)?.[1]
  return encoded !== undefined && Buffer.from(encoded, 'base64').length === 32
}

/** Sets what the call gives; says why not where a value is refused. */
function setFields(call: ApiCall, hook: Hook): ApiAnswer | undefined {
  const [url, signingToken, token] = ['url', 'signing_token', 'token'].map((name) => readText(call, name))
  if (url !== undefined && !/^https?:\/\/[^\s/]/.test(url)) return { status: 422, body: { error: 'Invalid url given' } }
  if (signingToken && !isSigningToken(signingToken))
    return wrong({ signing_token: ['must be in whsec_<base64> format encoding a 32-byte key'] }, 422)
  for (const name of hookTriggers) {
    const isWanted = readBoolean(call.fields[name])
    if (isWanted !== undefined) hook.triggers.set(name, isWanted)
  }
  // A hook that is sent somewhere else does not take the old secrets along.
  if (url !== undefined && url !== hook.url) {
    hook.url = url
    hook.token = null
    hook.signingToken = null
  }
  if (token !== undefined) hook.token = token === '' ? null : token
  if (signingToken !== undefined) hook.signingToken = signingToken === '' ? null : signingToken
  hook.enableSslVerification = readBoolean(call.fields.enable_ssl_verification) ?? hook.enableSslVerification
  hook.branchFilter = readText(call, 'push_events_branch_filter') ?? hook.branchFilter
  hook.name = readText(call, 'name') ?? hook.name
  hook.description = readText(call, 'description') ?? hook.description
  return undefined
}

function createHook(call: ApiCall, owner: HookOwner): ApiAnswer {
  const url = readText(call, 'url')
  if (url === undefined) return invalid('url is missing')
  const hook: Hook = {
    id: call.world.nextId(),
    ...owner,
    url,
    name: null,
    description: null,
    triggers: new Map<HookTrigger, boolean>([['push_events', true]]),
    enableSslVerification: true,
    token: null,
    signingToken: null,
    branchFilter: null,
    recentFailures: 0,
    disabledUntil: null,
    created_at: new Date(call.world.clock.now()).toISOString(),
    logs: [],
  }
  const refusal = setFields(call, hook)
  if (refusal) return refusal
  call.world.hooks.push(hook)
  return answer(describeHook(call.world, hook), 201)
}

async function testHook(call: ApiCall, hook: Hook, trigger: string): Promise<ApiAnswer> {
  const name = hookTriggers.find((one) => one === trigger)
  if (!name) return invalid('trigger does not have a valid value')
  const { world } = call
  const project =
    hook.of === 'project'
      ? findProject(world, hook.path)
      : world.projects.find(({ path }) => path.startsWith(`${hook.path}/`))
  const event: HookEvent | string = project
    ? buildTestEvent(project, name, call.actor.name)
    : 'Ensure the group has a project with commits.'
  if (typeof event === 'string') return wrong(event, 422)
  const { status, message } = await world.test(hook, event, name)
  return status !== undefined && status >= 200 && status < 300
    ? { status: 201, body: { message: '201 Created' } }
    : wrong(message, 422)
}

/** Answers what is asked of the hooks of a project or a group; `rest` begins with `hooks`. */
export function answerHooks(call: ApiCall, owner: HookOwner, rest: string): ApiAnswer | Promise<ApiAnswer> {
  const { world, method } = call
  const own = world.hooks.filter((one) => one.of === owner.of && one.path === owner.path)
  if (rest === 'hooks') {
    if (method === 'POST') return createHook(call, owner)
    return cutPage(
      own.map((hook) => describeHook(world, hook)),
      call,
    )
  }
  const [, id, more = ''] = /^hooks\/(\d+)(?:\/(.*))?$/.exec(rest) ?? []
  const hook = own.find((one) => String(one.id) === id)
  if (!hook) return notFound
  if (more === '' && method === 'GET') return answer(describeHook(world, hook))
  if (more === '' && method === 'PUT') {
    if (Object.keys(call.fields).length === 0) return invalid('No parameters provided')
    return setFields(call, hook) ?? answer(describeHook(world, hook))
  }
  if (more === '' && method === 'DELETE') {
    world.hooks.splice(world.hooks.indexOf(hook), 1)
    return noContent
  }
  if (more === 'events' && method === 'GET') {
    const status = call.query.get('status')
    return cutPage(
      hook.logs.filter((log) => (status ?? log.response_status) === log.response_status),
      call,
    )
  }
  const trigger = /^test\/([a-z_]+)$/.exec(more)?.[1]
  if (trigger !== undefined && method === 'POST') return testHook(call, hook, trigger)
  return { status: 404, body: { error: '404 Not Found' } }
}

export const hookRoutes: readonly Route[] = (['GET', 'POST', 'PUT', 'DELETE'] as const).map((method) => ({
  method,
  pattern: /^(hooks(?:\/.*)?)$/,
  wantsUser: true,
  level: 40 as const,
  handle: (call, project, [rest = '']) => answerHooks(call, { of: 'project', path: project.path }, rest),
}))
