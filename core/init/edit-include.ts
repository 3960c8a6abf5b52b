import { type Place, readEntry, readString, type ScalarNode, type TemplateNode } from '../ci-template/read-template.ts'
import { findLineEnd, findLineStart, insertLines, type OffsetEdit, readIndent } from './text-edits.ts'

/** A line of YAML below a list item, and how deep it stands there. */
export interface IncludeItem {
  /** As a block, without the dash and without indentation. */
  block: readonly string[]
  /** The same in one line. */
  flow: string
}

export interface IncludeChange {
  edits: OffsetEdit[]
  /** Where the form of the file is none that is changed. */
  unknown: Place | undefined
}

/** The entries of `include`, one or many. */
export function listIncludes(node: TemplateNode | undefined): TemplateNode[] {
  if (!node || (node.kind === 'scalar' && node.value === null)) return []
  return node.kind === 'list' ? node.items : [node]
}

/** The file, address, template or component that an entry of `include` names. */
export function nameIncluded(item: TemplateNode): string[] {
  const text = readString(item)
  if (text !== undefined) return [text]
  const names = ['local', 'file', 'remote', 'template', 'component'].map((key) => readEntry(item, key))
  return names
    .flatMap((node) => (node?.kind === 'list' ? node.items : [node]))
    .flatMap((node) => readString(node) ?? [])
}

function renderBlock({ block }: IncludeItem, indent: string): string {
  return block.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}\n`).join('')
}

/**
 * Adds an entry to `include` and takes others out, as the file writes it: a block or a flow list, one entry alone, or none yet.
 *
 * @param entry the key `include` and its value, where the file has it
 * @param at where the key is put if there is none: an offset that begins a line
 * @param added the entry to add; undefined where there is nothing to add
 * @param removed entries to take out
 * @param tail lines to put behind the whole of `include`
 */
export function editInclude(
  text: string,
  entry: { key: ScalarNode; value: TemplateNode } | undefined,
  at: number,
  added: IncludeItem | undefined,
  removed: ReadonlySet<TemplateNode>,
  tail: string,
): IncludeChange {
  const fresh = added ? renderBlock(added, '  ') : ''
  if (!entry) {
    const lines = `${fresh === '' ? '' : `include:\n${fresh}`}${tail}`
    const gap = at === text.length ? '' : '\n'
    return { edits: lines === '' ? [] : [insertLines(text, at, `${lines}${gap}`)], unknown: undefined }
  }
  const { key, value } = entry
  const unknown = { edits: [], unknown: key }
  // An alias has the place of what it stands for.
  if (value.start < key.end || value.kind === 'reference') return unknown
  const isNothing = value.kind === 'scalar' && value.value === null
  const isFlow = text[value.start] === '[' || text[value.start] === '{'
  if (value.kind === 'list' && !isFlow) return editBlockList(text, key, value.items, added, removed, tail)
  if (value.kind === 'list') {
    if (removed.size > 0 || text[value.end - 1] !== ']') return unknown
    const edits: OffsetEdit[] = []
    const inside = text.slice(value.start + 1, value.end - 1)
    const comma = value.items.length === 0 || /,\s*$/.test(inside) ? '' : ', '
    if (added) edits.push({ start: value.end - 1, end: value.end - 1, text: `${comma}${added.flow}` })
    if (tail !== '') edits.push(insertLines(text, findLineEnd(text, value.end), tail))
    return { edits, unknown: undefined }
  }
  const isRemoved = removed.has(value)
  if (!added && !isRemoved) {
    const edits = tail === '' ? [] : [insertLines(text, findLineEnd(text, value.end), tail)]
    return { edits, unknown: undefined }
  }
  const start = findLineStart(text, key.start)
  const end = findLineEnd(text, Math.max(value.end, key.end))
  if (isNothing || isRemoved) {
    const lines = `${fresh === '' ? '' : `include:\n${fresh}`}${tail}`
    return { edits: [{ start, end, text: lines }], unknown: undefined }
  }
  const kept =
    value.kind === 'map' && !isFlow ? shiftIntoList(text, value) : `  - ${text.slice(value.start, end).trimEnd()}\n`
  return { edits: [{ start, end, text: `include:\n${kept}${fresh}${tail}` }], unknown: undefined }
}

/** One entry alone, a block mapping, as the first of a list. */
function shiftIntoList(text: string, value: Place): string {
  const base = readIndent(text, value.start).length
  const lines = text.slice(findLineStart(text, value.start), findLineEnd(text, value.end)).trimEnd().split(/\r?\n/)
  return lines
    .map((line, index) => `${index === 0 ? '  - ' : '    '}${line.slice(base)}`.trimEnd())
    .join('\n')
    .concat('\n')
}

function editBlockList(
  text: string,
  key: Place,
  items: readonly TemplateNode[],
  added: IncludeItem | undefined,
  removed: ReadonlySet<TemplateNode>,
  tail: string,
): IncludeChange {
  const places = items.map((item) => ({
    item,
    start: findLineStart(text, item.start),
    end: findLineEnd(text, Math.max(item.end - 1, item.start)),
  }))
  const isPlain = places.every(
    ({ start, item }, index) =>
      /^ *-(?:\s|$)/.test(text.slice(start, findLineEnd(text, start))) &&
      item.start > key.end &&
      start >= (places[index - 1]?.end ?? 0),
  )
  const last = places.at(-1)
  if (!isPlain || !last) return { edits: [], unknown: key }
  const edits = places.flatMap(({ item, start, end }) => (removed.has(item) ? [{ start, end, text: '' }] : []))
  const indent = readIndent(text, last.start)
  const isEmptied = !added && edits.length === items.length
  if (isEmptied) edits.push({ start: findLineStart(text, key.start), end: findLineEnd(text, key.end), text: '' })
  const lines = `${added ? renderBlock(added, indent) : ''}${tail}`
  if (lines !== '') edits.push(insertLines(text, last.end, lines))
  return { edits, unknown: undefined }
}
