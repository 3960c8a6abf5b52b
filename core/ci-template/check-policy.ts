import { showValue } from '../findings/check-yaml-file.ts'
import { globalKeywords, listJobs } from './check-jobs.ts'
import type { InterpolatedText } from './interpolate.ts'
import { asMap, type MapNode, readEntry, readString, type Tell, type TemplateNode } from './read-template.ts'

/** What makes a component safe to include for somebody who does not know it (docs/guides/linting-components.md). */
export function checkPolicy(body: MapNode, interpolated: InterpolatedText, tell: Tell): void {
  for (const [name, { key }] of body.entries) {
    if (globalKeywords.includes(name) && name !== 'include' && name !== 'spec')
      tell('policy-global-keyword', key.start, key.end, { key: name })
  }
  for (const { name, key, job } of listJobs(body)) {
    const isNamedByInput = interpolated.listPieces(key).some(({ input }) => input !== undefined)
    if (!isNamedByInput) {
      const plain = name.slice(0, 100)
      tell('policy-job-name', key.start, key.end, { name: JSON.stringify(plain), plain })
    }
    checkScripts(job, interpolated, tell)
    checkImage(readEntry(job, 'image'), interpolated, tell)
    const services = readEntry(job, 'services')
    for (const service of services?.kind === 'list' ? services.items : []) checkImage(service, interpolated, tell)
  }
}

function checkScripts(job: TemplateNode, interpolated: InterpolatedText, tell: Tell): void {
  const after = asMap(job)?.entries.get('after_script')
  if (after) tell('policy-after-script', after.key.start, after.key.end)
  const script = asMap(job)?.entries.get('script')
  if (script && !isOneCall(script.value)) tell('policy-script-long', script.key.start, script.key.end)
  for (const name of ['before_script', 'script', 'after_script']) {
    for (const line of listLines(readEntry(job, name))) {
      for (const piece of interpolated.listPieces(line)) tell('policy-interpolated-script', piece.start, piece.end)
    }
  }
}

function listLines(node: TemplateNode | undefined): TemplateNode[] {
  if (node?.kind === 'list') return node.items.flatMap(listLines)
  return node?.kind === 'scalar' ? [node] : []
}

/** Whether a script is one command: one line without a second command, a pipe, a substitution or a redirection. */
function isOneCall(script: TemplateNode): boolean {
  if (script.kind === 'reference') return true
  const lines = listLines(script)
  const [line] = lines
  if (lines.length !== 1 || !line) return false
  const text = readString(line)
  return text !== undefined && !/[\n;|&<>`]|\$\(/.test(text.trim())
}

function checkImage(node: TemplateNode | undefined, interpolated: InterpolatedText, tell: Tell): void {
  const image = node?.kind === 'map' ? readEntry(node, 'name') : node
  const name = readString(image)
  if (!image || name === undefined) return
  const isChosen = interpolated.listPieces(image).length > 0
  if (!isChosen && !/@sha256:[0-9a-f]{64}$/.test(name))
    tell('policy-image-floating', image.start, image.end, { value: showValue(name) })
}
