import { describe, expect, it } from 'vitest'
import { identifyFindings } from '../../../core/findings/identify-findings.ts'
import { readWorkerFile } from '../../../core/worker-yaml/read-worker-file.ts'

const file = 'arkindex/reader.yml'

const identify = (text: string) =>
  identifyFindings(readWorkerFile(text, file).yaml.findings, () => text).map(
    ({ finding, identity }) => `${finding.code} ${identity}`,
  )

const option = (key: string, type: string) => `  - { key: ${key}, display_name: ${key}, type: ${type}, default: 3 }\n`
const head = 'slug: reader\ndisplay_name: Reader\ntype: recognizer\ndescription: Reads.\nconfiguration:\n'

describe('the identity of a finding', () => {
  it('stays when lines and other options come before it', () => {
    const one = identify(`${head}${option('depth', 'strnig')}`)
    const moved = identify(`# A comment.\n\n${head}${option('width', 'int')}${option('depth', 'strnig')}`)
    expect(one).toHaveLength(1)
    expect(moved).toEqual(one)
  })

  it('is another for another option, another code and a second finding of the same kind in one place', () => {
    const two = identify(`${head}${option('depth', 'strnig')}${option('width', 'strnig')}`)
    expect(new Set(two).size).toBe(2)
    const missing = identify('configuration: []\n')
    expect(missing.length).toBeGreaterThan(2)
    expect(new Set(missing).size).toBe(missing.length)
  })

  it('is there for text that is no YAML, and for a file that cannot be read', () => {
    expect(identify('slug: [reader\n')).toHaveLength(1)
    const findings = readWorkerFile('slug: [reader\n', file).yaml.findings
    expect(identifyFindings(findings, () => undefined)).toHaveLength(1)
  })
})
