/** Bytes of a path, and of one of its parts, as file systems have them. */
const longestPath = 1000
const longestPart = 255

/** Names under which Git or a file system could take a folder for Git's own. */
const gitFolder = /^(?:\.git|git~[0-9]+)[. ]*$/i

/** Why a path of a commit's tree is not laid out as a file; null where nothing speaks against it. */
export function refusePath(path: string): string | null {
  if (path.includes('\0')) return 'it holds a zero byte'
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return 'it is absolute'
  if (Buffer.byteLength(path) > longestPath) return 'it is too long'
  const parts = path.split('/')
  if (parts.some((part) => part === '' || part === '.')) return 'it has a part without a name'
  if (path.split(/[\\/]/).includes('..')) return 'it leads upwards'
  if (parts.some((part) => gitFolder.test(part))) return "it has a part that is Git's own"
  if (parts.some((part) => Buffer.byteLength(part) > longestPart)) return 'a part of it is too long'
  return null
}

/**
 * Whether a link at a path stays in the repository, whatever other links it leads through: its target goes up first, no higher
 * than the root, and then only down. The folders above the link are no links.
 */
export function staysInside(path: string, target: string): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0') || Buffer.byteLength(target) > longestPath)
    return false
  const parts = target.split('/').filter((part) => part !== '' && part !== '.')
  const up = parts.findIndex((part) => part !== '..')
  const down = up === -1 ? [] : parts.slice(up)
  const depth = path.split('/').length - 1
  return (up === -1 ? parts.length : up) <= depth && !down.some((part) => part === '..' || gitFolder.test(part))
}
