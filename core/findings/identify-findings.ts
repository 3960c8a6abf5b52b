import { createHash } from 'node:crypto'
import type { Finding } from './finding.ts'
import { YamlFile } from './read-yaml.ts'

/**
 * A name for each finding that is the same as long as the problem is: made of file, code, place in the document and message, and
 * not of lines and positions, so that a finding that only moved is no new one. Findings that are alike are told apart by their order.
 */
export function identifyFindings(
  findings: readonly Finding[],
  readText: (file: string) => string | undefined,
): { finding: Finding; identity: string }[] {
  const files = new Map<string, YamlFile | undefined>()
  const open = (file: string) => {
    if (!files.has(file)) {
      const text = readText(file)
      files.set(file, text === undefined ? undefined : new YamlFile(text, file))
    }
    return files.get(file)
  }
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const { file, code, line, column, message } = finding
    const place = open(file)?.nameAt(line, column) ?? []
    // Numbers in a message are lines and positions, most of all.
    const alike = JSON.stringify([file, code, place, message.replace(/[0-9]+/g, '#')])
    const order = seen.get(alike) ?? 0
    seen.set(alike, order + 1)
    return { finding, identity: createHash('sha256').update(`${alike} ${order}`).digest('hex').slice(0, 32) }
  })
}
