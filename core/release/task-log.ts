import type { ArkindexInstance } from '../arkindex/instance.ts'
import { maskSecrets } from '../log/secrets.ts'
import { readField } from './instance-objects.ts'
import { callOn, takesFilter } from './operations.ts'

const mostLines = 20
const longestLine = 300
/** Bytes at the end of a log of which the last lines are taken. */
const tailSize = 64 * 1024

/** A line that a task printed, without what would steer a terminal, and without secrets that we know. */
function tidyLine(line: string): string {
  const plain = line
    .slice(0, longestLine * 10)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed.
    .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/g, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trimEnd()
  return plain.length > longestLine ? `${plain.slice(0, longestLine - 1)}…` : plain
}

/** The last lines of what a task printed, fit for a terminal. */
export function takeLastLines(text: string): string[] {
  const lines = maskSecrets(text)
    .split(/\r\n|\n|\r/)
    .map(tidyLine)
    .filter((line) => line !== '')
  return lines.slice(-mostLines)
}

function readSize(answer: unknown): number {
  const size: unknown = typeof answer === 'object' && answer !== null && 'size' in answer ? answer.size : undefined
  return typeof size === 'number' && Number.isSafeInteger(size) ? size : 0
}

/** The last lines of the log of a task, at most 20. */
export async function readLastLines(instance: ArkindexInstance, task: string): Promise<string[]> {
  const operation = 'RetrieveTaskLogs'
  const answer = await callOn(instance, operation, { task })
  const text = typeof answer === 'string' ? answer : (readField(answer, 'text') ?? readField(answer, 'logs') ?? '')
  const size = readSize(answer)
  if (size <= Buffer.byteLength(text) || !takesFilter(instance, operation, 'offset')) return takeLastLines(text)
  const end = await callOn(instance, operation, { task }, { offset: Math.max(0, size - tailSize) })
  const [, ...whole] = (readField(end, 'text') ?? '').split('\n')
  return takeLastLines(whole.join('\n'))
}
