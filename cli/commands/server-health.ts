import { CodedError } from '../../core/errors/coded-error.ts'
import type { Command } from '../command.ts'

/** Milliseconds that the server has to answer. */
const patience = 5000

/** `arkindex-ci server health`: 0 where the server is ready, for an image that has no curl. */
export const serverHealth: Command = {
  name: 'server health',
  summary: 'Asks a bundled server whether it is ready',
  options: {
    url: {
      type: 'string',
      value: 'URL',
      description: 'Where the server listens',
      default: 'http://127.0.0.1:8000',
      fromEnvironment: false,
    },
  },
  examples: [{ line: 'arkindex-ci server health --url http://127.0.0.1:8000', does: 'ends with 0 where it is ready' }],
  run: async ({ options }, context) => {
    const given = String(options.url)
    if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
      const problem = 'it is a URL such as http://127.0.0.1:8000'
      throw new CodedError('server-setting-invalid', { setting: '--url', value: given, problem })
    }
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(patience)])
    const status = await fetch(new URL('/readyz', given), { signal }).then(
      (response) => response.status,
      () => undefined,
    )
    if (status === 200) {
      context.stdout.write('ready\n')
      return 0
    }
    context.stdout.write(status === undefined ? 'no answer\n' : 'not ready\n')
    return status === undefined ? 3 : 1
  },
}
