import type { Kysely } from 'kysely'
import { createOrderedIds } from '../../core/database/ordered-ids.ts'
import type { Report } from '../../core/release/report.ts'
import type { NewJob } from '../reactions/reaction.ts'
import type { BotTables, FollowedProcessTable } from '../tables.ts'

/** Where the end of a training is told. */
export interface ReportPlace {
  /** The release; null where there is none. */
  tag: string | null
  sha: string
  /** The command that asked for it, and its merge request; null where a tag started it. */
  command: { number: number; noteId: string } | null
}

/** Looks for the end of a process that is followed. A newer job of it takes the place of one that waits. */
export function makeFollowJob(
  followed: Pick<FollowedProcessTable, 'id' | 'forge' | 'project'>,
  runAt?: number,
): NewJob {
  const { id, forge, project } = followed
  return {
    kind: 'follow',
    forge,
    project,
    lane: `follow:${id}`,
    subject: `follow:${id}`,
    payload: { followed: id },
    ...(runAt === undefined ? {} : { runAt }),
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads where a training is told; undefined where that is no such text. */
export function readReportPlace(text: string): ReportPlace | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(value) || typeof value.sha !== 'string') return undefined
  const { tag, sha, command } = value
  const isCommand = isRecord(command) && typeof command.number === 'number' && typeof command.noteId === 'string'
  return {
    tag: typeof tag === 'string' ? tag : null,
    sha,
    command: isCommand ? { number: Number(command.number), noteId: String(command.noteId) } : null,
  }
}

/**
 * Notes the trainings that an application started or found as to be followed, each once for where it is told, and gives the jobs that
 * follow those that are new here.
 */
export async function followTrainings(
  db: Kysely<BotTables>,
  report: Report,
  at: { forge: string; project: string; place: ReportPlace; now: number },
): Promise<NewJob[]> {
  const { forge, project, place, now } = at
  const jobs: NewJob[] = []
  for (const { kind, target, instance, id, state, outcome } of report.steps) {
    if (kind !== 'training' || id === undefined || outcome === 'failed' || outcome === 'skipped') continue
    const row = {
      id: createOrderedIds(1)[0] ?? '',
      ...{ forge, project, instance },
      process_id: id,
      training: target,
      report_to: JSON.stringify(place),
      state: state ?? '',
      created: now,
      ended: null,
    }
    const made = await db
      .insertInto('followed_process')
      .values(row)
      .onConflict((conflict) => conflict.columns(['instance', 'process_id', 'report_to']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) jobs.push(makeFollowJob(row))
  }
  return jobs
}
