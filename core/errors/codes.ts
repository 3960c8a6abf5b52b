/** What every coded error says: `{name}` is replaced by a detail of the error. One table for the command, the server and the docs. */
export interface ErrorRow {
  /** What happened. */
  message: string
  /** What the reader can do about it. */
  remedy: string
  /** Exit code of the command: 1 findings or failed steps, 2 usage or configuration, 3 unreachable, 4 stale plan, 130 interrupted. */
  exit: 1 | 2 | 3 | 4 | 130
}

const usage = 2
const unreachable = 3

export const errorCodes = {
  'unknown-command': {
    message: 'There is no command "{command}".',
    remedy: 'Run "arkindex-ci --help" for the list of commands.',
    exit: usage,
  },
  'wrong-usage': {
    message: '{problem}',
    remedy: 'Run "arkindex-ci {command} --help" for the options and an example.',
    exit: usage,
  },
  interrupted: {
    message: 'Interrupted by {signal}.',
    remedy: 'Run the same command again: it looks at what is done and finishes the rest.',
    exit: 130,
  },
  'output-closed': {
    message: 'The reader of the output closed it before the end.',
    remedy: 'Write to a file, or read the whole output. What the command does was not cut short by it.',
    exit: 1,
  },
  'file-unreadable': {
    message: '{file} cannot be read: {reason}.',
    remedy: 'Check that the path is right and that the file may be read.',
    exit: usage,
  },
  'file-unwritable': {
    message: '{file} cannot be written: {reason}.',
    remedy: 'Check that the folder exists, may be written to and has space left.',
    exit: usage,
  },
  'internal-error': {
    message: 'Something went wrong inside arkindex-ci: {reason}.',
    remedy: 'This is a defect of arkindex-ci. Report it with the command that you ran and this message.',
    exit: 1,
  },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof errorCodes
