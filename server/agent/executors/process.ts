import { rm } from 'node:fs/promises'
import { markVariable } from '../process-identity.ts'
import { splitCommand } from '../split-command.ts'
import { describeFolder } from '../task-folder.ts'
import { type ContainerTool, UnstartedError } from './container-tool.ts'

function moveData(env: Readonly<Record<string, string>>, data: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replace(/^\/data(?=\/|$)/, () => data)]),
  )
}

/** Runs the worker's command on this machine as it is, in a given folder: for development. Nothing is isolated. */
export const processTool: ContainerTool = {
  prepare: async ({ plan, folder, token }) => {
    const [program, ...args] = plan.command === null ? [] : splitCommand(plan.command)
    if (program === undefined)
      throw new UnstartedError(
        'the worker version names no command, and the executor "process" looks into no image: set docker.command in the worker’s YAML',
      )
    const { data } = describeFolder(folder)
    return {
      program,
      args,
      // There is no /data here: the worker is told where its folder is.
      env: { ...moveData(plan.env, data), ARKINDEX_TASK_TOKEN: token, [markVariable]: plan.mark },
      ...(plan.workdir === null ? {} : { cwd: plan.workdir }),
    }
  },
  remove: async ({ folder }) => {
    await rm(folder, { recursive: true, force: true, maxRetries: 2 })
  },
  removeImage: async () => {},
}
