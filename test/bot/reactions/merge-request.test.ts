import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { letters, lettersWithModel } from '../../core/release/stage.ts'
import {
  botToken,
  brokenWorker,
  type MergeRequestStage,
  mendedWorker,
  openMergeRequestStage,
  project,
} from '../merge-request/merge-request-stage.ts'
import { listCommitFolders, ownTemporaryFolder } from '../own-temporary-folder.ts'

const file = 'arkindex/reader.yml'
const onlyModern = {
  '.arkindex.yml': null,
  'recognizer.md': null,
  '.arkindex-ci.yml': 'version: 1\ninstances: { demo: null }\n',
}

let stage: MergeRequestStage
let leave: () => void

beforeAll(async () => {
  leave = ownTemporaryFolder()
  stage = await openMergeRequestStage()
})
afterEach(() => stage.gitlab.clearFaults())
afterAll(async () => {
  await stage.close()
  leave()
})

const head = (number: number) =>
  stage.gitlab.project(project).git('rev-parse', stage.request(number).sourceBranch).trim()

describe('a merge request that is checked', () => {
  it('gets one short note where all is well, with the commit and the numbers of each instance', async () => {
    const number = stage.open('more-1', { 'README.md': 'More.\n' })
    const { state, summary } = await stage.check(number)
    expect(state).toBe('done')
    expect(summary).toContain('note created')
    const [note, ...others] = stage.notes(number)
    expect(others).toEqual([])
    expect(note!.body).toMatch(/^<!-- arkindex-ci merge-request sha256:[0-9a-f]{64} -->\n### Release check\n/)
    expect(note!.body).toContain(`/-/commit/${head(number)}`)
    expect(note!.body).toMatch(/checked on \d{4}-\d\d-\d\d at \d\d:\d\d UTC/)
    expect(note!.body).toContain('| <code>demo</code> | 6 | 0 | 0 | 0 |  |')
    expect(note!.body).toContain('<details><summary><code>demo</code>: 6 to create')
    expect(stage.discussions(number)).toEqual([])
    expect(stage.statuses(head(number))).toEqual([
      'plan success: 6 to create, 0 to update, 0 to remove on 1 instance',
      'validate success: 1 warning in 2 files',
    ])
    expect(listCommitFolders()).toEqual([])
  })

  it('is red with a discussion at the line and a suggestion; mended, the discussion is resolved and the note edited', async () => {
    const number = stage.open('reader-2', { ...onlyModern, [file]: brokenWorker })
    await stage.check(number)
    const [note] = stage.notes(number)
    const [discussion, ...others] = stage.discussions(number)
    expect(others).toEqual([])
    expect(discussion).toMatchObject({ position: { new_path: file, new_line: 6 }, resolvedBy: null })
    expect(discussion!.body).toMatch(/^<!-- arkindex-ci finding [0-9a-f]{32} -->\n<code>/)
    expect(discussion!.body).toContain('```suggestion\n  - { key: depth, display_name: Depth, type: string }\n```')
    expect(stage.statuses(head(number))).toEqual([
      'plan failed: files have errors',
      expect.stringMatching(/^validate failed: 1 error/),
    ])
    const broken = note!.body

    // A line before it moves it: no new discussion, and the old one stays.
    stage.push('reader-2', { [file]: `# A reader.\n${brokenWorker}` })
    await stage.check(number)
    expect(stage.discussions(number)).toHaveLength(1)
    expect(stage.discussions(number)[0]!.resolvedBy).toBeNull()

    stage.push('reader-2', { [file]: mendedWorker })
    expect((await stage.check(number)).summary).toContain('note updated; discussions: 0 opened, 1 resolved')
    expect(stage.discussions(number)).toMatchObject([{ resolvedBy: 'arkindex-bot' }])
    expect(stage.notes(number)).toHaveLength(1)
    expect(stage.notes(number)[0]!.body).not.toBe(broken)
    expect(stage.statuses(head(number)).join()).not.toContain('failed')

    stage.push('reader-2', { [file]: brokenWorker })
    await stage.check(number)
    expect(stage.discussions(number)).toMatchObject([{ resolvedBy: null }])
  })

  it('is not written to by a second delivery of the same commit', async () => {
    // The error of the manifest stands in a file that the merge request does not change.
    const number = stage.open('reader-3', { [file]: brokenWorker })
    stage.takeWrites()
    await stage.check(number)
    const first = stage.takeWrites()
    expect(first.filter((line) => line.includes('/notes'))).toHaveLength(1)
    const again = await stage.check(number)
    expect(again.summary).toContain('note unchanged')
    expect(stage.takeWrites()).toEqual([])
    const [note] = stage.notes(number)
    await stage.check(number, { now: () => Date.now() + 86_400_000 })
    expect(stage.takeWrites()).toEqual([])
    expect(stage.notes(number)).toEqual([note])
  })

  it('leaves a discussion alone that somebody resolved while the error is there', async () => {
    const number = stage.open('reader-4', { [file]: brokenWorker })
    await stage.check(number)
    const [discussion] = stage.discussions(number)
    discussion!.resolvedBy = 'ada'
    discussion!.resolvedAt = new Date().toISOString()
    stage.push('reader-4', { 'README.md': 'x' })
    await stage.check(number)
    expect(stage.discussions(number)).toMatchObject([{ resolvedBy: 'ada' }])
  })

  it('tells in the note alone what GitLab takes no discussion for, and does not try again', async () => {
    const number = stage.open('bad-5', { [file]: brokenWorker })
    stage.gitlab.addFault({
      method: 'POST',
      path: /\/discussions$/,
      status: 400,
      body: { message: '400 Bad request - Note {:line_code=>["can\'t be blank", "must be a valid line code"]}' },
    })
    stage.takeWrites()
    expect((await stage.check(number)).state).toBe('done')
    expect(stage.takeWrites().filter((line) => line.includes('/discussions'))).toHaveLength(1)
    expect(stage.discussions(number)).toEqual([])
    expect(stage.notes(number)[0]!.body).toContain(`${file.replace('.', '&#46;').replace('/', '&#47;')}`)
    await stage.check(number)
    expect(stage.takeWrites()).toEqual([])
  })

  it('opens no more discussions than the limit; the note has the rest', async () => {
    const options = Array.from({ length: 6 }, (_, n) => `  - { key: k${n}, display_name: K, type: strnig }\n`).join('')
    const text = brokenWorker.replace(/ {2}- .*\n/, options)
    const number = stage.open('many-6', { [file]: text })
    await stage.check(number, { limits: { discussions: 2 } })
    expect(stage.discussions(number)).toHaveLength(2)
    expect(stage.notes(number)[0]!.body).toContain('6 errors')
    await stage.check(number, { limits: { discussions: 2 } })
    expect(stage.discussions(number)).toHaveLength(2)
  })

  it('takes no note of somebody else for its own, whatever its first line', async () => {
    const number = stage.open('more-7', { 'README.md': 'More.\n' })
    const marker = `<!-- arkindex-ci merge-request sha256:${'0'.repeat(64)} -->\nAll is well, merge it.`
    const foreign = stage.gitlab.writeNote(project, number, marker, 'mallory')
    await stage.check(number)
    expect(foreign.body).toBe(marker)
    expect(stage.notes(number)).toHaveLength(1)
  })

  it('makes no second note after a crash between the note and what is remembered of it', async () => {
    const number = stage.open('reader-8', { [file]: brokenWorker })
    stage.gitlab.addFault({ method: 'POST', path: /\/merge_requests\/\d+\/notes$/, cut: 'after', times: 1 })
    await expect(stage.check(number)).rejects.toThrow()
    expect(stage.statuses(head(number)).join()).not.toContain('running')
    await stage.check(number)
    expect(stage.notes(number)).toHaveLength(1)
    expect(stage.discussions(number)).toHaveLength(1)
    expect(stage.statuses(head(number)).join()).not.toContain('did not come to its end')
  })

  it('is ignored when closed, merged, gone or of an archived project', async () => {
    const number = stage.open('more-9', { 'README.md': 'More.\n' })
    stage.gitlab.actOnMergeRequest(project, number, 'close')
    stage.takeWrites()
    expect(await stage.check(number)).toMatchObject({ state: 'ignored', summary: 'the merge request is closed' })
    expect(await stage.check(99)).toMatchObject({ state: 'ignored', summary: 'the merge request is gone' })
    stage.gitlab.actOnMergeRequest(project, number, 'reopen')
    stage.gitlab.project(project).isArchived = true
    expect(await stage.check(number)).toMatchObject({ state: 'ignored', summary: 'the project is archived' })
    stage.gitlab.project(project).isArchived = false
    expect(stage.takeWrites()).toEqual([])
  })

  it('is checked as a draft, after a force push, with another target and with its branch deleted', async () => {
    stage.gitlab.commitFiles(project, 'next', { 'NEXT.md': 'x' }, 'Next')
    const number = stage.open('more-10', { [file]: brokenWorker })
    stage.gitlab.changeMergeRequest(project, number, { title: 'Draft: more' })
    await stage.check(number)
    stage.gitlab.commitFiles(project, 'elsewhere', { [file]: mendedWorker }, 'Other')
    stage.gitlab.forcePush(project, 'more-10', 'elsewhere')
    stage.gitlab.changeMergeRequest(project, number, { targetBranch: 'next' })
    await stage.check(number)
    expect(stage.discussions(number)).toMatchObject([{ resolvedBy: 'arkindex-bot' }])
    stage.gitlab.deleteBranch(project, 'more-10')
    expect((await stage.check(number)).state).toBe('done')
    expect(stage.notes(number)).toHaveLength(1)
  })
})

describe('a check that is outdated', () => {
  it('writes no note, discussion or end, and ends its statuses as cancelled', async () => {
    const number = stage.open('reader-11', { [file]: brokenWorker })
    const old = head(number)
    let isPushed = false
    const { forge } = stage
    const result = await stage.check(number, {
      forge: {
        ...forge,
        readTree: async (...given) => {
          if (!isPushed) stage.push('reader-11', { [file]: mendedWorker })
          isPushed = true
          return forge.readTree(...given)
        },
      },
    })
    expect(result).toMatchObject({ state: 'ignored', summary: expect.stringContaining('outdated: its head is') })
    expect([...stage.notes(number), ...stage.discussions(number)]).toEqual([])
    expect(stage.statuses(old)).toEqual([
      expect.stringContaining('plan canceled'),
      expect.stringContaining('validate canceled'),
    ])
    await stage.check(number)
    expect(stage.notes(number)[0]!.body).toContain(head(number).slice(0, 12))
  })

  it('ends at once when it is superseded, leaves nothing running and no folder', async () => {
    const number = stage.open('reader-12', { [file]: brokenWorker })
    const stop = new AbortController()
    const { forge } = stage
    const checking = stage.check(number, {
      signal: stop.signal,
      forge: {
        ...forge,
        readFile: async (...given) => {
          stop.abort(new Error('superseded by a newer job'))
          return forge.readFile(...given)
        },
      },
    })
    await expect(checking).rejects.toThrow('superseded')
    expect([...stage.notes(number), ...stage.discussions(number)]).toEqual([])
    expect(stage.statuses(head(number)).join()).not.toContain('running')
    expect(listCommitFolders()).toEqual([])
  })

  it('is ignored when the project goes in the middle', async () => {
    const own = await openMergeRequestStage()
    try {
      const number = own.open('reader', { [file]: brokenWorker })
      const { forge } = own
      const result = await own.check(number, {
        forge: {
          ...forge,
          readTree: async (...given) => {
            own.gitlab.deleteProject(project)
            return forge.readTree(...given)
          },
        },
      })
      expect(result).toMatchObject({ state: 'ignored', summary: 'outdated: the merge request is gone' })
    } finally {
      await own.close()
    }
  })
})

describe('the plan of a merge request', () => {
  it('is kept for the commit, with its intent, and only the newest few', async () => {
    const number = stage.open('kept', { 'README.md': '0' })
    const place = { forge: stage.forge.name, project: String(stage.gitlab.project(project).id), number }
    const old = Array.from({ length: 6 }, (_, at) => ({
      ...{ ...place, id: `old-${at}`, sha: String(at).repeat(40), intent_digest: '', plan: '{}', created: at },
    }))
    await stage.db.insertInto('kept_plan').values(old).execute()
    const readKept = () =>
      stage.db.selectFrom('kept_plan').selectAll().where('number', '=', number).orderBy('created').execute()
    await stage.check(number)
    const kept = await readKept()
    expect(kept.map(({ id }) => id).slice(0, -1)).toEqual(['old-2', 'old-3', 'old-4', 'old-5'])
    expect(kept.at(-1)).toMatchObject({ sha: head(number), intent_digest: expect.stringMatching(/^sha256:/) })
    expect(JSON.parse(kept.at(-1)!.plan)).toMatchObject({ bound: null, instances: [{ slug: 'demo' }] })
    await stage.check(number)
    expect((await readKept()).map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
  })

  it('asks no instance that the configuration does not name, and only by GET', async () => {
    const manifest = 'version: 1\ninstances: { demo: null, elsewhere: null, "http-evil": null }\n'
    const number = stage.open('more-15', { '.arkindex-ci.yml': manifest })
    const asked: string[] = []
    const { openInstance } = await import('../../../core/arkindex/open-instance.ts')
    const { openTransport } = await import('../../../core/arkindex/transport.ts')
    const transport = openTransport({ env: {} })
    await stage.check(number, {
      openInstance: (slug) => {
        const url = stage.instanceUrl
        return openInstance({
          ...{ slug, url, token: 'a'.repeat(40) },
          transport: {
            ...transport,
            send: (request) => {
              asked.push(`${slug} ${request.method}`)
              return transport.send(request)
            },
          },
        })
      },
    })
    await transport.close()
    expect(new Set(asked)).toEqual(new Set(['demo GET']))
    expect(stage.notes(number)[0]!.body).toContain('Not planned here')
    expect(stage.notes(number)[0]!.body).toContain('<code>elsewhere</code>')
    expect(stage.statuses(head(number))[0]).toContain('plan success')
  })

  it('of a fork is not made: no instance is opened, and the note says why', async () => {
    stage.gitlab.fork(project, { path: 'mallory/letters' })
    const sha = stage.gitlab.commitFiles('mallory/letters', 'evil', { [file]: brokenWorker }, { user: 'mallory' })
    const { iid } = stage.gitlab.openMergeRequest(project, {
      ...{ sourceBranch: 'evil', sourceProject: 'mallory/letters', author: 'mallory' },
    })
    const result = await stage.check(iid, {
      openInstance: async () => {
        throw new Error('an instance was opened for a fork')
      },
    })
    expect(result.state).toBe('done')
    expect(stage.notes(iid)[0]!.body).toContain('Its branch is of a fork, which is data only')
    expect(stage.discussions(iid)).toHaveLength(1)
    expect(stage.statuses(sha)).toEqual([
      'plan skipped: merge requests of forks are not planned',
      expect.stringMatching(/^validate failed: 1 error/),
    ])
    expect(await stage.db.selectFrom('kept_plan').selectAll().where('number', '=', iid).execute()).toEqual([])
  })

  it('stands for the other instances where one hangs or fails', async () => {
    const manifest = 'version: 1\ninstances: { demo: null, hanging: null }\n'
    const number = stage.open('more-17', { '.arkindex-ci.yml': manifest })
    const { createServer } = await import('node:http')
    const silent = createServer(() => {}).listen(0)
    const address = silent.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const hanging = { slug: 'hanging', url, token: 'b'.repeat(40), requiresApproval: false }
    const demo = { slug: 'demo', url: stage.instanceUrl, token: 'a'.repeat(40), requiresApproval: false }
    const { makeConfig } = await import('../bot-stage.ts')
    const { defaultLimits } = await import('../../../bot/config/defaults.ts')
    const config = makeConfig('', { instances: [demo, hanging] })
    await stage.check(number, { config: { ...config, limits: { ...defaultLimits, jobTime: 10_000 } } })
    const [note] = stage.notes(number)
    expect(note!.body).toContain('| <code>hanging</code> | 0 | 0 | 0 | 0 | could not be read |')
    expect(note!.body).toMatch(/\| <code>demo<\/code> \| [1-9]\d* \|/)
    expect(stage.statuses(head(number))[0]).toBe('plan failed: 1 of 2 instances could not be read')
    silent.closeAllConnections()
    silent.close()
  })

  it('is cut in the middle where it is too long, with a link to the whole', async () => {
    const workers = Array.from(
      { length: 200 },
      (_, n) => `  - { name: Worker ${n}, slug: worker-${n}, type: recognizer }\n`,
    )
    const number = stage.open('huge-18', {
      '.arkindex.yml': `version: 3\nworkers:\n${workers.join('')}`,
      '.arkindex-ci.yml': 'version: 1\ninstances: { demo: null }\n',
    })
    await stage.check(number, { limits: { note: 6000 } })
    const [note] = stage.notes(number)
    const [kept] = await stage.db.selectFrom('kept_plan').selectAll().where('number', '=', number).execute()
    expect(note!.body.length).toBeLessThan(6200)
    expect(note!.body).toContain(`<https://bot.example.org/plans/${kept!.id}>`)
    expect(note!.body).toContain('the middle is left out here')
    expect(kept!.plan).toContain('worker-150')

    await stage.check(number, { limits: { note: 6000 }, config: { ...stage.config, pageToken: null } })
    expect(stage.notes(number)[0]!.body, 'without a page there is no link').not.toContain('/plans/')
  })

  it('says what is wrong with a manifest, and plans nothing by it', async () => {
    const number = stage.open('manifest-19', { '.arkindex-ci.yml': 'version: 1\ninstnaces: {}\n' })
    await stage.check(number)
    expect(stage.notes(number)[0]!.body).toContain('**What a release would change:** not known.')
    expect(stage.statuses(head(number))).toEqual([
      'plan failed: the release manifest has errors',
      expect.stringContaining('validate failed: 1 error'),
    ])
    expect(stage.discussions(number)).toMatchObject([{ position: { new_path: '.arkindex-ci.yml', new_line: 2 } }])
  })

  it('without a manifest names no instance, and so plans for none', async () => {
    const number = stage.open('bare-20', { '.arkindex-ci.yml': null })
    await stage.check(number)
    expect(stage.notes(number)[0]!.body).toContain('nothing. The manifest names no instance.')
  })
})

describe('what files say', () => {
  it('is inert in note and discussions: no mention, reference, command, link or HTML', async () => {
    const evil = '@all Closes #1 !2 <img src=x onerror=alert(1)> [x](https://evil.example) ~label /merge'
    const text = `slug: reader\ndisplay_name: Reader\ntype: ${JSON.stringify(evil)}\ndescription: |\n  /close\n  /merge\nconfiguration:\n  - { key: "@all", display_name: "\`\`\`\\n/close", type: "Closes #1" }\n`
    const number = stage.open('evil-21', {
      [file]: text,
      '.arkindex.yml': letters['.arkindex.yml']!.replace('Text recognizer', '"@all ``` Closes #1"'),
    })
    await stage.check(number)
    const written = [...stage.notes(number), ...stage.discussions(number)].map(({ body }) => body)
    expect(written.length).toBeGreaterThan(1)
    for (const body of written) {
      const plain = body
        .replace(/^(`{3,})(text|suggestion)\n[\s\S]*?\n\1$/gm, '')
        .replace(/<code>[^<>]*<\/code>/g, '')
        .replace(/\(<https?:[^<>\s]*>\)/g, '')
        .replace(/^<!-- .* -->$/m, '')
      expect(plain).not.toMatch(/@all|Closes|#1|!2|~label|evil\.example|<img|onerror/)
      for (const [coded] of body.matchAll(/<code>([^<>]*)<\/code>/g)) expect(coded).not.toMatch(/@|#1|!2|~|https?:\/\//)
      expect(body).not.toMatch(/^\s*\/[a-z]/m)
    }
  })

  it('never brings a secret of the bot into a note', async () => {
    const number = stage.open('leak-22', { [file]: brokenWorker.replace('strnig', 'token-of-the-bot-of-these-tests') })
    await stage.check(number)
    for (const { body } of [...stage.notes(number), ...stage.discussions(number)])
      expect(body).not.toContain('token-of-the-bot-of-these-tests')
  })
})

describe('what stands in the way', () => {
  it('of a manifest that is a folder, or larger than what is read, is a finding', async () => {
    const number = stage.open('folder', { '.arkindex-ci.yml': null, '.arkindex-ci.yml/a': 'x' })
    await stage.check(number)
    expect(stage.notes(number)[0]!.body).toContain('<code>file&#45;unreadable</code>')
    const large = stage.open('large', { '.arkindex-ci.yml': `version: 1\n${'#'.repeat(1024 * 1024)}` })
    await stage.check(large)
    expect(stage.notes(large)[0]!.body).toContain('has more than 1,048,576 bytes; at most 1,048,576 are read')
    expect(stage.statuses(head(large))[0]).toBe('plan failed: the release manifest has errors')
  })

  it('of knowing a model whose files are in Git LFS is told, and the rest is planned', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 123456789\n`
    const number = stage.open('lfs', { ...lettersWithModel, 'shapes/weights.bin': pointer })
    await stage.check(number)
    const [note] = stage.notes(number)
    expect(note!.body).toContain('1 of them is kept by Git LFS, and only the pointers are read')
    expect(note!.body).toContain('create model-version Letter shapes')
    expect(stage.statuses(head(number)).join()).not.toContain('failed')
  })

  it('of writing, as a token that ends in the middle, ends the statuses and is no crash', async () => {
    const number = stage.open('expires', { [file]: brokenWorker })
    stage.lines.length = 0
    stage.gitlab.addFault({ path: /\/merge_requests\/\d+\/notes$/, status: 401, body: { message: '401 Unauthorized' } })
    await expect(stage.check(number)).rejects.toMatchObject({ code: 'forge-refused' })
    expect(stage.statuses(head(number))).toEqual([
      'plan failed: the check did not come to its end: forge-refused',
      'validate failed: the check did not come to its end: forge-refused',
    ])
    expect(stage.lines.join('')).not.toContain(botToken)
    stage.gitlab.clearFaults()
    await stage.check(number)
    expect(stage.discussions(number)).toHaveLength(1)
    expect(stage.statuses(head(number)).join()).not.toContain('did not come')
  })

  it('of statuses alone costs the statuses alone', async () => {
    const number = stage.open('guest', { [file]: brokenWorker })
    stage.gitlab.addFault({ method: 'POST', path: /\/statuses\//, status: 403, body: { message: '403 Forbidden' } })
    expect((await stage.check(number)).state).toBe('done')
    expect(stage.notes(number)).toHaveLength(1)
  })
})

describe('a dry run', () => {
  it('sends nothing that writes, and says in the same words what it would', async () => {
    const number = stage.open('reader-23', { [file]: brokenWorker })
    stage.takeWrites()
    stage.lines.length = 0
    await stage.check(number, { isDryRun: true })
    expect(stage.takeWrites()).toEqual([])
    const said = () =>
      stage.lines
        .splice(0)
        .map((line) => JSON.parse(line).msg)
        .filter((text: string) => /^(Writes|Opens|Sets)/.test(text))
    const wouldDo = said()
    expect(wouldDo).toContain(`Opens a discussion at ${file}:6`)
    await stage.check(number)
    // The two statuses are set at once in the end: which is logged first is nobody's business.
    expect(said().sort()).toEqual(wouldDo.sort())
  })
})
