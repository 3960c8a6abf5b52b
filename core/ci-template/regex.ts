import { RE2JS } from 're2js'

/** Longer ones are not compiled: GitLab's own inputs are far shorter, and the time to compile is bounded. */
const longest = 4096

/** Compiles a regex as GitLab does, by the syntax of RE2; gives what is wrong with it where it cannot be. */
export function compileRegex(source: string, flags = 0): { regex: RE2JS } | { problem: string } {
  if (source.length > longest) return { problem: `it has more than ${longest} characters` }
  if (/\(\?<?[=!]/.test(source)) return { problem: 'it looks ahead or behind, which RE2 cannot' }
  if (/(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/.test(source)) return { problem: 'it refers back to a group, which RE2 cannot' }
  try {
    return { regex: RE2JS.compile(source, flags) }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    return { problem: text.replace(/^error parsing regexp: /, '').slice(0, 200) }
  }
}

/** Whether a text holds a match of a regex, as GitLab asks; anything does where the regex cannot be compiled. */
export function matchesRegex(source: string, text: string): boolean {
  const compiled = compileRegex(source)
  return !('regex' in compiled) || compiled.regex.matcher(text).find()
}
