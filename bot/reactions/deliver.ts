import { coversProject } from '../config/covers-project.ts'
import type { EventReading } from '../events/forge-event.ts'
import { routeEvent } from '../events/route-event.ts'
import type { Forge, ForgeProject } from '../forge/forge.ts'
import type { Job, Reaction, ReactionContext } from './reaction.ts'

/** Milliseconds for which it is believed that a project is where it was. */
const projectTime = 5 * 60_000

const knownProjects = new WeakMap<Forge, Map<string, { read: number; project: ForgeProject | undefined }>>()

async function readProject(forge: Forge, id: string, now: number): Promise<ForgeProject | undefined> {
  const known = knownProjects.get(forge) ?? new Map()
  knownProjects.set(forge, known)
  const kept = known.get(id)
  if (kept && now - kept.read < projectTime) return kept.project
  const project = await forge.readProject(id)
  if (known.size > 1000) known.clear()
  known.set(id, { read: now, project })
  return project
}

/** Why the bot does nothing about a project; undefined where it works on it. What the payload says of it is not believed. */
async function refuseProject(context: ReactionContext, id: string): Promise<string | undefined> {
  const { config, forge } = context
  const settings = config.forges.find(({ name }) => name === forge.name)
  const project = await readProject(forge, id, context.now())
  if (!project) return 'the project is gone, or the token may not see it'
  if (!settings || !coversProject(settings, project.path)) return 'the configuration does not name the project'
  return project.isArchived ? 'the project is archived' : undefined
}

async function readEvent(kind: Forge['kind'], event: string, payload: unknown): Promise<EventReading> {
  if (kind === 'gitlab') return (await import('../events/read-gitlab-event.ts')).readGitlabEvent(event, payload)
  return (await import('../events/read-github-event.ts')).readGithubEvent(event, payload)
}

/** Reads a delivery and makes the jobs that it asks for, in the transaction that ends this one. */
export const reactToDelivery: Reaction = async (job: Job, context) => {
  const delivery = await context.db
    .selectFrom('delivery')
    .select(['event', 'body'])
    .where('id', '=', job.deliveryId ?? '')
    .executeTakeFirst()
  if (!delivery || delivery.body === '') return { state: 'ignored', summary: 'the body of the delivery is gone' }
  const payload: unknown = JSON.parse(delivery.body)
  const reading = await readEvent(context.forge.kind, delivery.event, payload)
  if ('ignored' in reading) return { state: 'ignored', summary: reading.ignored }
  const { event } = reading
  const jobs = routeEvent(event, context.forge.name)
  if (jobs.length === 0) return { state: 'ignored', summary: `${event.kind}: nothing is to be done about it` }
  const refusal = await refuseProject(context, event.project)
  if (refusal !== undefined) return { state: 'ignored', summary: refusal }
  return { state: 'done', summary: `${event.kind}: ${jobs.map(({ kind }) => kind).join(', ')}`, jobs }
}
