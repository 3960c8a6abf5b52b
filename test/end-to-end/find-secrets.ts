import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

/** The forms in which a secret may lie about: as it is, percent-encoded, and in base64 at each of its three alignments. */
export function listForms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const encoded = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // What depends on neighbours is cut off: the first characters after a shift, the last one always.
    return text.slice(before === 0 ? 0 : before + 1, -1)
  })
  return [
    secret,
    encodeURIComponent(secret),
    ...encoded,
    ...encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ]
}

/** Every file below a folder, with what it holds; gzipped ones, as the layers of images, are unpacked. */
function* readFiles(folder: string): Generator<{ file: string; content: Buffer }> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* readFiles(file)
    else if (entry.isFile()) {
      const content = readFileSync(file)
      const isGzipped = content[0] === 0x1f && content[1] === 0x8b
      yield { file, content: isGzipped ? gunzipSync(content) : content }
    }
  }
}

/** Places below the folders, and names of the texts, in which a secret is found in any form. */
export function findSecrets(
  secrets: readonly string[],
  folders: readonly string[],
  texts: Readonly<Record<string, string>> = {},
): string[] {
  const forms = secrets.flatMap(listForms)
  const found: string[] = []
  for (const folder of folders) {
    for (const { file, content } of readFiles(folder))
      if (forms.some((form) => content.includes(form))) found.push(file)
  }
  for (const [name, text] of Object.entries(texts)) if (forms.some((form) => text.includes(form))) found.push(name)
  return found
}
