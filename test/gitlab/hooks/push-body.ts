import { readDiff } from '../diff.ts'
import type { GitlabProject } from '../model.ts'
import { readCommit } from '../repository.ts'
import { findPerson, type World } from '../world.ts'
import { describeHookCommit, describeHookProject, describeHookUser, describeRepository } from './describe.ts'
import { type HookEvent, noCommit } from './events.ts'

const mostCommits = 20

function listCommits(project: GitlabProject, before: string, after: string): string[] {
  if (after === noCommit) return []
  const range = before === noCommit ? [after, '--max-count=1'] : [`${before}..${after}`]
  try {
    return project
      .git('rev-list', ...range)
      .split('\n')
      .filter(Boolean)
  } catch {
    // The old commit may be no commit: a tag that was moved.
    return [after]
  }
}

function describeFiles(project: GitlabProject, sha: string): Record<string, string[]> {
  const parent = readCommit(project, sha)?.parent_ids[0]
  const files = parent === undefined ? [] : readDiff(project, parent, sha)
  const names = (is: (file: (typeof files)[number]) => boolean) => files.filter(is).map((file) => file.new_path)
  return {
    added: names((file) => file.new_file),
    modified: names((file) => !file.new_file && !file.deleted_file),
    removed: names((file) => file.deleted_file),
  }
}

/** The body of a push to a branch or tag. */
export function writePushBody(
  world: World,
  { project, kind, user, ref, before, after }: HookEvent & { kind: 'push' | 'tag_push' },
): Record<string, unknown> {
  const person = findPerson(world, user)
  const shas = listCommits(project, before, after)
  const commit = after === noCommit ? undefined : readCommit(project, after)?.id
  return {
    object_kind: kind,
    event_name: kind,
    before,
    after,
    ref,
    ref_protected: false,
    checkout_sha: commit ?? null,
    message: null,
    user_id: person.id,
    user_name: person.name,
    user_username: person.username,
    user_email: '',
    user_avatar: describeHookUser(world, user).avatar_url,
    project_id: project.id,
    project: describeHookProject(world, project),
    commits: shas
      .slice(0, mostCommits)
      .map((sha) => ({ ...describeHookCommit(world, project, sha), ...describeFiles(project, sha) }))
      .reverse(),
    total_commits_count: shas.length,
    push_options: {},
    repository: {
      ...describeRepository(world, project),
      git_http_url: project.gitUrl,
      git_ssh_url: `git@127.0.0.1:${project.path}.git`,
      visibility_level: project.visibility === 'public' ? 20 : 0,
    },
  }
}
