import { type AnswerOrigin, type Fields, readFields } from '../read-fields.ts'
import { orUndefined } from '../requester/forge-errors.ts'

/** The fields of what is asked for; undefined where GitLab knows nothing there. Throws `forge-answer-invalid` where it gives no object. */
export async function findFields(asked: Promise<unknown>, origin: AnswerOrigin): Promise<Fields | undefined> {
  const found = await orUndefined(asked.then((answer) => ({ answer })))
  return found && readFields(found.answer, origin)
}
