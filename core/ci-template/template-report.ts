import type { FindingCode } from '../findings/codes.ts'
import { findingCodes } from '../findings/codes.ts'
import { type FindingDetails, fillFinding } from '../findings/create-finding.ts'
import type { Finding } from '../findings/finding.ts'
import { LineIndex } from '../findings/line-index.ts'
import { yamlLimits } from '../findings/read-yaml.ts'
import { type TemplateCode, templateCodes } from './codes.ts'

function isTemplateCode(code: TemplateCode | FindingCode): code is TemplateCode {
  return Object.hasOwn(templateCodes, code)
}

/** The findings of one template. Places are offsets of its text. */
export class TemplateReport {
  readonly file: string
  readonly findings: Finding[] = []
  readonly #lines: LineIndex
  readonly #told = new Set<string>()
  #isFull = false

  constructor(text: string, file: string) {
    this.file = file
    this.#lines = new LineIndex(text)
  }

  /** Adds a finding once; after the first hundred of a file, one more says that there are others. */
  add(code: TemplateCode | FindingCode, start: number, end: number, details: FindingDetails = {}): void {
    if (this.#isFull) return
    const span = this.#lines.span(start, end)
    if (this.findings.length >= yamlLimits.findings) {
      this.#isFull = true
      const row = findingCodes['too-many-findings']
      this.findings.push(fillFinding('too-many-findings', row, this.file, span, { limit: yamlLimits.findings }))
      return
    }
    const row = isTemplateCode(code) ? templateCodes[code] : findingCodes[code]
    const finding = fillFinding(code, row, this.file, span, details)
    const identity = JSON.stringify(finding)
    if (this.#told.has(identity)) return
    this.#told.add(identity)
    this.findings.push(finding)
  }
}
