import { CodedError } from '../errors/coded-error.ts'

const unreachable = [
  /connection refused/i,
  /no such host/i,
  /i\/o timeout/i,
  /context deadline exceeded/i,
  /network is unreachable/i,
  /no route to host/i,
  /connection reset/i,
  /server gave HTTP response to HTTPS client/i,
  /x509|certificate|tls: /i,
  /: EOF\b/,
  /(received unexpected HTTP status|StatusCode): 5\d\d/i,
]

const refused = [
  /unauthorized/i,
  /invalid username\/password/i,
  /authentication required/i,
  /denied/i,
  /forbidden/i,
  /\b40[13]\b/,
]

function findReason(output: string): string {
  const lines = output.trim().split('\n')
  const line = lines.findLast((text) => /error/i.test(text)) ?? lines.at(-1) ?? ''
  return line
    .replace(/^.*?\b(?:Error: |msg=")/, '')
    .trim()
    .slice(0, 500)
}

/** The coded error in what a builder said of a registry: it was not reached, or it refused. Undefined where it is about neither. */
export function readRegistryError(
  output: string,
  registry: string,
  action: 'login' | 'push' | 'pull',
): CodedError | undefined {
  const reason = findReason(output)
  if (unreachable.some((pattern) => pattern.test(reason)))
    return new CodedError('registry-unreachable', { registry, reason })
  if (!refused.some((pattern) => pattern.test(reason))) return undefined
  if (action === 'login') return new CodedError('registry-login-refused', { registry, reason })
  if (action === 'push') return new CodedError('registry-push-refused', { registry, reason })
  return undefined
}
