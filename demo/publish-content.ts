import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { git } from './git.ts'

const left = new Set(['.git', '.gitlab-ci-local', 'node_modules'])

async function copyContent(from: string, to: string): Promise<void> {
  for (const name of await readdir(to)) if (name !== '.git') await rm(path.join(to, name), { recursive: true })
  await cp(from, to, { recursive: true, filter: (source) => source === from || !left.has(path.basename(source)) })
}

export interface ContentOptions {
  /** Folder of the bare repository. */
  repository: string
  /** Folder whose content is committed, and where in the repository it goes. */
  content: string
  into?: string
  branch: string
  message: string
  /** Folder to work in; it is removed at the end. */
  folder: string
}

/** Commits the content of a folder on a branch, where it differs from what is there. Gives the branch's commit. */
export async function publishContent(options: ContentOptions): Promise<string> {
  const { repository, content, into = '.', branch, message, folder } = options
  await rm(folder, { recursive: true, force: true })
  await mkdir(path.dirname(folder), { recursive: true })
  try {
    await git(path.dirname(folder), 'clone', '--quiet', repository, folder)
    const hasBranch = (await git(folder, 'branch', '--remotes', '--list', `origin/${branch}`)) !== ''
    if (hasBranch) await git(folder, 'checkout', '--quiet', '-B', branch, `origin/${branch}`)
    else await git(folder, 'checkout', '--quiet', '-B', branch)
    const target = path.join(folder, into)
    await mkdir(target, { recursive: true })
    await copyContent(content, target)
    await git(folder, 'add', '--all')
    if ((await git(folder, 'status', '--porcelain')) !== '') {
      await git(folder, 'commit', '--quiet', '--message', message)
      await git(folder, 'push', '--quiet', 'origin', `${branch}:${branch}`)
    }
    return await git(folder, 'rev-parse', 'HEAD')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whether the bare repository has a tag. */
export async function hasTag(repository: string, tag: string): Promise<boolean> {
  return (await git(repository, 'tag', '--list', tag)) === tag
}
