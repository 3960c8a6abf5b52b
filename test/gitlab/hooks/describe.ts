import { createHash } from 'node:crypto'
import type { GitlabProject } from '../model.ts'
import { type Commit, readCommit } from '../repository.ts'
import { findPerson, type World } from '../world.ts'

/** GitLab writes most times of a hook so: `2026-01-02 03:04:05 UTC`. */
export function writeTime(time: string): string {
  return `${time.slice(0, 19).replace('T', ' ')} UTC`
}

export function describeHookUser(world: World, username: string): Record<string, unknown> {
  const { id, name, username: shown, email } = findPerson(world, username)
  const digest = createHash('sha256').update(email).digest('hex')
  const avatar_url = `https://www.gravatar.com/avatar/${digest}?s=80&d=identicon`
  // GitLab tells the address only where the user shows it to all.
  return { id, name, username: shown, avatar_url, email: '[REDACTED]' }
}

export function describeHookProject(world: World, project: GitlabProject): Record<string, unknown> {
  const web = `${world.url}/${project.path}`
  const ssh = `git@127.0.0.1:${project.path}.git`
  const parts = project.path.split('/')
  return {
    id: project.id,
    name: parts.at(-1),
    description: null,
    web_url: web,
    avatar_url: null,
    git_ssh_url: ssh,
    git_http_url: project.gitUrl,
    namespace: parts.at(-2),
    visibility_level: project.visibility === 'public' ? 20 : 0,
    path_with_namespace: project.path,
    default_branch: project.defaultBranch,
    ci_config_path: null,
    homepage: web,
    url: ssh,
    ssh_url: ssh,
    http_url: project.gitUrl,
  }
}

export function describeRepository(world: World, project: GitlabProject): Record<string, unknown> {
  return {
    name: project.path.split('/').at(-1),
    url: `git@127.0.0.1:${project.path}.git`,
    description: null,
    homepage: `${world.url}/${project.path}`,
  }
}

export function describeHookCommit(
  world: World,
  project: GitlabProject,
  revision: string | undefined,
): Record<string, unknown> | null {
  const commit: Commit | undefined = revision === undefined ? undefined : readCommit(project, revision)
  if (!commit) return null
  return {
    id: commit.id,
    message: commit.message,
    title: commit.title,
    timestamp: commit.authored_date,
    url: `${world.url}/${project.path}/-/commit/${commit.id}`,
    author: { name: commit.author_name, email: commit.author_email },
  }
}
