import { compileRegex } from './regex.ts'

/** What is wrong with a condition, at offsets of its text. */
export interface ExpressionProblem {
  start: number
  end: number
  problem: string
  /** Whether only the newest GitLab reads it, and nothing else is wrong. */
  isNew: boolean
}

interface Token {
  kind: 'value' | 'pattern' | 'compare' | 'match' | 'logic' | 'open' | 'close' | 'not'
  start: number
  end: number
  text: string
}

/** As the lexer of GitLab has it (lib/gitlab/ci/pipeline/expression/lexer.rb). */
const mostTokens = 100

const lexemes: ReadonlyArray<[kind: Token['kind'], pattern: RegExp]> = [
  ['open', /\(/y],
  ['close', /\)/y],
  ['value', /\$\w+/y],
  ['value', /"[^"\n]*"|'[^'\n]*'/y],
  ['pattern', /\/(?:[^/\\\n]|\\.)+\/[ismU]*/y],
  ['value', /(?:null|true|false)\b/y],
  ['compare', /==|!=/y],
  ['match', /=~|!~/y],
  ['logic', /&&|\|\|/y],
  ['not', /!/y],
]

/** What people write that GitLab does not know. */
const mistakes: ReadonlyArray<[pattern: RegExp, problem: string]> = [
  [/\$\{/y, 'variables are written without braces'],
  [/=(?![=~])/y, 'one "=" compares nothing; write "=="'],
  [/&(?!&)/y, '"and" is written "&&"'],
  [/\|(?!\|)/y, '"or" is written "||"'],
  [/(?:and|or|not|in)\b/iy, 'there is no such word; write && and ||'],
  [/["']/y, 'a quote is not closed'],
  [/\//y, 'a pattern is not closed; "/" inside of one is written "\\/"'],
  [/\$/y, 'a "$" has no name after it'],
  [/[<>]=?/y, 'values cannot be ordered'],
  [/[\w.-]+/y, 'text needs quotes'],
]

class Failure {
  readonly problem: ExpressionProblem
  constructor(start: number, end: number, problem: string) {
    this.problem = { start, end, problem, isNew: false }
  }
}

/** Checks the condition of `rules: if` by the grammar of GitLab. */
export function checkExpression(text: string): ExpressionProblem[] {
  const tokens = readTokens(text)
  if (tokens instanceof Failure) return [tokens.problem]
  const [first] = tokens
  if (!first) return [{ start: 0, end: text.length, problem: 'it is empty', isNew: false }]
  const failure = new ExpressionParser(tokens, text.length).check()
  if (failure) return [failure.problem]
  return tokens.flatMap(({ kind, start, end, text: word }): ExpressionProblem[] => {
    if (kind === 'pattern') {
      const problem = checkPattern(word)
      return problem ? [{ start, end, problem, isNew: false }] : []
    }
    return kind === 'not' || word === 'true' || word === 'false' ? [{ start, end, problem: word, isNew: true }] : []
  })
}

function checkPattern(literal: string): string | undefined {
  const close = literal.lastIndexOf('/')
  const compiled = compileRegex(literal.slice(1, close).replaceAll('\\/', '/'))
  return 'problem' in compiled ? `the pattern does not work, ${compiled.problem}` : undefined
}

function readTokens(text: string): Token[] | Failure {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1
    if (at >= text.length) return tokens
    if (tokens.length >= mostTokens) return new Failure(at, text.length, `it has more than ${mostTokens} parts`)
    const token = readToken(text, at)
    if (token instanceof Failure) return token
    tokens.push(token)
    at = token.end
  }
}

function readToken(text: string, at: number): Token | Failure {
  for (const [kind, pattern] of lexemes) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) return { kind, start: at, end: at + found[0].length, text: found[0] }
  }
  for (const [pattern, problem] of mistakes) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) return new Failure(at, at + found[0].length, problem)
  }
  return new Failure(at, at + 1, `${JSON.stringify(text[at])} means nothing`)
}

/** Or of ands of comparisons, with parentheses. As deep as there are tokens, which are few. */
class ExpressionParser {
  readonly #tokens: readonly Token[]
  readonly #length: number
  #at = 0

  constructor(tokens: readonly Token[], length: number) {
    this.#tokens = tokens
    this.#length = length
  }

  check(): Failure | undefined {
    const failure = this.#readLogic()
    if (failure) return failure
    const rest = this.#tokens[this.#at]
    if (!rest) return undefined
    if (rest.kind === 'close') return new Failure(rest.start, rest.end, 'this ")" closes nothing')
    return new Failure(rest.start, rest.end, 'an operator is missing before it')
  }

  #fail(problem: string): Failure {
    const token = this.#tokens[this.#at]
    return token ? new Failure(token.start, token.end, problem) : new Failure(this.#length - 1, this.#length, problem)
  }

  #readLogic(): Failure | undefined {
    for (;;) {
      const failure = this.#readComparison()
      if (failure) return failure
      if (this.#tokens[this.#at]?.kind !== 'logic') return undefined
      this.#at += 1
    }
  }

  #readComparison(): Failure | undefined {
    const failure = this.#readOperand(false)
    const operator = this.#tokens[this.#at]
    if (failure || (operator?.kind !== 'compare' && operator?.kind !== 'match')) return failure
    this.#at += 1
    const right = this.#tokens[this.#at]
    const isText = right?.kind === 'value' && /^["']/.test(right.text) && !/^["']\/.*\/[ismU]*["']$/.test(right.text)
    if (operator.kind === 'match' && isText) return this.#fail(`what stands after "${operator.text}" is no pattern`)
    return this.#readOperand(operator.kind === 'match')
  }

  #readOperand(isPatternTaken: boolean): Failure | undefined {
    const token = this.#tokens[this.#at]
    if (token?.kind === 'not') {
      this.#at += 1
      return this.#readOperand(isPatternTaken)
    }
    if (token?.kind === 'open') {
      this.#at += 1
      const failure = this.#readLogic()
      if (failure) return failure
      if (this.#tokens[this.#at]?.kind !== 'close') return new Failure(token.start, token.end, 'this "(" is not closed')
      this.#at += 1
      return undefined
    }
    if (token?.kind === 'pattern' && !isPatternTaken) return this.#fail('a pattern stands only after "=~" and "!~"')
    if (token?.kind !== 'value' && token?.kind !== 'pattern') return this.#fail('a value is missing here')
    this.#at += 1
    return undefined
  }
}
