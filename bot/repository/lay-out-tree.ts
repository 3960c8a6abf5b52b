import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { TreeEntry } from '../forge/forge.ts'
import { refusePath } from './refuse-path.ts'

/** A path of a tree that is not laid out, and why. */
export interface RefusedPath {
  path: string
  reason: string
}

export interface LaidOutTree {
  /** Paths of the plain files, each of them empty. */
  files: ReadonlySet<string>
  /** Paths of the links, which are not made yet. */
  links: readonly string[]
  refused: readonly RefusedPath[]
}

interface Place {
  path: string
  isFolder: boolean
}

/** What becomes of each entry: nothing of it is on the disk yet. */
function sortEntries(entries: readonly TreeEntry[]): LaidOutTree & { folders: string[] } {
  /** By their names without case: some file systems do not tell them apart. */
  const taken = new Map<string, Place>()
  const folders: string[] = []
  const files = new Set<string>()
  const links: string[] = []
  const refused: RefusedPath[] = []

  /** Why a folder cannot be there; it is noted where it can. */
  const openFolder = (name: string): string | null => {
    if (name === '.') return null
    const known = taken.get(name.toLowerCase())
    if (known?.isFolder && known.path === name) return null
    if (known) {
      if (known.path !== name) return `it differs from ${known.path} in the case of its letters alone`
      return 'it lies below what is no folder'
    }
    const reason = openFolder(path.posix.dirname(name))
    if (reason !== null) return reason
    taken.set(name.toLowerCase(), { path: name, isFolder: true })
    folders.push(name)
    return null
  }

  const isLeaf = ({ kind }: TreeEntry) => kind === 'file' || kind === 'link'
  // Links come first, then files, so that no folder can take their place.
  const order = (entry: TreeEntry) => (entry.kind === 'link' ? 0 : isLeaf(entry) ? 1 : 2)
  for (const entry of [...entries].sort((left, right) => order(left) - order(right))) {
    const name = entry.path
    const wrong = refusePath(name)
    if (wrong !== null) {
      refused.push({ path: name, reason: wrong })
      continue
    }
    const above = openFolder(path.posix.dirname(name))
    const known = taken.get(name.toLowerCase())
    if (above !== null) {
      refused.push({ path: name, reason: above })
    } else if (!isLeaf(entry)) {
      const reason = openFolder(name)
      if (reason !== null) refused.push({ path: name, reason })
    } else if (known) {
      const reason =
        known.path === name ? 'the tree has it twice' : `it differs from ${known.path} in the case of its letters alone`
      refused.push({ path: name, reason })
    } else {
      taken.set(name.toLowerCase(), { path: name, isFolder: false })
      if (entry.kind === 'link') links.push(name)
      else files.add(name)
    }
  }
  return { files, links, refused, folders }
}

/** So many are made at once: others work meanwhile. */
const batch = 64

async function makeAll(names: readonly string[], signal: AbortSignal, make: (name: string) => Promise<unknown>) {
  for (let at = 0; at < names.length; at += batch) {
    signal.throwIfAborted()
    await Promise.all(names.slice(at, at + batch).map(make))
  }
}

/**
 * Lays out a tree below a folder that is empty and nobody else's: folders (a submodule is an empty one) and empty files. Hostile
 * paths, and what lies below a file or a link, are refused; so are names that differ from another in case alone.
 */
export async function layOutTree(
  root: string,
  entries: readonly TreeEntry[],
  signal: AbortSignal,
): Promise<LaidOutTree> {
  const { folders, ...tree } = sortEntries(entries)
  // A folder stands in the list after those above it.
  for (const name of folders) await mkdir(path.join(root, name), { mode: 0o700 })
  await makeAll([...tree.files], signal, (name) => writeFile(path.join(root, name), '', { flag: 'wx', mode: 0o600 }))
  return tree
}

/** Makes the links, once all files are there. */
export async function layOutLinks(
  root: string,
  links: readonly { path: string; target: string }[],
  signal: AbortSignal,
): Promise<void> {
  const targets = new Map(links.map((link) => [link.path, link.target]))
  await makeAll([...targets.keys()], signal, (name) => symlink(targets.get(name) ?? '', path.join(root, name)))
}
