import { claimFolder, runTask } from '../../server/agent/runner/run-task.ts'
import { openHost } from '../run-program.ts'

// The process of one task, started by the agent: it waits for the name of a folder on its standard input, which lets the agent
// have it ready before there is a task, and ends without one.
async function readFolder(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  return text.trim()
}

async function main(): Promise<void> {
  const folder = await readFolder()
  if (folder === '' || !claimFolder(folder)) return
  await runTask(folder, (signal) => openHost(process.env, signal))
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
