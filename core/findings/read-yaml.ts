import {
  Composer,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from 'yaml'
import type { PlainMap, PlainValue } from '../worker-yaml/definition.ts'
import type { FindingCode } from './codes.ts'
import { createFinding, type FindingDetails } from './create-finding.ts'
import type { Finding, Span, TextEdit } from './finding.ts'
import { LineIndex } from './line-index.ts'
import { type PlainScalar, resolvePlainScalar } from './yaml-scalar.ts'

/** Keys and list positions from the root of a document down to a value. */
export type YamlPath = ReadonlyArray<string | number>

/** Which part of an entry a span shows: its key, its value, or where there is no such value, the nearest that is. */
export type YamlPart = 'key' | 'value'

/** A finding and the value that it is about, so that what it spoils can be told from what it does not. */
export interface PlacedFinding {
  finding: Finding
  path: YamlPath
}

/** Bounds that keep time and memory small whatever the text is. */
export const yamlLimits = { bytes: 1024 * 1024, depth: 100, tokens: 150_000, values: 20_000, findings: 100 } as const

const blank: PlainScalar = { kind: 'null', value: null }
const knownTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/

/** One YAML text: its plain data as PyYAML would have it, the findings of its YAML, and where each value stands. */
export class YamlFile {
  readonly file: string
  readonly text: string
  /** The document as plain data; undefined where it cannot be had. Mappings of anchors are shared with their aliases. */
  data: PlainValue | undefined
  readonly placed: PlacedFinding[] = []
  /** Keys of a mapping, or positions of a list, whose number was written as a float without a fraction, such as 1.0. */
  readonly integralFloats = new Map<object, Set<string>>()
  /** Numbers that JSON cannot carry as they are written: not finite, or integers beyond 2^53. */
  readonly unsafeNumbers: Array<{ path: YamlPath; value: number; source: string; span: Span }> = []
  /** Mappings that have a key that is no text. */
  readonly mapsWithOtherKeys = new Set<object>()
  readonly #lines: LineIndex
  #root: Node | null = null
  readonly #aliasTargets = new Map<Node, Node>()
  #isTruncated = false

  constructor(text: string, file: string) {
    this.text = text
    this.file = file
    this.#lines = new LineIndex(text)
    if (this.#checkCharacters()) this.#parse()
  }

  get findings(): Finding[] {
    return this.placed.map(({ finding }) => finding)
  }

  /** Adds a finding; after the first hundred of a file, one more says that there are others. */
  add(code: FindingCode, path: YamlPath, span: Span, details: FindingDetails = {}, edit?: TextEdit): void {
    if (this.#isTruncated) return
    if (this.placed.length >= yamlLimits.findings) {
      this.#isTruncated = true
      const finding = createFinding('too-many-findings', this.file, span, { limit: yamlLimits.findings })
      this.placed.push({ finding, path: [] })
      return
    }
    this.placed.push({ finding: createFinding(code, this.file, span, details, edit), path })
  }

  /** The span between two offsets of the text. */
  span(start: number, end: number): Span {
    return this.#lines.span(start, end)
  }

  /** The offset of a line and column of the text. */
  offset(line: number, column: number): number {
    return this.#lines.offset(line, column)
  }

  /** The place that stands for a whole mapping or list: its first key, or the key that holds it. */
  locateStart(path: YamlPath): Span {
    const { node } = this.#find(path)
    const target = node && isAlias(node) ? this.#aliasTargets.get(node) : node
    if (isMap(target) && isNodePair(target.items[0])) return this.#spanNode(target.items[0].key)
    return path.length === 0 && !target?.range ? this.span(0, 0) : this.locate(path)
  }

  /** The node at a path, or the deepest one above it, and the pair that holds it where it is in a mapping. */
  #find(path: YamlPath): { node: Node | null; pair: Pair<Node, Node | null> | undefined; isExact: boolean } {
    let node = this.#root
    let pair: Pair<Node, Node | null> | undefined
    for (const step of path) {
      const target: Node | null = node && isAlias(node) ? (this.#aliasTargets.get(node) ?? null) : node
      if (isMap(target)) {
        const found = this.#findPair(target, String(step))
        if (!found) return { node, pair, isExact: false }
        pair = found
        node = found.value ?? null
      } else if (isSeq(target) && typeof step === 'number' && target.items[step]) {
        pair = undefined
        node = asNode(target.items[step])
      } else {
        return { node, pair, isExact: false }
      }
    }
    return { node, pair, isExact: true }
  }

  #findPair(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
    let merged: Pair<Node, Node | null> | undefined
    for (const item of map.items) {
      if (!isNodePair(item)) continue
      const scalar = this.#resolveKey(item.key)
      if (scalar.kind === 'merge') {
        for (const source of this.#listMergeSources(item.value)) merged ??= this.#findPair(source, key)
      } else if (scalar.text === key) {
        return item
      }
    }
    return merged
  }

  #listMergeSources(value: Node | null): YAMLMap[] {
    const target = value && isAlias(value) ? this.#aliasTargets.get(value) : value
    if (isMap(target)) return [target]
    if (!isSeq(target)) return []
    return target.items.flatMap((item) => {
      const node = asNode(item)
      const source = node && isAlias(node) ? this.#aliasTargets.get(node) : node
      return isMap(source) ? [source] : []
    })
  }

  /** Where the key or the value at a path stands. A value that is not there shows the key above it, or the start of the file. */
  locate(path: YamlPath, part: YamlPart = 'value'): Span {
    const { node, pair, isExact } = this.#find(path)
    if (pair && (part === 'key' || !isExact || !node?.range || node.range[0] === node.range[1]))
      return this.#spanNode(pair.key)
    if (node?.range && (isExact || isScalar(node))) return this.#spanNode(node)
    if (isMap(node) && isNodePair(node.items[0])) return this.#spanNode(node.items[0].key)
    if (node?.range) return this.span(node.range[0], Math.min(node.range[0] + 1, node.range[1]))
    return this.span(0, 0)
  }

  #spanNode(node: Node): Span {
    const [start, end] = node.range ?? [0, 0]
    let last = end
    if (!isScalar(node) || node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
      while (last > start && /\s/.test(this.text[last - 1] ?? '')) last -= 1
    }
    return this.span(start, last)
  }

  /**
   * What stands at a place, from the root down: keys, and items of lists by their slug, key or name, so that it stays the same
   * when others come before it; by their position where they have none.
   */
  nameAt(line: number, column: number): string[] {
    const offset = this.offset(line, column)
    const holds = (node: Node | null) => node?.range && node.range[0] <= offset && offset <= node.range[1]
    const names: string[] = []
    let node = this.#root
    while (node) {
      let next: Node | null = null
      if (isMap(node)) {
        const pair = node.items.find((item) => isNodePair(item) && (holds(item.key) || holds(asNode(item.value))))
        if (pair && isNodePair(pair)) {
          names.push(this.#resolveKey(pair.key).text)
          next = holds(pair.key) ? null : asNode(pair.value)
        }
      } else if (isSeq(node)) {
        const index = node.items.findIndex((item) => holds(asNode(item)))
        next = asNode(node.items[index])
        if (next) names.push(this.#nameItem(next) ?? String(index))
      }
      node = next
    }
    return names
  }

  #nameItem(item: Node): string | undefined {
    if (!isMap(item)) return undefined
    for (const key of ['slug', 'key', 'name']) {
      const value = this.#findPair(item, key)?.value
      if (isScalar(value) && typeof value.source === 'string') return `${key} ${value.source}`
    }
    return undefined
  }

  /** The text of the value at a path as it is written, where it is one plain or quoted scalar on one line. */
  readSource(path: YamlPath): string | undefined {
    const { node, isExact } = this.#find(path)
    if (!isExact || !isScalar(node) || !node.range || node.tag) return undefined
    const source = this.text.slice(node.range[0], node.range[1])
    return source.includes('\n') || source === '' ? undefined : source
  }

  /** What the plain scalar at a path is; undefined where it is no plain scalar. */
  readScalar(path: YamlPath): PlainScalar | undefined {
    const { node, isExact } = this.#find(path)
    return isExact && isScalar(node) && node.type === 'PLAIN' && !node.tag
      ? resolvePlainScalar(node.source ?? '')
      : undefined
  }

  /** The offsets of the value at a path. */
  readRange(path: YamlPath): [number, number] | undefined {
    const { node, isExact } = this.#find(path)
    return isExact && node?.range ? [node.range[0], node.range[1]] : undefined
  }

  /** Whether a value stands at a path, and not only above it. */
  has(path: YamlPath): boolean {
    return this.#find(path).isExact
  }

  #checkCharacters(): boolean {
    const { text } = this
    if (text.charCodeAt(0) === 0xfeff) {
      const span = this.span(0, 1)
      this.add('encoding-bom', [], span, {}, { ...span, newText: '' })
    }
    // As `Reader.NON_PRINTABLE` of PyYAML, and a lone carriage return, which editors and GitLab do not count as a line.
    const wrong = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)/gu
    let isGood = true
    for (let match = wrong.exec(text); match; match = wrong.exec(text)) {
      const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
      this.add('yaml-character', [], this.span(match.index, match.index + match[0].length), { character: `U+${code}` })
      isGood = false
      if (this.#isTruncated) break
    }
    return isGood
  }

  #checkTabs(): boolean {
    let isGood = true
    let offset = 0
    for (const lexeme of new Lexer().lex(this.text)) {
      if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') continue
      const first = lexeme[0]
      const isQuoted = first === '"' || first === "'" || first === '#' || first === '%'
      const isBlock = first === '|' || first === '>'
      if (!isQuoted && !isBlock && !(lexeme.includes('\n') && this.#isBlockText(offset))) {
        for (let at = lexeme.indexOf('\t'); at !== -1; at = lexeme.indexOf('\t', at + 1)) {
          const start = offset + at
          while (lexeme[at + 1] === '\t') at += 1
          const span = this.span(start, offset + at + 1)
          this.add('yaml-tab', [], span, {}, { ...span, newText: '  '.repeat(offset + at + 1 - start) })
          isGood = false
        }
      }
      if (this.#isTruncated) break
      offset += lexeme.length
    }
    return isGood
  }

  /** Whether a scalar that begins at an offset is the text of a block scalar: the line before ends with its header. */
  #isBlockText(offset: number): boolean {
    const lineEnd = offset - 1
    if (this.text[lineEnd] !== '\n') return false
    const lineStart = this.text.lastIndexOf('\n', lineEnd - 1) + 1
    return /(?:^|\s)[|>][-+0-9]*\s*(?:#.*)?$/.test(this.text.slice(lineStart, lineEnd))
  }

  #parse(): void {
    const { text } = this
    const parser = new Parser()
    const tokens = []
    let count = 0
    for (const lexeme of new Lexer().lex(text)) {
      count += 1
      for (const token of parser.next(lexeme)) tokens.push(token)
      if (parser.stack.length > yamlLimits.depth + 2) {
        this.add('yaml-too-deep', [], this.span(parser.offset, parser.offset + 1), { limit: yamlLimits.depth })
        return
      }
      if (count > yamlLimits.tokens) {
        const details = { limit: yamlLimits.tokens.toLocaleString('en'), things: 'words and signs' }
        this.add('yaml-too-complex', [], this.span(parser.offset, parser.offset + 1), details)
        return
      }
    }
    for (const token of parser.end()) tokens.push(token)
    if (text.includes('\t') && !this.#checkTabs()) return
    const composer = new Composer({
      schema: 'failsafe',
      resolveKnownTags: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    })
    const documents = composer.compose(tokens, true, text.length)
    const first = documents.next()
    if (first.done) return
    const document = first.value
    const [error] = document.errors
    if (error) {
      // What is missing in the end is shown at the last character that there is.
      const last = text.trimEnd().length
      const start = Math.max(0, Math.min(error.pos[0], last - 1))
      const end = Math.min(error.pos[1], last)
      this.add('yaml-syntax', [], this.span(start, Math.max(end, start + 1)), {
        problem: describeSyntaxError(error.message, error.code),
      })
      return
    }
    const second = documents.next()
    if (!second.done) {
      const start = text.slice(0, second.value.range[0]).lastIndexOf('---')
      const offset = start === -1 ? second.value.range[0] : start
      this.add('yaml-several-documents', [], this.span(offset, offset + 3))
      return
    }
    this.#root = document.contents
    new Converter(
      this,
      this.#aliasTargets,
      (node) => this.#spanNode(node),
      (node) => this.#resolveKey(node),
    ).convert(document.contents)
  }

  #resolveKey(node: Node): { kind: PlainScalar['kind'] | 'complex'; text: string } {
    if (isAlias(node)) {
      const target = this.#aliasTargets.get(node)
      return target ? this.#resolveKey(target) : { kind: 'complex', text: '' }
    }
    if (!isScalar(node)) return { kind: 'complex', text: '' }
    const source = String(node.source ?? node.value ?? '')
    if (node.type !== 'PLAIN' || (node.tag && node.tag !== 'tag:yaml.org,2002:null'))
      return { kind: 'text', text: source }
    const scalar = resolvePlainScalar(source)
    // A key that is no text arrives as Python's JSON writes it.
    return { kind: scalar.kind, text: scalar.kind === 'text' ? source : String(scalar.value) }
  }
}

function asNode(value: unknown): Node | null {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value) ? value : null
}

function isNodePair(value: unknown): value is Pair<Node, Node | null> {
  return isPair(value) && asNode(value.key) !== null
}

const syntaxProblems: Readonly<Partial<Record<string, string>>> = {
  BAD_ALIAS: 'an alias has no name, or ends with a colon',
  BAD_DQ_ESCAPE: 'an escape in double quotes is not known',
  BAD_INDENT: 'the indentation does not fit the lines above',
  BAD_SCALAR_START: 'a text may not begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a second "key: value" stands in one line, or a key stands in the wrong column; a text with ": " needs quotes',
  BLOCK_IN_FLOW: 'a block may not stand between brackets or braces',
  KEY_OVER_1024_CHARS: 'a key has more than 1024 characters',
  MULTILINE_IMPLICIT_KEY: 'a key has several lines, or a colon is missing after it',
  TAB_AS_INDENT: 'a tab stands where spaces must indent',
}

function describeSyntaxError(message: string, code: string): string {
  const own = syntaxProblems[code]
  if (own) return own
  const line = (message.split('\n')[0] ?? '').slice(0, 200).replace(/[.:]$/, '')
  return `${line.charAt(0).toLowerCase()}${line.slice(1)}`
}

/** Turns the nodes of one document into plain data, in document order, as PyYAML's composer and safe constructor do. */
class Converter {
  readonly #yaml: YamlFile
  readonly #aliasTargets: Map<Node, Node>
  readonly #spanNode: (node: Node) => Span
  readonly #resolveKey: (node: Node) => { kind: PlainScalar['kind'] | 'complex'; text: string }
  readonly #anchors = new Map<string, Node>()
  readonly #open = new Set<Node>()
  /** Of nodes with an anchor: their data and how many values it holds with its aliases written out. */
  readonly #anchored = new Map<Node, { data: PlainValue; size: number }>()
  readonly #path: Array<string | number> = []
  #nodes = 0
  #size = 0
  #isStopped = false

  constructor(
    yaml: YamlFile,
    aliasTargets: Map<Node, Node>,
    spanNode: (node: Node) => Span,
    resolveKey: (node: Node) => { kind: PlainScalar['kind'] | 'complex'; text: string },
  ) {
    this.#yaml = yaml
    this.#aliasTargets = aliasTargets
    this.#spanNode = spanNode
    this.#resolveKey = resolveKey
  }

  convert(root: Node | null): void {
    const data = this.#read(root)
    if (!this.#isStopped) this.#yaml.data = data
  }

  #stop(code: FindingCode, node: Node, details: FindingDetails): null {
    if (!this.#isStopped) this.#yaml.add(code, [], this.#spanNode(node), details)
    this.#isStopped = true
    return null
  }

  #add(code: FindingCode, node: Node, details: FindingDetails = {}, edit?: TextEdit): void {
    this.#yaml.add(code, [...this.#path], this.#spanNode(node), details, edit)
  }

  #read(node: Node | null): PlainValue {
    this.#size += 1
    if (node === null || this.#isStopped) return null
    this.#nodes += 1
    if (this.#nodes > yamlLimits.values) {
      return this.#stop('yaml-too-complex', node, { limit: yamlLimits.values.toLocaleString('en'), things: 'values' })
    }
    if (isAlias(node)) return this.#readAlias(node)
    const { anchor } = node
    if (!anchor) return this.#readContent(node)
    if (this.#anchors.has(anchor)) this.#add('yaml-anchor-twice', node, { name: anchor })
    this.#anchors.set(anchor, node)
    const before = this.#size
    this.#open.add(node)
    const data = this.#readContent(node)
    this.#open.delete(node)
    this.#anchored.set(node, { data, size: this.#size - before })
    return data
  }

  #readAlias(node: Node & { source: string }): PlainValue {
    const name = node.source
    const target = this.#anchors.get(name)
    if (!target) {
      this.#add('yaml-alias-unknown', node, { name })
      return null
    }
    this.#aliasTargets.set(node, target)
    if (this.#open.has(target)) return this.#stop('yaml-alias-cycle', node, { name })
    const anchored = this.#anchored.get(target)
    this.#size += anchored?.size ?? 0
    if (this.#size > yamlLimits.values) {
      return this.#stop('yaml-alias-expansion', node, { limit: yamlLimits.values.toLocaleString('en') })
    }
    return anchored?.data ?? null
  }

  #readContent(node: Node): PlainValue {
    if (isScalar(node)) return this.#readScalar(node)
    if (node.tag && !this.#isTagOf(node, isMap(node) ? 'map' : 'seq')) return null
    if (isMap(node)) return this.#readMap(node)
    if (isSeq(node)) {
      const list: PlainValue[] = []
      for (const [index, item] of node.items.entries()) {
        this.#path.push(index)
        // `- key: value` between brackets is a pair that the composer has already made a mapping of.
        const value = this.#read(asNode(item))
        this.#path.pop()
        this.#noteNumber(list, String(index), asNode(item), value)
        list.push(value)
        if (this.#isStopped) break
      }
      return list
    }
    return null
  }

  #isTagOf(node: Node & { tag?: string }, kind: string): boolean {
    if (!node.tag || node.tag === '!') return true
    const found = knownTag.exec(node.tag)?.[1]
    if (found === kind) return true
    const tag = node.tag.replace('tag:yaml.org,2002:', '!!').slice(0, 100)
    this.#add('yaml-tag', node, { tag, detail: found ? ' for such a value' : '' })
    return false
  }

  #resolve(node: Node & { type?: string; source?: string; value?: unknown; tag?: string }): PlainScalar {
    const source = String(node.source ?? node.value ?? '')
    if (!node.tag) {
      return node.type === 'PLAIN' ? resolvePlainScalar(source) : { kind: 'text', value: source }
    }
    if (node.tag === '!' || node.tag === 'tag:yaml.org,2002:str') return { kind: 'text', value: source }
    const wanted = knownTag.exec(node.tag)?.[1]
    if (wanted === 'null') return blank
    const scalar = resolvePlainScalar(source)
    const kind = wanted === 'float' && scalar.kind === 'int' ? 'float' : scalar.kind
    return this.#isTagOf(node, wanted === kind ? (wanted ?? '') : '?') ? { kind, value: scalar.value } : blank
  }

  #readScalar(node: Node & { type?: string; source?: string; value?: unknown; tag?: string }): PlainValue {
    const scalar = this.#resolve(node)
    if (scalar.kind === 'date') {
      this.#add('yaml-date', node, { source: String(scalar.value) }, this.#quote(node))
    } else if (scalar.kind === 'value') {
      this.#add('yaml-value-sign', node, {}, this.#quote(node))
    } else if (typeof scalar.value === 'number') {
      const { value } = scalar
      if (!Number.isFinite(value) || (scalar.kind === 'int' && !Number.isSafeInteger(value))) {
        const source = String(node.source ?? '').slice(0, 100)
        this.#yaml.unsafeNumbers.push({ path: [...this.#path], value, source, span: this.#spanNode(node) })
      }
    }
    return scalar.value
  }

  #quote(node: Node): TextEdit | undefined {
    if (!node.range) return undefined
    const [start, end] = node.range
    return { ...this.#yaml.span(start, end), newText: JSON.stringify(this.#yaml.text.slice(start, end)) }
  }

  #noteNumber(holder: object, key: string, node: Node | null, value: PlainValue): void {
    if (typeof value !== 'number' || !Number.isInteger(value)) return
    const target = node && isAlias(node) ? this.#aliasTargets.get(node) : node
    if (isScalar(target) && this.#resolve(target).kind === 'float') this.#markFloat(holder, key)
  }

  #markFloat(holder: object, key: string): void {
    const keys = this.#yaml.integralFloats.get(holder)
    if (keys) keys.add(key)
    else this.#yaml.integralFloats.set(holder, new Set([key]))
  }

  #readMap(node: YAMLMap): PlainMap {
    const map: PlainMap = {}
    const seen = new Map<string, Node>()
    const merged: Array<{ value: PlainValue; node: Node }> = []
    for (const item of node.items) {
      if (this.#isStopped) break
      if (!isNodePair(item)) continue
      const { key } = item
      if (isAlias(key)) this.#readAlias(key)
      const { kind, text } = this.#resolveKey(key)
      const value = item.value ?? null
      if (kind === 'complex') {
        if (!this.#isStopped) this.#add('yaml-key-complex', key)
        this.#read(value)
        continue
      }
      if (isScalar(key) && key.anchor) {
        this.#anchors.set(key.anchor, key)
        this.#anchored.set(key, { data: text, size: 1 })
      }
      if (isScalar(key) && key.tag) this.#isTagOf(key, 'str')
      if (kind === 'merge') {
        merged.push({ value: this.#read(value), node: value ?? key })
        continue
      }
      const first = seen.get(text)
      if (first) {
        const { line } = this.#spanNode(first)
        this.#path.push(text)
        this.#add('yaml-duplicate-key', key, { key: text.slice(0, 100), line })
        this.#path.pop()
      } else {
        seen.set(text, key)
      }
      if (kind !== 'text') this.#noteOtherKey(map, key, kind)
      this.#path.push(text)
      const data = this.#read(value)
      this.#path.pop()
      this.#noteNumber(map, text, value, data)
      setOwn(map, text, data)
    }
    if (merged.length > 0) this.#merge(map, merged)
    return map
  }

  #noteOtherKey(map: PlainMap, key: Node, kind: PlainScalar['kind']): void {
    this.#yaml.mapsWithOtherKeys.add(map)
    const kinds: Record<string, string> = {
      null: 'nothing',
      bool: 'a boolean',
      int: 'a number',
      float: 'a number',
      date: 'a date',
    }
    const source = key.range ? this.#yaml.text.slice(key.range[0], key.range[1]) : ''
    this.#add(
      'yaml-key-not-text',
      key,
      { source: source || 'without text', kind: kinds[kind] ?? 'a sign' },
      this.#quote(key),
    )
  }

  /** As `flatten_mapping` of PyYAML: the mapping's own keys win, then the first source that has the key. */
  #merge(map: PlainMap, merged: ReadonlyArray<{ value: PlainValue; node: Node }>): void {
    for (const { value, node } of merged) {
      const sources = Array.isArray(value) ? value : [value]
      for (const source of sources) {
        if (source === null || typeof source !== 'object' || Array.isArray(source)) {
          if (!this.#isStopped) this.#add('yaml-merge', node)
          continue
        }
        const floats = this.#yaml.integralFloats.get(source)
        for (const [key, data] of Object.entries(source)) {
          if (Object.hasOwn(map, key)) continue
          setOwn(map, key, data)
          if (floats?.has(key)) this.#markFloat(map, key)
        }
      }
    }
  }
}

/** Sets a key of a mapping, also one that JavaScript gives a meaning of its own. */
function setOwn(map: PlainMap, key: string, value: PlainValue): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true })
  else map[key] = value
}
