import type { Finding } from '../finding.ts'

/** The findings as `schemas/findings.json` has them. */
export function formatJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ findings }, null, 2)}\n`
}
