import { showText } from '../../core/findings/create-finding.ts'

/** A piece of a page, whose texts are escaped. */
export interface Html {
  readonly markup: string
}

export type HtmlPart = Html | readonly Html[] | string | number | null | undefined

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text as it may stand in an element or a quoted attribute: no markup, and nothing that turns the direction of reading. */
function escapeText(text: string): string {
  return showText(text).replace(/[&<>"']/g, (sign) => signs[sign] ?? '')
}

function write(part: HtmlPart): string {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeText(String(part))
  if ('markup' in part) return part.markup
  return part.map(({ markup }) => markup).join('')
}

/** Markup of a template: what is put into it is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: strings.map((text, index) => `${text}${write(parts[index])}`).join('') }
}

/** Several lines of text, each escaped. */
export function lines(text: string): Html {
  return { markup: text.split('\n').map(escapeText).join('\n') }
}

/** An element's attribute that is there or not, such as `aria-current`. */
export function when(isThere: boolean, part: Html): Html {
  return isThere ? part : { markup: '' }
}
