import type { IncomingMessage } from 'node:http'

const largestBody = 10 * 1024 * 1024

export class TooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > largestBody) throw new TooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

type Fields = { [name: string]: string | Fields | (string | Fields)[] }

function put(fields: Fields, name: string, inner: readonly string[], value: string): void {
  const [next, ...rest] = inner
  const known = fields[name]
  if (next === undefined) fields[name] = value
  else if (next === '') fields[name] = [...(Array.isArray(known) ? known : []), value]
  else {
    const below: Fields = typeof known === 'object' && !Array.isArray(known) ? known : {}
    fields[name] = below
    put(below, next, rest, value)
  }
}

/** Puts fields as `position[new_line]` and `labels[]` where JSON would have them. */
function nest(entries: Iterable<readonly [string, string]>): Fields {
  const fields: Fields = {}
  for (const [name, value] of entries) {
    const [, outer = name, inner = ''] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name) ?? []
    put(fields, outer, inner === '' ? [] : inner.slice(1, -1).split(']['), value)
  }
  return fields
}

/** The fields of JSON, of a form or of one with parts, as GitLab takes all three. Throws `SyntaxError` where it is none. */
export async function decodeBody(body: Buffer, type: string | undefined): Promise<unknown> {
  if (body.length === 0) return undefined
  if (type?.startsWith('application/x-www-form-urlencoded')) return nest(new URLSearchParams(body.toString()))
  if (type?.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const texts: [string, string][] = []
    form.forEach((value, name) => {
      if (typeof value === 'string') texts.push([name, value])
    })
    return nest(texts)
  }
  return JSON.parse(body.toString('utf8'))
}
