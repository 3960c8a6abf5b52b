import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanRepositoryUrl, readGitMetadata, requireRevision } from '../../../core/release/git-metadata.ts'

let folder: string
const sha = 'a'.repeat(40)
const ci = {
  CI: 'true',
  CI_PROJECT_URL: 'https://gitlab.example.org/group/worker',
  CI_COMMIT_SHA: sha,
  CI_COMMIT_TIMESTAMP: '2026-11-20T10:00:00+01:00',
  CI_DEFAULT_BRANCH: 'main',
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim()
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'git-metadata-'))
  git('init', '-q', '-b', 'main')
  git('config', 'user.email', 'worker@example.org')
  git('config', 'user.name', 'Worker')
  git('remote', 'add', 'origin', 'git@gitlab.example.org:group/worker.git')
  writeFileSync(path.join(folder, 'file'), 'text')
  git('add', 'file')
  git('commit', '-qm', 'First')
  git('tag', 'v1.0.0')
  git('tag', 'nightly')
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('the metadata of a release', () => {
  it('takes the tag of a tag pipeline, which has no branch', () => {
    const metadata = readGitMetadata({ ...ci, CI_COMMIT_TAG: 'v2.0.0' }, folder)
    expect(metadata).toMatchObject({ tag: 'v2.0.0', branch: null, sha, isInCi: true, isMergeRequest: false })
    expect(metadata.revisionUrl).toBe(`https://gitlab.example.org/group/worker/commit/${sha}`)
    expect(metadata.commitTime).toBe('2026-11-20T10:00:00+01:00')
  })

  it('takes the branch of a branch pipeline, whatever tags the clone has', () => {
    expect(readGitMetadata({ ...ci, CI_COMMIT_BRANCH: 'main' }, folder)).toMatchObject({ tag: null, branch: 'main' })
  })

  it('has neither branch nor tag in a merge request pipeline', () => {
    const metadata = readGitMetadata({ ...ci, CI_MERGE_REQUEST_IID: '7' }, folder)
    expect(metadata).toMatchObject({ tag: null, branch: null, isMergeRequest: true })
  })

  it('asks git where it is not in CI', () => {
    const metadata = readGitMetadata({}, folder)
    expect(metadata).toMatchObject({
      repositoryUrl: 'https://gitlab.example.org/group/worker',
      sha: git('rev-parse', 'HEAD'),
      branch: 'main',
      tag: 'v1.0.0',
      message: 'First',
      author: 'Worker <worker@example.org>',
    })
  })

  it('does not take variables of CI where CI is not "true"', () => {
    expect(readGitMetadata({ ...ci, CI: 'false', CI_COMMIT_TAG: 'v9.0.0' }, folder).tag).toBe('v1.0.0')
  })

  it('names what is missing outside of a repository', () => {
    const metadata = readGitMetadata({}, tmpdir())
    expect(() => requireRevision(metadata)).toThrow(/web address/)
  })
})

describe('the URL of a repository', () => {
  it.each([
    ['https://gitlab.example.org/group/worker.git', 'https://gitlab.example.org/group/worker'],
    ['https://user:secret@gitlab.example.org/group/worker', 'https://gitlab.example.org/group/worker'],
    ['https://gitlab-ci-token:secret@gitlab.example.org:8443/g/w.git/', 'https://gitlab.example.org:8443/g/w'],
    ['http://localhost:3000/g/w?private_token=secret#x', 'http://localhost:3000/g/w'],
    ['git@gitlab.example.org:group/sub/worker.git', 'https://gitlab.example.org/group/sub/worker'],
    ['ssh://git@gitlab.example.org:2222/group/worker.git', 'https://gitlab.example.org/group/worker'],
    ['gitlab.example.org:group/worker', 'https://gitlab.example.org/group/worker'],
  ])('of %s is %s, without credentials', (remote, url) => {
    expect(cleanRepositoryUrl(remote)).toBe(url)
  })

  it.each(['/srv/git/worker.git', 'file:///srv/git/worker.git', '../worker', 'ext::sh -c id', ''])(
    'is none for %j',
    (remote) => {
      expect(cleanRepositoryUrl(remote)).toBeNull()
    },
  )
})
