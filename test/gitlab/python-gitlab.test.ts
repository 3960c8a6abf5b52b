import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeWithTools, findPython } from '../required-tools.ts'
import { startGitlab } from './start-gitlab.ts'

const script = path.join(import.meta.dirname, 'drive-python-gitlab.py')

/** Runs the script without holding up the stand-in, which lives in this process. */
function runScript(input: unknown): Promise<unknown> {
  const child = spawn(findPython('gitlab') ?? 'python3', [script], { stdio: ['pipe', 'pipe', 'pipe'] })
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  child.stdin.end(JSON.stringify(input))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(out).toString()))
      else reject(new Error(Buffer.concat(err).toString()))
    })
  })
}

describeWithTools(['python3-gitlab'], 'the stand-in driven by python-gitlab', () => {
  test('does and refuses what GitLab does and refuses', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'python-gitlab-'))
    const secrets = { bot: 'glpat-bot-1234567', owner: 'glpat-ada-1234567', job: 'glcbt-job-1234567' }
    const reader = 'glpat-rita-123456'
    const gitlab = await startGitlab({
      folder,
      users: [
        { username: 'ada', token: secrets.owner },
        { username: 'arkindex_bot', token: secrets.bot, bot: true, access: { acme: 30 } },
        { username: 'rita', token: reader, access: { acme: 20 }, scopes: ['read_api'] },
        { username: 'mallory', token: 'glpat-mallory-123', access: {} },
      ],
      jobs: [{ token: secrets.job, project: 'acme/letters' }],
      projects: [{ path: 'acme/letters' }, { path: 'acme/deep/other' }],
    })
    try {
      const text = (first: string) => `${first}\n${Array.from({ length: 60 }, (_, at) => `line ${at}\n`).join('')}`
      gitlab.commitFiles('acme/letters', 'main', { 'a.yml': text('one'), 'folder/b.yml': 'b: 1\n' })
      gitlab.commitFiles('acme/letters', 'topic', { 'a.yml': text('two') })
      gitlab.openMergeRequest('acme/letters', { sourceBranch: 'topic' })
      for (let at = 0; at < 24; at++) gitlab.writeNote('acme/letters', 1, `note ${at}`)
      gitlab.actOnMergeRequest('acme/letters', 1, 'approve')
      const strangerId = gitlab.user('mallory').id
      const place = { url: gitlab.url, ...secrets, reader, strangerId, hookUrl: 'http://127.0.0.1:9/hook' }
      const noLineCode = [400, '400 Bad request - Note {:line_code=>["can\'t be blank", "must be a valid line code"]}']
      expect(await runScript(place)).toEqual({
        user: 'arkindex_bot',
        level: 30,
        stranger: [404, '404 Not found'],
        file: text('one'),
        missingFile: [404, '404 File Not Found'],
        tree: ['a.yml', 'folder', 'folder/b.yml'],
        readOnly: [403, expect.stringContaining('insufficient_scope')],
        note: 'Another plan',
        notOwn: [403, '403 Forbidden'],
        emojiAgain: [404, '404 Award Emoji Name has already been taken Not Found'],
        notes: 25,
        discussion: 'DiffNote',
        resolved: [true, true],
        contextLine: noLineCode,
        outside: noLineCode,
        pendingAgain: [
          400,
          'Cannot transition status via :enqueue from :pending (Reason(s): Status cannot transition via "enqueue")',
        ],
        statuses: [['arkindex/validate', 'success']],
        approvedBy: ['ada'],
        hooksOfBot: [403, '403 Forbidden'],
        hook: [true, true, 'executable', false],
        hooks: 0,
        deploymentBack: [400, { status: ['cannot transition via "run"'] }],
        deployments: ['success'],
        projects: ['acme/deep/other', 'acme/letters'],
        jobReads: [1, true],
        jobNote: [401, '401 Unauthorized'],
        jobStatus: [401, '401 Unauthorized'],
      })
    } finally {
      await gitlab.close()
      rmSync(folder, { recursive: true })
    }
  })
})
