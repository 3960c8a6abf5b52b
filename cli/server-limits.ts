import { isIP } from 'node:net'
import { defaultLimits, type Limits } from '../server/http/limits.ts'
import type { OptionSpec, OptionValue } from './command.ts'

/** The options that set limits. They have no defaults of their own, so that a setting of the file counts where no flag is given. */
export const limitOptions: Readonly<Record<string, OptionSpec>> = {
  'body-limit': {
    type: 'string',
    value: 'SIZE',
    description: 'Bytes of a JSON body at most, such as 512kB or 8MB; model archives are apart (default 8MB)',
  },
  'request-timeout': {
    type: 'string',
    value: 'TIME',
    description:
      'What a request of the API gets, first for its body, then for its answer, such as 500ms or 2m (default 30s)',
  },
  'header-timeout': {
    type: 'string',
    value: 'TIME',
    description: 'What a client gets to send the head of a request (default 30s)',
  },
  'idle-timeout': {
    type: 'string',
    value: 'TIME',
    description: 'How long a request under way, an upload too, may go without a byte (default 2m)',
  },
  'keep-alive-timeout': {
    type: 'string',
    value: 'TIME',
    description: 'How long a connection is kept open for a next request (default 72s)',
  },
  'stop-timeout': {
    type: 'string',
    value: 'TIME',
    description: 'What requests under way get when the server is told to stop (default 10s)',
  },
  'rate-limit': {
    type: 'string',
    value: 'N',
    description: 'Requests a minute of one token, or of one address without one; 0 has no limit (default 0)',
  },
  'login-limit': {
    type: 'string',
    value: 'N',
    description: 'Log-ins a minute as one user from one address; ten times as many from one address (default 10)',
  },
  'trusted-proxy': {
    type: 'string',
    multiple: true,
    value: 'ADDRESS',
    description: 'A proxy in front, or a network of them such as 10.0.0.0/8, that tells the address of clients',
  },
}

const times: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }
const sizes: Readonly<Record<string, number>> = { '': 1, B: 1, kB: 1024, MB: 1024 ** 2 }

/** The timers of Node hold no more than this: some 24 days. */
const longest = 2 ** 31 - 1

/** Milliseconds of a text such as `500ms`, `30s` or `2m`; undefined where it is none. */
function readTime(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,7})(ms|s|m)$/.exec(text) ?? []
  const milliseconds = Number(count) * (times[unit] ?? 0)
  return milliseconds > 0 && milliseconds <= longest ? milliseconds : undefined
}

function readSize(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,9})(B|kB|MB)?$/.exec(text) ?? []
  const bytes = Number(count) * (sizes[unit] ?? 0)
  return bytes >= 1024 && bytes <= 1024 ** 3 ? bytes : undefined
}

function readCount(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const timeForm = 'it is a time such as 500ms, 30s or 2m'

/** Reads the limits; `refuse` is told all that is wrong. */
export function readLimits(
  options: Readonly<Record<string, OptionValue>>,
  refuse: (setting: string, value: string, problem: string) => void,
): { limits: Limits; stopTime?: number; trustedProxies: string[] } {
  const read = (name: string, parse: (text: string) => number | undefined, form: string) => {
    const text = options[name]
    if (typeof text !== 'string' || text === '') return undefined
    const value = parse(text)
    if (value === undefined) refuse(`--${name}`, text, form)
    return value
  }
  const trustedProxies = [options['trusted-proxy'] ?? []].flat().map(String)
  for (const proxy of trustedProxies) {
    if (!isNetwork(proxy)) refuse('--trusted-proxy', proxy, 'it is an address or a network such as 10.0.0.0/8')
  }
  const requestTime = read('request-timeout', readTime, timeForm) ?? defaultLimits.requestTime
  const idleTime = read('idle-timeout', readTime, timeForm) ?? Math.max(defaultLimits.idleTime, 2 * requestTime)
  if (idleTime < requestTime) {
    refuse('--idle-timeout', String(options['idle-timeout']), 'it is no shorter than --request-timeout')
  }
  const stopTime = read('stop-timeout', readTime, timeForm)
  return {
    limits: {
      requestTime,
      idleTime,
      headerTime: read('header-timeout', readTime, timeForm) ?? defaultLimits.headerTime,
      keepAliveTime: read('keep-alive-timeout', readTime, timeForm) ?? defaultLimits.keepAliveTime,
      bodyBytes: read('body-limit', readSize, 'it is a size from 1kB to 1024MB') ?? defaultLimits.bodyBytes,
      requestsPerMinute: read('rate-limit', readCount, 'it is a number, or 0') ?? defaultLimits.requestsPerMinute,
      loginsPerMinute:
        read('login-limit', (text) => readCount(text) || undefined, 'it is a number from 1') ??
        defaultLimits.loginsPerMinute,
    },
    ...(stopTime === undefined ? {} : { stopTime }),
    trustedProxies,
  }
}
