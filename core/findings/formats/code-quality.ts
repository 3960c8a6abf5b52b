import { createHash } from 'node:crypto'
import type { Finding } from '../finding.ts'

/**
 * GitLab's Code Quality report (reference/gitlab-ci.md 3.3). A fingerprint holds no line, so that a finding that only moved
 * stays the same one; findings of one file that say the same are told apart by their order.
 */
export function formatCodeQuality(findings: readonly Finding[]): string {
  const seen = new Map<string, number>()
  const issues = findings.map(({ file, line, code, severity, message, remedy }) => {
    const identity = `${file}\0${code}\0${message}`
    const order = seen.get(identity) ?? 0
    seen.set(identity, order + 1)
    return {
      description: `${message} ${remedy}`,
      check_name: code,
      fingerprint: createHash('sha256').update(`${identity}\0${order}`).digest('hex'),
      severity: severity === 'error' ? 'major' : 'minor',
      location: { path: file, lines: { begin: line } },
    }
  })
  return `${JSON.stringify(issues, null, 2)}\n`
}
