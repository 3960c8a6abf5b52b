import { timingSafeEqual } from 'node:crypto'
import { createId, readJsonTexts } from '../../core/database/conventions.ts'
import { defineOperation, type Operation, type Rights } from '../contract/operation.ts'
import { answerPage, pageOf, pageParameters } from '../contract/page.ts'
import { forbidden, invalid, notFound, tooManyAttempts } from '../contract/refusal.ts'
import {
  boolean,
  choice,
  component,
  float,
  integer,
  list,
  moment,
  nullable,
  object,
  optional,
  text,
  uuid,
} from '../contract/shape.ts'
import { farmShape } from '../farms/operations.ts'
import { isVisible, levels, readLevel } from '../rights/access.ts'
import { anyone, loggedIn } from '../rights/rights.ts'
import type { Database, Services } from '../services.ts'
import type { Row } from '../tables.ts'
import { giveBackTask, loseTask } from '../tasks/end-task.ts'
import { createToken, hashToken } from '../users/tokens.ts'
import { chooseDeath, chooseHeartbeat } from './agent-settings.ts'
import { findHeld } from './assign-tasks.ts'
import { awaitActions, longestWait } from './await-actions.ts'

const executors = ['podman', 'docker', 'buildah', 'process', 'none'] as const
const agentName = text({ max: 100, example: 'gpu-1' })
const maximumTasks = integer({ min: 1, max: 1000, description: 'How many tasks it runs at once.' })
const gpuNames = list(text({ max: 100 }), { max: 100, description: 'The names of its GPUs, each once.' })

const times = {
  heartbeat_seconds: float('How often the agent is to be heard of.'),
  lease_seconds: float('How long it has its tasks without a word.'),
}

function describeTimes(services: Services) {
  return { heartbeat_seconds: chooseHeartbeat(services.agents) / 1000, lease_seconds: services.agents.lease / 1000 }
}

/** The farm whose key was given; undefined where there is none or the key is not its own. */
async function findKeyedFarm(
  db: Database,
  { id, name }: { id: string | null; name: string | null },
  key: string,
): Promise<Row<'farm'> | undefined> {
  const farms = db.selectFrom('farm').selectAll().orderBy('created')
  const farm = await (id !== null
    ? farms.where('id', '=', id).executeTakeFirst()
    : name !== null
      ? farms.where('name', '=', name).executeTakeFirst()
      : farms.where('is_default', '=', 1).executeTakeFirst())
  // Compared in any case, so that time does not tell whether there is such a farm.
  const isRight = timingSafeEqual(Buffer.from(hashToken(key)), Buffer.from(farm?.key_hash ?? hashToken('')))
  return isRight && farm?.key_hash ? farm : undefined
}

const createAgent = defineOperation({
  operationId: 'CreateAgent',
  method: 'POST',
  path: '/agents/',
  tag: 'ponos',
  summary: 'Register an agent with a farm',
  description:
    "The farm's key is the proof; no log-in is needed. A name that an agent has which is not heard of any more is taken over: its token ends, and its tasks begin again.",
  body: object({
    farm_id: optional(nullable(uuid('The farm; the default one where neither id nor name is given.'))),
    farm_name: optional(nullable(text({ max: 250, description: 'The farm by its name, where its id is not given.' }))),
    key: text({ max: 500, format: 'password', description: 'The key of the farm.' }),
    name: agentName,
    maximum_tasks: maximumTasks,
    gpus: optional(gpuNames),
    executor: choice(executors, 'What runs its tasks.'),
  }),
  answers: {
    statuses: { 201: 'The agent was registered' },
    body: component(
      'NewAgent',
      object({
        id: uuid(),
        name: agentName,
        farm: farmShape,
        token: text({ description: 'For `Authorization: Agent ...`; told only now.' }),
        ...times,
      }),
    ),
  },
  refusals: [403, 429],
  rights: anyone,
  handle: async ({ body, services, remote }) => {
    const { db, logins } = services
    const who = `agent ${remote}`
    const wait = Math.max(logins.ofAddress.take(remote) ?? 0, logins.ofUser.take(who) ?? 0)
    if (wait > 0) throw tooManyAttempts(wait)
    const farm = await findKeyedFarm(db, { id: body.farm_id ?? null, name: body.farm_name ?? null }, body.key)
    if (!farm) throw forbidden('The key is not that of the farm.')
    logins.ofUser.forget(who)
    const gpus = body.gpus ?? []
    if (new Set(gpus).size < gpus.length) throw invalid({ gpus: ['Each GPU is named once.'] })
    const token = createToken()
    const id = await db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      const held = await trx
        .selectFrom('agent')
        .selectAll()
        .where('farm_id', '=', farm.id)
        .where('name', '=', body.name)
        .executeTakeFirst()
      if (held && held.last_seen > now - chooseDeath(services.agents)) {
        throw invalid({ name: ['An agent of the farm that is alive has this name.'] })
      }
      const values = {
        token_hash: hashToken(token),
        maximum_tasks: body.maximum_tasks,
        gpus: JSON.stringify(gpus),
        executor: body.executor,
        last_seen: now,
        updated: now,
      }
      if (!held) {
        const agentId = createId()
        await trx
          .insertInto('agent')
          .values({ ...values, id: agentId, farm_id: farm.id, name: body.name, created: now })
          .execute()
        return agentId
      }
      for (const task of await findHeld(trx, held.id)) await loseTask(trx, now, task, `the agent ${held.name}`)
      await trx.updateTable('agent').set(values).where('id', '=', held.id).execute()
      return held.id
    })
    return {
      status: 201,
      body: { id, name: body.name, farm: { id: farm.id, name: farm.name }, token, ...describeTimes(services) },
    }
  },
})

const agentShape = component(
  'Agent',
  object({
    id: uuid(),
    name: agentName,
    farm: farmShape,
    maximum_tasks: maximumTasks,
    gpus: gpuNames,
    executor: text({ description: 'What runs its tasks.' }),
    is_alive: boolean('Whether it was heard of lately.'),
    running_tasks: integer({ min: 0 }),
    last_seen: moment(),
    created: moment(),
  }),
)

const listAgents = defineOperation({
  operationId: 'ListAgents',
  method: 'GET',
  path: '/agents/',
  tag: 'ponos',
  summary: 'List the agents of the farms that you may use',
  parameters: { query: { farm: uuid('Only agents of this farm.'), ...pageParameters } },
  answers: { statuses: { 200: 'A page of agents' }, body: pageOf('Agent', agentShape) },
  isPaginated: true,
  refusals: [404],
  rights: loggedIn,
  handle: async (call) => {
    const { principal, query, services } = call
    let matching = services.db
      .selectFrom('agent')
      .innerJoin('farm', 'farm.id', 'agent.farm_id')
      .where(isVisible(principal, 'farm'))
    if (query.farm !== undefined) matching = matching.where('farm.id', '=', query.farm)
    const death = services.clock.now() - chooseDeath(services.agents)
    return answerPage(
      call,
      {
        count: async () =>
          (await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count,
        read: (limit, offset) =>
          matching
            .selectAll('agent')
            .select('farm.name as farm_name')
            .select((eb) =>
              eb
                .selectFrom('task')
                .select((inner) => inner.fn.countAll<number>().as('count'))
                .whereRef('task.agent_id', '=', 'agent.id')
                .where('task.state', 'in', ['running', 'stopping'])
                .as('running_tasks'),
            )
            .orderBy('agent.name')
            .orderBy('agent.id')
            .limit(limit)
            .offset(offset)
            .execute(),
      },
      (row) => ({
        id: row.id,
        name: row.name,
        farm: { id: row.farm_id, name: row.farm_name },
        maximum_tasks: row.maximum_tasks,
        gpus: readJsonTexts(row.gpus),
        executor: row.executor,
        is_alive: row.last_seen > death,
        running_tasks: row.running_tasks ?? 0,
        last_seen: new Date(row.last_seen).toISOString(),
        created: new Date(row.created).toISOString(),
      }),
    )
  },
})

/** An agent ends itself; an administrator of the instance ends any. */
const onAgent: Rights<{ readonly id: string }, Row<'agent'>> = {
  description: 'The agent itself, or an administrator of the instance.',
  needsLogin: true,
  refusals: [403, 404],
  check: async ({ principal, path, services }) => {
    const agent = await services.db.selectFrom('agent').selectAll().where('id', '=', path.id).executeTakeFirst()
    if (!agent) throw notFound()
    if (principal.agent) {
      if (principal.agent.id !== agent.id) throw notFound()
      return agent
    }
    const farm = await services.db
      .selectFrom('farm')
      .selectAll()
      .where('id', '=', agent.farm_id)
      .executeTakeFirstOrThrow()
    if ((await readLevel(services.db, principal, 'farm', farm)) < levels.guest) throw notFound()
    if (!principal.isAdmin) throw forbidden('Agents are removed by administrators of the instance.')
    return agent
  },
}

const destroyAgent = defineOperation({
  operationId: 'DestroyAgent',
  method: 'DELETE',
  path: '/agents/{id}/',
  tag: 'ponos',
  summary: 'Remove an agent',
  description: 'The tasks that it has begin again with other agents.',
  parameters: { path: { id: uuid('The id of the agent.') } },
  answers: { statuses: { 204: 'The agent is removed' } },
  callers: ['user', 'agent'],
  rights: onAgent,
  handle: async ({ target, services }) => {
    await services.db.transaction().execute(async (trx) => {
      const now = services.clock.now()
      for (const task of await findHeld(trx, target.id)) {
        await giveBackTask(trx, now, task, `the agent ${target.name} was removed`)
      }
      await trx.deleteFrom('agent').where('id', '=', target.id).execute()
    })
    return { status: 204, body: undefined }
  },
})

/** The agent that asks. */
const thisAgent: Rights<unknown, Row<'agent'>> = {
  description: 'An agent, by its token.',
  needsLogin: true,
  refusals: [403],
  check: async ({ principal, services }) => {
    if (!principal.agent) throw forbidden()
    return services.db
      .updateTable('agent')
      .set({ last_seen: services.clock.now() })
      .where('id', '=', principal.agent.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  },
}

const attempt = integer({ min: 1, description: 'Which begin of the task it is.' })

const retrieveAgentActions = defineOperation({
  operationId: 'RetrieveAgentActions',
  method: 'POST',
  path: '/agents/actions/',
  tag: 'ponos',
  summary: 'Say what you run, and learn what to do',
  description:
    'The heartbeat of an agent: it keeps the tasks that it names. `start`: fetch the definition and run it with the token. `stop`: stop it and say so. `forget`: it is not yours any more; stop it and say nothing.',
  body: object({
    tasks: list(object({ id: uuid(), attempt }), { max: 1000, description: 'The tasks that the agent runs.' }),
    accepts: boolean('Whether the agent takes more tasks.'),
    wait: optional(
      integer({
        min: 0,
        max: longestWait,
        description: 'How many seconds the answer may wait until there is something to do.',
      }),
    ),
  }),
  answers: {
    statuses: { 200: 'What to do' },
    body: component(
      'AgentActions',
      object({
        actions: list(
          component(
            'AgentAction',
            object({
              action: choice(['start', 'stop', 'forget'] as const),
              task_id: uuid(),
              attempt,
              token: optional(text({ description: 'Of the task, with `start`; told only now.' })),
            }),
          ),
          { max: 10_000 },
        ),
        ...times,
      }),
    ),
  },
  callers: ['agent'],
  rights: thisAgent,
  handle: async ({ body, target, services }) => ({
    status: 200,
    body: {
      actions: await awaitActions(services, target, body.tasks, body.accepts, body.wait ?? 0),
      ...describeTimes(services),
    },
  }),
})

export const agentOperations: readonly Operation[] = [createAgent, listAgents, destroyAgent, retrieveAgentActions]
