import path from 'node:path'
import { parseArgs } from 'node:util'

export interface DemoArguments {
  /** End when the release is done. */
  isOnce: boolean
  format: 'text' | 'json'
  /** Folder that keeps everything; undefined takes a temporary one. */
  state: string | undefined
  tag: string
  /** Folder whose content is committed for a tag that the state does not have yet. */
  repository: string
}

export const help = `Releases the example repository's tag end to end, on this machine alone.

Usage: npm run demo -- [options]

  --once             Ends when the release is done, and leaves nothing running; else it stays up until Ctrl-C
  --format FORMAT    text or json: one JSON document on the last line (default text)
  --state DIR        Keeps database, registry and repository: a second run on the same tag changes nothing
  --tag TAG          The tag to release (default v1.0.0). One that the state does not have is made of the repository as it is
  --repository DIR   The worker repository to release (default examples/)
  --no-install       Installs no system tools
  --help             Shows this text

Exit code: 0 when all of it worked, 1 when not, 2 for wrong options, 130 when interrupted.
`

/** Reads the arguments of the demo. Throws an error with what is wrong in words; undefined where help is asked for. */
export function readArguments(args: readonly string[], root: string): DemoArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    allowPositionals: false,
    options: {
      once: { type: 'boolean' },
      format: { type: 'string', default: 'text' },
      state: { type: 'string' },
      tag: { type: 'string', default: 'v1.0.0' },
      repository: { type: 'string' },
      'no-install': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined
  const { format, tag } = values
  if (format !== 'text' && format !== 'json') throw new Error(`--format is "${format}"; it can be text or json`)
  if (!/^[A-Za-z0-9][\w.+-]*$/.test(tag)) throw new Error(`--tag is "${tag}", which is no name of a tag`)
  return {
    isOnce: values.once === true,
    format,
    state: values.state,
    tag,
    repository: path.resolve(values.repository ?? path.join(root, 'examples')),
  }
}
