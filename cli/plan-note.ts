import { listCodedErrors } from '../core/errors/coded-error.ts'
import { keepNote } from '../core/gitlab/merge-request-note.ts'
import type { Plan } from '../core/release/plan.ts'
import { renderPlanNote } from '../core/release/render-markdown.ts'
import type { CommandContext } from './command.ts'
import { openVariables, withGitlab } from './gitlab-job.ts'

/** Never the job's own token: it may not write notes (gitlab-ci.md 3.3). */
const tokenVariable = 'ARKINDEX_CI_NOTE_TOKEN'

/**
 * Keeps a plan as one note on the merge request of the job. Without a token, or outside a merge request, there is none, and what
 * goes wrong is told and fails nothing: the plan is in the log and in GitLab's widget all the same.
 */
export async function keepPlanNote(plan: Plan, context: CommandContext): Promise<void> {
  const { env, stderr } = context
  const iid = env.CI_MERGE_REQUEST_IID
  const token = env[tokenVariable]
  if (!iid) return
  if (!token) {
    stderr.write(`No note on the merge request: ${tokenVariable} is not set\n`)
    return
  }
  try {
    const variables = openVariables('write a note', env)
    const apiUrl = variables.read('CI_API_V4_URL')
    const project = env.CI_MERGE_REQUEST_PROJECT_ID || variables.read('CI_PROJECT_ID')
    variables.check()
    const { body, digest } = renderPlanNote(plan, env.CI_JOB_URL)
    // Two jobs of one pipeline each keep their own.
    const name = `plan-${(env.CI_JOB_NAME ?? '').replace(/[^A-Za-z0-9.]+/g, '-')}`
    const credential = { kind: 'access', token, name: tokenVariable } as const
    const became = await withGitlab(apiUrl, credential, context, (api) =>
      keepNote(api, { project, iid }, { name, digest, body }),
    )
    stderr.write(`The note on the merge request is ${became}\n`)
  } catch (error) {
    context.signal.throwIfAborted()
    for (const { code, message, remedy } of listCodedErrors(error))
      stderr.write(`warning: no note on the merge request: ${message} [${code}]\n  remedy: ${remedy}\n`)
  }
}
