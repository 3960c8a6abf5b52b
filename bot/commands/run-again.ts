import { readJsonObject } from '../../core/database/conventions.ts'
import { code } from '../../core/release/render-markdown.ts'
import { nameMergeRequest } from '../events/route-event.ts'
import type { AccessLevel } from '../forge/forge.ts'
import { replay } from '../queue/replay.ts'
import type { JobTable } from '../tables.ts'
import { mayDo, refuseRight } from './command-rights.ts'
import { answer, type CommandContext, type CommandEnd, decline, type GivenCommand } from './command-run.ts'

/** Of the jobs of a project, the newest are looked through. */
const mostJobs = 500

function isOf(job: JobTable, number: number, subject: string): boolean {
  if (job.kind === 'command') return false
  return job.subject === subject || readJsonObject(job.payload).number === number
}

async function listJobs(
  { project, request }: GivenCommand,
  isEnded: boolean,
  { db, forge }: CommandContext,
): Promise<JobTable[]> {
  const jobs = await db
    .selectFrom('job')
    .selectAll()
    .where('forge', '=', forge.name)
    .where('project', '=', project)
    .$if(isEnded, (query) => query.where('state', '=', 'dead'))
    .$if(!isEnded, (query) => query.where('ended', 'is', null))
    .orderBy('created', 'desc')
    .limit(mostJobs)
    .execute()
  const subject = nameMergeRequest(forge.name, project, request.number)
  return jobs.filter((job) => isOf(job, request.number, subject))
}

/** Which right it takes to do the work of a job again. */
function chooseRight({ kind, payload }: JobTable): 'deploy' | 'train' | 'retry' {
  if (kind !== 'deploy') return 'retry'
  const { trainings } = readJsonObject(payload)
  return Array.isArray(trainings) && trainings.length > 0 ? 'train' : 'deploy'
}

/** `retry`: does once more what failed last of this merge request; what writes takes the right that it took. */
export async function retryLast(given: GivenCommand, level: AccessLevel, context: CommandContext): Promise<CommandEnd> {
  const { config, db, isDryRun } = context
  const [last] = await listJobs(given, true, context)
  if (!last) return decline('Nothing of this merge request has failed.')
  const right = chooseRight(last)
  if (!mayDo(right, level, config.access)) return decline(refuseRight(right, level, config.access))
  if (!isDryRun) await replay(db, context.now, last.id)
  return answer(`Runs again what failed last: ${code(last.kind)}.`)
}

/** `cancel`: ends what waits or runs of this merge request. What is applied already stays. */
export async function cancelAll(given: GivenCommand, context: CommandContext): Promise<CommandEnd> {
  const { forge, isDryRun } = context
  const jobs = await listJobs(given, false, context)
  const subjects = [...new Set(jobs.flatMap(({ subject }) => subject ?? []))]
  let count = 0
  for (const subject of subjects) count += isDryRun ? 1 : await context.cancel(forge.name, subject)
  if (count === 0) return answer('Nothing of this merge request waits or runs.')
  return answer(`${count === 1 ? 'One job ends' : `${count} jobs end`}. What is applied already stays.`)
}
