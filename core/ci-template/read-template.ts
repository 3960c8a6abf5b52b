import { Composer, isAlias, isMap, isPair, isScalar, isSeq, Lexer, type Node, Parser } from 'yaml'
import type { FindingCode } from '../findings/codes.ts'
import type { FindingDetails } from '../findings/create-finding.ts'
import { yamlLimits } from '../findings/read-yaml.ts'
import { resolvePlainScalar } from '../findings/yaml-scalar.ts'
import type { TemplateCode } from './codes.ts'

/** A place in a text, as offsets; the end is exclusive. */
export interface Place {
  start: number
  end: number
}

export interface ScalarNode extends Place {
  kind: 'scalar'
  value: null | boolean | number | string
  style: 'plain' | 'single' | 'double' | 'block'
}

export interface MapNode extends Place {
  kind: 'map'
  entries: Map<string, { key: ScalarNode; value: TemplateNode }>
}

export interface ListNode extends Place {
  kind: 'list'
  items: TemplateNode[]
}

/** `!reference [job, key]`. */
export interface ReferenceNode extends Place {
  kind: 'reference'
  path: string[]
}

/** YAML as GitLab reads it, with the place of each value. An alias is the same node as what it stands for. */
export type TemplateNode = ScalarNode | MapNode | ListNode | ReferenceNode

/** Told what is wrong with the text, at offsets of it. */
export type Tell = (code: TemplateCode | FindingCode, start: number, end: number, details?: FindingDetails) => void

/** The parts of a file between lines of `---`, without what stands before a leading one. */
export function splitDocuments(text: string): Place[] {
  const parts: Place[] = []
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  for (const match of text.matchAll(/^---(?=\s)/gm)) {
    parts.push({ start, end: match.index })
    start = match.index + 3
  }
  parts.push({ start, end: text.length })
  const [first] = parts
  const isLead =
    first !== undefined && parts.length > 1 && /^(?:\s*(?:#[^\n]*)?\n)*\s*$/.test(text.slice(first.start, first.end))
  return isLead ? parts.slice(1) : parts
}

/** Reads one YAML document. Gives null where it is empty, and undefined where it cannot be read, which is told. */
export function readTemplate(text: string, tell: Tell): TemplateNode | null | undefined {
  const parser = new Parser()
  const tokens = []
  let count = 0
  for (const lexeme of new Lexer().lex(text)) {
    count += 1
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > yamlLimits.depth + 2) {
      tell('yaml-too-deep', parser.offset, parser.offset + 1, { limit: yamlLimits.depth })
      return undefined
    }
    if (count > yamlLimits.tokens) {
      const details = { limit: yamlLimits.tokens.toLocaleString('en'), things: 'words and signs' }
      tell('yaml-too-complex', parser.offset, parser.offset + 1, details)
      return undefined
    }
  }
  for (const token of parser.end()) tokens.push(token)
  const composer = new Composer({
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const documents = composer.compose(tokens, true, text.length)
  const first = documents.next()
  if (first.done) return null
  const [error] = first.value.errors
  if (error) {
    const last = text.trimEnd().length
    const start = Math.max(0, Math.min(error.pos[0], last - 1))
    const message = (error.message.split('\n')[0] ?? '').slice(0, 200).replace(/[.:]$/, '')
    tell('yaml-syntax', start, Math.max(Math.min(error.pos[1], last), start + 1), {
      problem: `${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    })
    return undefined
  }
  const second = documents.next()
  if (!second.done) {
    const start = second.value.range[0]
    tell('documents-too-many', start, start + 1)
    return undefined
  }
  return new Reader(text, tell).read(first.value.contents)
}

/** The mapping that a node is, or nothing. */
export function asMap(node: TemplateNode | null | undefined): MapNode | undefined {
  return node?.kind === 'map' ? node : undefined
}

/** The value of a key of a mapping, or nothing. */
export function readEntry(node: TemplateNode | null | undefined, key: string): TemplateNode | undefined {
  return asMap(node)?.entries.get(key)?.value
}

/** The text that a node is, or nothing. */
export function readString(node: TemplateNode | null | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

/** Names the kind of a node for a message. */
export function nameNode(node: TemplateNode | null | undefined): string {
  if (node?.kind === 'map') return 'a mapping'
  if (node?.kind === 'list') return 'a list'
  if (node?.kind === 'reference') return 'a reference'
  const value = node?.value ?? null
  if (value === null) return 'nothing'
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : 'a boolean'
}

class Reader {
  readonly #text: string
  readonly #tell: Tell
  readonly #anchors = new Map<string, Node>()
  /** Null while the node is being read: an alias to it would stand inside of itself. */
  readonly #made = new Map<Node, { node: TemplateNode; size: number } | null>()
  #size = 0
  #isStopped = false

  constructor(text: string, tell: Tell) {
    this.#text = text
    this.#tell = tell
  }

  read(root: unknown): TemplateNode | null | undefined {
    const node = this.#read(root, 0)
    if (this.#isStopped) return undefined
    return node.kind === 'scalar' && node.value === null ? null : node
  }

  #stop(code: FindingCode, place: Place, details: FindingDetails): void {
    if (!this.#isStopped) this.#tell(code, place.start, place.end, details)
    this.#isStopped = true
  }

  #place(node: Node): Place {
    const [start, end] = node.range ?? [0, 0]
    let last = end
    if (!isScalar(node) || node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
      while (last > start && /\s/.test(this.#text[last - 1] ?? '')) last -= 1
    }
    return { start, end: last }
  }

  #read(value: unknown, offset: number): TemplateNode {
    const nothing: ScalarNode = { kind: 'scalar', value: null, style: 'plain', start: offset, end: offset }
    if (this.#isStopped) return nothing
    if (isAlias(value)) return this.#readAlias(value, nothing)
    if (!isScalar(value) && !isMap(value) && !isSeq(value)) return nothing
    const before = this.#size
    if (value.anchor) this.#anchors.set(value.anchor, value)
    this.#made.set(value, null)
    this.#grow(1, this.#place(value))
    const node = isScalar(value) ? this.#readScalar(value) : this.#readCollection(value)
    this.#made.set(value, { node, size: this.#size - before })
    return node
  }

  #readAlias(alias: Node & { source: string }, nothing: ScalarNode): TemplateNode {
    const name = alias.source.slice(0, 100)
    const target = this.#anchors.get(alias.source)
    const place = this.#place(alias)
    if (!target) {
      this.#stop('yaml-alias-unknown', place, { name })
      return nothing
    }
    const made = this.#made.get(target)
    if (!made) {
      this.#stop('yaml-alias-cycle', place, { name })
      return nothing
    }
    this.#grow(made.size, place)
    return made.node
  }

  #grow(size: number, place: Place): void {
    this.#size += size
    if (this.#size > yamlLimits.values)
      this.#stop('yaml-alias-expansion', place, { limit: yamlLimits.values.toLocaleString('en') })
  }

  #readScalar(node: Node & { type?: string; source?: string; value?: unknown; tag?: string }): ScalarNode {
    const place = this.#place(node)
    const source = String(node.source ?? node.value ?? '')
    const isPlain = node.type === 'PLAIN'
    const isText = !isPlain || node.tag === '!str' || node.tag === 'tag:yaml.org,2002:str'
    const scalar = resolvePlainScalar(source)
    const style =
      node.type === 'QUOTE_SINGLE' ? 'single' : node.type === 'QUOTE_DOUBLE' ? 'double' : isPlain ? 'plain' : 'block'
    return { kind: 'scalar', value: isText ? source : scalar.value, style, ...place }
  }

  #readCollection(node: Node & { items: unknown[]; tag?: string }): TemplateNode {
    const place = this.#place(node)
    if (isMap(node)) return this.#readMap(node.items, place)
    const items: TemplateNode[] = []
    for (const item of node.items) {
      if (this.#isStopped) break
      items.push(this.#read(item, place.start))
    }
    if (node.tag !== '!reference') return { kind: 'list', items, ...place }
    const path = items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [String(item.value)] : []))
    if (path.length !== items.length || path.length === 0)
      this.#tell('reference-wrong', this.#findTag(place.start), place.end, { problem: 'names no job and key' })
    return { kind: 'reference', path, start: this.#findTag(place.start), end: place.end }
  }

  /** Where the tag begins that stands before an offset: the range of a node leaves it out. */
  #findTag(offset: number): number {
    const at = this.#text.lastIndexOf('!reference', offset)
    return at === -1 ? offset : at
  }

  #readMap(pairs: readonly unknown[], place: Place): MapNode {
    const entries: MapNode['entries'] = new Map()
    const merged: TemplateNode[] = []
    for (const pair of pairs) {
      if (this.#isStopped) break
      if (!isPair(pair)) continue
      const key = this.#read(pair.key, place.start)
      if (key.kind !== 'scalar') {
        this.#tell('yaml-key-complex', key.start, key.end)
        continue
      }
      const value = this.#read(pair.value, key.end)
      const name = key.value === null ? '' : String(key.value)
      if (name === '<<' && key.style === 'plain') {
        merged.push(value)
        continue
      }
      const first = entries.get(name)
      if (first)
        this.#tell('yaml-duplicate-key', key.start, key.end, { key: name.slice(0, 100), line: this.#line(first.key) })
      entries.set(name, { key, value })
    }
    for (const source of merged.flatMap((value) => (value.kind === 'list' ? value.items : [value]))) {
      if (source.kind !== 'map') {
        if (!this.#isStopped) this.#tell('yaml-merge', source.start, source.end)
        continue
      }
      for (const [name, entry] of source.entries) {
        if (!entries.has(name)) entries.set(name, entry)
      }
      this.#grow(source.entries.size, place)
    }
    return { kind: 'map', entries, ...place }
  }

  #line({ start }: Place): number {
    return this.#text.slice(0, start).split('\n').length
  }
}
