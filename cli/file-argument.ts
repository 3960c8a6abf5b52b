import path from 'node:path'
import { CodedError } from '../core/errors/coded-error.ts'

/** The one positional argument of a command, as the absolute path of a file. Throws `wrong-usage`. */
export function readFileArgument(command: string, positionals: readonly string[], cwd: string): string {
  const [file, extra] = positionals
  if (file === undefined || file === '') {
    throw new CodedError('wrong-usage', { problem: `"${command}" needs the name of a file.`, command })
  }
  if (extra !== undefined) {
    throw new CodedError('wrong-usage', { problem: `"${extra}" is one argument too many.`, command })
  }
  return path.resolve(cwd, file)
}
