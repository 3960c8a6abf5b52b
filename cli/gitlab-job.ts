import { openTransport } from '../core/arkindex/transport.ts'
import { CodedError, CodedErrors } from '../core/errors/coded-error.ts'
import { type GitlabApi, type GitlabCredential, openGitlabApi } from '../core/gitlab/gitlab-api.ts'
import type { CommandContext } from './command.ts'

/** Reads a variable of the job; what is missing goes to `missing`. */
export function openVariables(what: string, env: CommandContext['env']) {
  const missing: CodedError[] = []
  return {
    read: (variable: string): string => {
      const value = env[variable]
      if (!value) missing.push(new CodedError('gitlab-variable-missing', { variable, what }))
      return value ?? ''
    },
    /** Throws one coded error for each variable that was asked for and is not set. */
    check: (): void => {
      if (missing.length > 0) throw new CodedErrors(missing)
    },
  }
}

/** Lends the API of the job's own GitLab to `work`, and closes the connections after it. */
export async function withGitlab<Result>(
  apiUrl: string,
  credential: GitlabCredential,
  { env, signal }: Pick<CommandContext, 'env' | 'signal'>,
  work: (api: GitlabApi) => Promise<Result>,
): Promise<Result> {
  const transport = openTransport({ env })
  try {
    return await work(openGitlabApi({ apiUrl, credential, transport, signal }))
  } finally {
    await transport.close()
  }
}
