import { createId } from '../../core/database/conventions.ts'
import { Refusal } from '../contract/refusal.ts'
import type { Shape } from '../contract/shape.ts'
import type { Database } from '../services.ts'
import type { Row } from '../tables.ts'

/** A log that grows beyond this many bytes is cut. */
const maximumLogSize = 16 * 1024 * 1024
/** What is kept of a log that is cut: its beginning. */
const keptLogSize = 8 * 1024 * 1024
/** Small additions are put together until a piece holds so many bytes. */
const pieceSize = 64 * 1024
/** About how many bytes one answer holds. */
const answerSize = 1024 * 1024

/** UTF-16 units that one addition holds at most. */
const maximumAddition = 4 * 1024 * 1024

/** What a program printed, whatever it is; unlike other texts it may hold control characters and halves of characters. */
export const printedText: Shape<string> = {
  schema: { type: 'string', maxLength: maximumAddition, description: 'What the task printed.' },
  components: {},
  read: (value) => {
    if (typeof value !== 'string') return { ok: false, problems: ['Not a valid string.'] }
    if (value.length > maximumAddition)
      return { ok: false, problems: [`Ensure this field has no more than ${maximumAddition} characters.`] }
    return { ok: true, value }
  },
}

/** The text as databases take it, in as many bytes: PostgreSQL has no character 0. */
function toStored(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\0', '\x1a')
}

/** The first bytes of a text, without a character that they would cut through. */
function takeStart(content: string, bytes: number): string {
  return new TextDecoder().decode(Buffer.from(content).subarray(0, bytes), { stream: true })
}

type Logged = Pick<Row<'task'>, 'id' | 'attempt'>

async function addPiece(
  trx: Database,
  task: Logged,
  position: number,
  piece: { content: string; sentUntil: number | null },
): Promise<number> {
  const size = Buffer.byteLength(piece.content)
  await trx
    .insertInto('task_log')
    .values({
      id: createId(),
      task_id: task.id,
      attempt: task.attempt,
      position,
      size,
      sent_until: piece.sentUntil,
      content: piece.content,
    })
    .execute()
  return position + size
}

function toOwnLine(text: string): string {
  return `[arkindex-ci server, ${new Date().toISOString()}] ${text}\n`
}

/** Adds a line of the server's own, which says why a task went on as it did. To be called in a transaction. */
export async function addOwnLine(trx: Database, task: Logged, text: string): Promise<void> {
  const { log_size: position } = await trx
    .selectFrom('task')
    .select('log_size')
    .where('id', '=', task.id)
    .executeTakeFirstOrThrow()
  const end = await addPiece(trx, task, position, { content: toOwnLine(text), sentUntil: null })
  await trx.updateTable('task').set({ log_size: end }).where('id', '=', task.id).execute()
}

/** Keeps the beginning of a log, and says so once. */
async function cutLog(trx: Database, task: Logged, sentUntil: number): Promise<void> {
  const last = await trx
    .selectFrom('task_log')
    .selectAll()
    .where('task_id', '=', task.id)
    .where('position', '<', keptLogSize)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  await trx.deleteFrom('task_log').where('task_id', '=', task.id).where('position', '>=', keptLogSize).execute()
  let end = 0
  if (last) {
    const content = takeStart(last.content, keptLogSize - last.position)
    const size = Buffer.byteLength(content)
    end = last.position + size
    await trx.updateTable('task_log').set({ content, size }).where('id', '=', last.id).execute()
  }
  const line = `\n${toOwnLine(`the log grew beyond ${maximumLogSize} bytes: the rest of it was cut`)}`
  end = await addPiece(trx, task, end, { content: line, sentUntil })
  await trx.updateTable('task').set({ log_size: end, log_is_cut: 1 }).where('id', '=', task.id).execute()
}

/**
 * Adds what the agent sent of the log of the attempt that runs. What was sent before is not added again. To be called in a transaction.
 *
 * @param offset where `text` begins in what the agent sends for this attempt, in bytes
 * @returns how many bytes of the attempt's log have arrived
 */
export async function addToLog(
  trx: Database,
  task: Row<'task'>,
  offset: number,
  text: string,
): Promise<{ size: number; is_cut: boolean }> {
  const last = await trx
    .selectFrom('task_log')
    .selectAll()
    .where('task_id', '=', task.id)
    .where('attempt', '=', task.attempt)
    .where('sent_until', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  const held = last?.sent_until ?? 0
  const isCut = task.log_is_cut === 1
  if (offset > held) {
    const problem = `Something is missing before it: ${held} bytes of the log of this attempt have arrived.`
    throw new Refusal(400, { offset: [problem], size: held })
  }
  const bytes = Buffer.from(text)
  const fresh = bytes.subarray(held - offset)
  if (fresh.length === 0) return { size: held, is_cut: isCut }
  const sentUntil = held + fresh.length
  if (isCut) {
    // What is not kept is counted all the same, so that the agent's offsets stay right.
    if (last) await trx.updateTable('task_log').set({ sent_until: sentUntil }).where('id', '=', last.id).execute()
    else await addPiece(trx, task, task.log_size, { content: '', sentUntil })
    return { size: sentUntil, is_cut: true }
  }
  const content = toStored(fresh)
  const isLastPiece = last !== undefined && last.position + last.size === task.log_size
  const size = Buffer.byteLength(content)
  if (isLastPiece && last.size + size <= pieceSize) {
    await trx
      .updateTable('task_log')
      .set({ content: last.content + content, size: last.size + size, sent_until: sentUntil })
      .where('id', '=', last.id)
      .execute()
  } else await addPiece(trx, task, task.log_size, { content, sentUntil })
  const total = task.log_size + size
  await trx.updateTable('task').set({ log_size: total }).where('id', '=', task.id).execute()
  if (total > maximumLogSize) await cutLog(trx, task, sentUntil)
  return { size: sentUntil, is_cut: total > maximumLogSize }
}

/** A stretch of a task's log from `offset` on, in bytes; about 1 MiB at most. */
export async function readLog(db: Database, task: Row<'task'>, offset: number): Promise<string> {
  const texts: string[] = []
  let read = 0
  let from = offset
  while (read < answerSize) {
    const piece = await db
      .selectFrom('task_log')
      .selectAll()
      .where('task_id', '=', task.id)
      .where('position', '<=', from)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!piece || piece.position + piece.size <= from) break
    const text = Buffer.from(piece.content).subarray(from - piece.position)
    texts.push(text.toString('utf8'))
    read += text.length
    from = piece.position + piece.size
  }
  return texts.join('')
}
