import type { ApiAnswer } from './api/answer.ts'
import type { Clock } from './clock.ts'

export interface RateLimit {
  /** Calls of one user in one period. */
  limit: number
  /** Milliseconds; a minute by default. */
  period?: number
  /** `plain` is what the middleware before GitLab answers, `application` what the API itself does. */
  style?: 'plain' | 'application'
}

export interface RateLimiter {
  /** Counts a call. Gives the headers that every answer has, and what is answered when the budget is spent. */
  count(user: string): { headers: Record<string, string>; refusal: ApiAnswer | undefined }
}

const application = {
  status: 429,
  body: { message: { error: 'This endpoint has been requested too many times. Try again later.' } },
}

export function createRateLimiter({ limit, period = 60_000, style = 'plain' }: RateLimit, clock: Clock): RateLimiter {
  const windows = new Map<string, { ends: number; calls: number }>()
  return {
    count: (user) => {
      const now = clock.now()
      const last = windows.get(user)
      const window = last && last.ends > now ? last : { ends: now + period, calls: 0 }
      window.calls += 1
      windows.set(user, window)
      const headers = {
        'ratelimit-name': 'throttle_authenticated_api',
        'ratelimit-limit': String(limit),
        'ratelimit-observed': String(window.calls),
        'ratelimit-remaining': String(Math.max(0, limit - window.calls)),
        'ratelimit-reset': String(Math.ceil(window.ends / 1000)),
        'ratelimit-resettime': new Date(window.ends).toUTCString(),
      }
      if (window.calls <= limit) return { headers, refusal: undefined }
      const plain = { status: 429, bytes: Buffer.from('Retry later\n') }
      const refusal: ApiAnswer = {
        ...(style === 'plain' ? plain : application),
        headers: {
          ...headers,
          ...(style === 'plain' ? { 'content-type': 'text/plain' } : {}),
          'retry-after': String(Math.ceil((window.ends - now) / 1000)),
        },
      }
      return { headers, refusal }
    },
  }
}
