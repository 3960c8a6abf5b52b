import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccessLevel, CommitStatus, Forge, MergeRequest } from '../../../bot/forge/forge.ts'
import { ForgeLimitedError } from '../../../bot/forge/requester/forge-errors.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'

type Soon<Value> = Value | Promise<Value>

export interface StageFault {
  method?: string
  path: RegExp
  status?: number
  headers?: Readonly<Record<string, string>>
  body?: unknown
  cut?: 'before' | 'after'
  times?: number
}

/** A file's text, its bytes, or where a link leads. */
export type StageFile = string | Buffer | { link: string }

/** What people do on the forge, and what they see there. Users are named by their usernames. */
export interface StageActs {
  /** Another project, by its path. The bot is a member of those in `acme`. */
  addProject(path: string): Soon<void>
  commitFiles(branch: string, files: Readonly<Record<string, StageFile>>): Soon<string>
  /** With a message it is an annotated tag. Gives the commit. */
  pushTag(tag: string, target: string, message?: string): Soon<string>
  /** Gives its number; its branch is `sourceBranch`, of a fork where `isFork` is true. */
  openMergeRequest(request: {
    sourceBranch: string
    targetBranch?: string
    title?: string
    isDraft?: boolean
    isFork?: boolean
  }): Soon<number>
  approve(number: number, user: string): Soon<void>
  takeApprovalBack(number: number, user: string): Soon<void>
  merge(number: number): Soon<void>
  closeMergeRequest(number: number): Soon<void>
  writeNote(number: number, body: string, user: string): Soon<string>
  listEmojis(number: number, noteId: string): Soon<string[]>
  /** A pipeline of a branch or tag that ended so. */
  runPipeline(ref: string, isTag: boolean, status: 'success' | 'failed'): Soon<void>
  /** What is shown of each status of a commit: one for a name. */
  listStatuses(sha: string): Soon<{ name: string; state: string; description: string }[]>
  release(tag: string, description: string): Soon<void>
  readRelease(tag: string): Soon<string>
  listCommitComments(sha: string): Soon<string[]>
  addImage(tag: string, digest: string): Soon<void>
  listDeployments(): Soon<{ environment: string; state: string }[]>
  /** Makes the forge give up sending a hook. */
  disableWebhook(id: string): Soon<void>
  /** From now on the bot's token is not taken, as its time is over. */
  expireToken(): Soon<void>
}

/** What a forge does its own way. */
export interface ForgeWays {
  /** Of `findImage`: host and path of the project's image. */
  image: string
  /** What `gus` is, who may look alone. */
  guest: AccessLevel
  /** Whether an approval names its commit. */
  tellsApprovedCommit: boolean
  /** Whether a discussion can be resolved, and reads as resolved after it. */
  resolvesDiscussions: boolean
  /** The body of a discussion over several lines, as the forge takes it. */
  writeSuggestion(linesAbove: number): string
  /** Whether hooks hang on projects; else on the whole App. */
  hasProjectWebhooks: boolean
  /** Words in `forge-refused` for a token whose time is over. */
  expired: RegExp
}

export interface ForgeStage {
  readonly forge: Forge
  readonly ways: ForgeWays
  /** As `ForgeProject.id`. It is `acme/demo`, its default branch `main` with a commit, its tags `v*` are protected. */
  readonly project: string
  readonly acts: StageActs
  /** Text that stands in the forge's token and nowhere else. */
  readonly canary: string
  userId(username: string): string
  /** Requests that wrote something, as `POST /path`, since it was asked last. */
  takeWrites(): string[]
  /** Requests of any kind since it was asked last. */
  takeRequests(): string[]
  addFault(fault: StageFault): void
  close(): Promise<void>
}

async function gather<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

async function catchError(work: Promise<unknown>): Promise<CodedError> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof CodedError) return thrown
  throw new Error('no coded error was thrown', { cause: thrown })
}

const text = (...lines: string[]) => `${lines.join('\n')}\n`
const yaml = text('one: 1', 'two: 2', 'three: 3', 'four: 4', 'five: 5', 'six: 6', 'seven: 7', 'eight: 8', 'nine: 9')

/**
 * What every forge must do alike: the contract of `Forge`, tried on a stand-in at the wire. The stage is fresh for each test. Users
 * are `ada`, who maintains the project, `bob`, who develops in it, `gus`, a guest, and `eve`, who is no member.
 */
export function describeForge(name: string, startForge: () => Promise<ForgeStage>): void {
  describe(name, () => {
    let stage: ForgeStage
    let forge: Forge
    let project: string
    beforeEach(async () => {
      stage = await startForge()
      forge = stage.forge
      project = stage.project
    })
    afterEach(() => stage.close())

    /** A branch that changes the third line of nine, adds a file, and renames another. */
    async function openRequest(): Promise<MergeRequest> {
      await stage.acts.commitFiles('main', { 'worker.yml': yaml, 'far.yml': text('x: 1') })
      await stage.acts.commitFiles('topic', {
        'worker.yml': yaml.replace('three: 3', 'three: three'),
        'new & odd=é.yml': text('a: 1', 'b: 2', 'c: 3'),
      })
      const number = await stage.acts.openMergeRequest({ sourceBranch: 'topic' })
      const request = await forge.readMergeRequest(project, number)
      if (!request) throw new Error('the merge request is not there')
      return request
    }

    describe('projects and users', () => {
      it('knows whose token it has, and asks for it once', async () => {
        const [first, second] = [await forge.readSelf(), await forge.readSelf()]
        expect(first.username).toMatch(/arkindex-ci/)
        expect(second).toEqual(first)
        expect(stage.takeRequests().filter((one) => /\/user$|\/app$/.test(one)).length).toBeLessThanOrEqual(1)
      })

      it('reads a project by its id and by its path', async () => {
        const byId = await forge.readProject(project)
        expect(byId).toMatchObject({ id: project, path: 'acme/demo', defaultBranch: 'main', isArchived: false })
        expect(byId?.webUrl).toContain('/acme/demo')
        expect(await forge.readProject('acme/demo')).toEqual(byId)
      })

      it('gives undefined for a project that is not there or that the token may not see', async () => {
        await stage.acts.addProject('hidden/demo')
        expect(await forge.readProject('acme/nothing')).toBeUndefined()
        expect(await forge.readProject('hidden/demo')).toBeUndefined()
      })

      it('lists the projects of a group', async () => {
        await stage.acts.addProject('hidden/demo')
        await stage.acts.addProject('acme/other')
        const paths = (await gather(forge.listProjects('acme'))).map(({ path }) => path)
        expect(paths.sort()).toEqual(['acme/demo', 'acme/other'])
      })

      it('reads the right of each user from the forge', async () => {
        const read = (user: string) => forge.readAccessLevel(project, stage.userId(user))
        expect(await read('ada')).toBe('maintainer')
        expect(await read('bob')).toBe('developer')
        expect(await read('gus')).toBe(stage.ways.guest)
        expect(await read('eve')).toBe('none')
      })

      it('gives no right to a user that the forge does not know', async () => {
        for (const id of ['999999999', '', '../../user', 'ada', '-1', '1e3'])
          expect(await forge.readAccessLevel(project, id), id).toBe('none')
      })
    })

    describe('the repository', () => {
      it('reads the commit of a branch, a tag and an annotated tag', async () => {
        const sha = await stage.acts.commitFiles('topic/odd', { 'a.txt': 'a' })
        await stage.acts.pushTag('v1.0.0', sha)
        await stage.acts.pushTag('v1.1.0', sha, 'the second')
        for (const ref of [sha, 'topic/odd', 'v1.0.0', 'v1.1.0'])
          expect(await forge.readCommit(project, ref), ref).toEqual({ sha })
      })

      it('gives undefined for what is no commit, whatever it is called', async () => {
        for (const ref of ['nothing', '0'.repeat(40), '', '..', '../../user', '%2e%2e', 'a?b', 'a#b'])
          expect(await forge.readCommit(project, ref), ref).toBeUndefined()
      })

      it('reads the whole tree, with folders and links', async () => {
        const sha = await stage.acts.commitFiles('main', {
          'arkindex/a.yml': 'a: 1\n',
          'deep/er/b.txt': 'b',
          'way.yml': { link: 'arkindex/a.yml' },
        })
        const tree = await forge.readTree(project, sha, 1000)
        expect(tree.isCut).toBe(false)
        expect(tree.entries).toEqual(
          expect.arrayContaining([
            { path: 'arkindex', kind: 'folder' },
            { path: 'arkindex/a.yml', kind: 'file' },
            { path: 'deep/er/b.txt', kind: 'file' },
            { path: 'way.yml', kind: 'link' },
          ]),
        )
      })

      it('cuts a tree that is larger than what is asked for, and says so', async () => {
        const files = Object.fromEntries(
          Array.from({ length: 230 }, (_, at) => [`f/${String(at).padStart(4, '0')}`, 'x']),
        )
        const sha = await stage.acts.commitFiles('large', files)
        const cut = await forge.readTree(project, sha, 120)
        expect(cut.isCut).toBe(true)
        expect(cut.entries).toHaveLength(120)
        const whole = await forge.readTree(project, sha, 5000)
        expect(whole.isCut).toBe(false)
        expect(whole.entries.filter(({ path }) => path.startsWith('f/'))).toHaveLength(230)
      })

      it('reads the bytes of a file as they are, whatever its name', async () => {
        const bytes = Buffer.from([0, 255, 13, 10, 195, 40, 10])
        const name = 'odd/é & #1 %2e?=.bin'
        const sha = await stage.acts.commitFiles('main', { [name]: bytes, 'data.json': '{"a": 1}', empty: '' })
        expect(await forge.readFile(project, sha, name, 100)).toEqual(bytes)
        expect((await forge.readFile(project, sha, 'data.json', 100))?.toString()).toBe('{"a": 1}')
        expect((await forge.readFile(project, sha, 'empty', 100))?.length).toBe(0)
      })

      it('gives the target of a link, and undefined where there is no file', async () => {
        const sha = await stage.acts.commitFiles('main', { 'way.yml': { link: 'worker.yml' }, 'folder/x': 'x' })
        expect((await forge.readFile(project, sha, 'way.yml', 100))?.toString()).toBe('worker.yml')
        expect(await forge.readFile(project, sha, 'nothing.yml', 100)).toBeUndefined()
        expect(await forge.readFile(project, '0'.repeat(40), 'way.yml', 100)).toBeUndefined()
      })

      it('refuses a file above the limit, and takes one of just the limit', async () => {
        const sha = await stage.acts.commitFiles('main', { 'a.bin': Buffer.alloc(5000, 1) })
        expect((await forge.readFile(project, sha, 'a.bin', 5000))?.length).toBe(5000)
        const error = await catchError(forge.readFile(project, sha, 'a.bin', 4999))
        expect(error.code).toBe('forge-file-too-large')
        expect(error.message).toContain('a.bin')
      })

      it('tells protected tags from others', async () => {
        const sha = await stage.acts.commitFiles('main', { a: 'a' })
        await stage.acts.pushTag('v1.0.0', sha, 'annotated')
        await stage.acts.pushTag('try', sha)
        expect(await forge.readTag(project, 'v1.0.0')).toEqual({ name: 'v1.0.0', sha, isProtected: true })
        expect(await forge.readTag(project, 'try')).toEqual({ name: 'try', sha, isProtected: false })
        expect(await forge.readTag(project, 'v9')).toBeUndefined()
        expect(await forge.readTag(project, 'main')).toBeUndefined()
      })

      it('reads a branch', async () => {
        const sha = await stage.acts.commitFiles('main', { a: 'a' })
        expect(await forge.readBranch(project, 'main')).toMatchObject({ name: 'main', sha })
        expect(await forge.readBranch(project, 'nothing')).toBeUndefined()
      })

      it('lists tags, as many as are asked for', async () => {
        const sha = await stage.acts.commitFiles('main', { a: 'a' })
        for (const tag of ['v1', 'v2', 'v3']) await stage.acts.pushTag(tag, sha)
        expect((await forge.listTags(project, 100)).map(({ name }) => name).sort()).toEqual(['v1', 'v2', 'v3'])
        expect(await forge.listTags(project, 2)).toHaveLength(2)
      })

      it('knows what is in the history of a commit', async () => {
        const older = await stage.acts.commitFiles('main', { a: 'a' })
        const newer = await stage.acts.commitFiles('main', { a: 'b' })
        expect(await forge.isInHistory(project, older, newer)).toBe(true)
        expect(await forge.isInHistory(project, newer, newer)).toBe(true)
        expect(await forge.isInHistory(project, newer, older)).toBe(false)
        expect(await forge.isInHistory(project, '0'.repeat(40), newer)).toBe(false)
        expect(await forge.isInHistory(project, 'main', newer)).toBe(false)
      })
    })

    describe('merge requests', () => {
      it('reads one whole', async () => {
        const main = await stage.acts.commitFiles('main', { a: 'a' })
        const headSha = await stage.acts.commitFiles('topic', { a: 'b' })
        const number = await stage.acts.openMergeRequest({ sourceBranch: 'topic', title: 'Better <b>worker</b>' })
        const request = await forge.readMergeRequest(project, number)
        expect(request).toMatchObject({
          project,
          number,
          title: 'Better <b>worker</b>',
          state: 'open',
          isDraft: false,
          sourceBranch: 'topic',
          targetBranch: 'main',
          sourceProject: project,
          isFork: false,
          headSha,
          baseSha: main,
          mergedSha: null,
        })
        expect(request?.author.username).toBe('ada')
        expect(request?.updatedAt).toBeGreaterThan(0)
      })

      it('gives undefined for one that is not there', async () => {
        expect(await forge.readMergeRequest(project, 99)).toBeUndefined()
        expect(await forge.readMergeRequest('acme/nothing', 1)).toBeUndefined()
      })

      it('knows a draft and a fork', async () => {
        await stage.acts.commitFiles('topic', { a: 'b' })
        const draft = await stage.acts.openMergeRequest({ sourceBranch: 'topic', isDraft: true })
        expect(await forge.readMergeRequest(project, draft)).toMatchObject({ isDraft: true })
        const fork = await stage.acts.openMergeRequest({ sourceBranch: 'theirs', isFork: true })
        const request = await forge.readMergeRequest(project, fork)
        expect(request).toMatchObject({ project, isFork: true, isDraft: false })
        expect(request?.sourceProject).not.toBe(project)
      })

      it('knows what merging made', async () => {
        const request = await openRequest()
        await stage.acts.merge(request.number)
        const merged = await forge.readMergeRequest(project, request.number)
        expect(merged?.state).toBe('merged')
        expect(merged?.mergedSha).toBe((await forge.readCommit(project, 'main'))?.sha)
      })

      it('lists the open ones, and with a time those of any state that changed later', async () => {
        await stage.acts.commitFiles('topic', { a: 'b' })
        await stage.acts.commitFiles('other', { a: 'c' })
        const open = await stage.acts.openMergeRequest({ sourceBranch: 'topic' })
        const closed = await stage.acts.openMergeRequest({ sourceBranch: 'other' })
        await stage.acts.closeMergeRequest(closed)
        const numbers = async (since?: number) =>
          (await gather(forge.listMergeRequests(project, since === undefined ? {} : { since })))
            .map(({ number }) => number)
            .sort()
        expect(await numbers()).toEqual([open])
        expect(await numbers(0)).toEqual([open, closed].sort())
        expect(await numbers(Date.parse('2999-01-01'))).toEqual([])
      })

      it('lists who approved and did not take it back', async () => {
        const { number, headSha } = await openRequest()
        expect(await forge.listApprovals(project, number)).toEqual([])
        await stage.acts.approve(number, 'bob')
        await stage.acts.approve(number, 'ada')
        await stage.acts.takeApprovalBack(number, 'ada')
        const sha = stage.ways.tellsApprovedCommit ? headSha : null
        expect(await forge.listApprovals(project, number)).toEqual([
          { user: { id: stage.userId('bob'), username: 'bob' }, sha },
        ])
      })
    })

    describe('notes', () => {
      it('writes, reads and edits a note of its own', async () => {
        const { number } = await openRequest()
        const self = await forge.readSelf()
        const note = await forge.createNote(project, number, '**plan**\n\n| a | b |')
        expect(note).toMatchObject({ body: '**plan**\n\n| a | b |', author: self, isSystem: false })
        await forge.editNote(project, number, note.id, 'shorter')
        expect(await forge.readNote(project, number, note.id)).toEqual({ ...note, body: 'shorter' })
        expect(stage.takeWrites()).toHaveLength(2)
      })

      it('gives undefined for a note that is not there', async () => {
        const { number } = await openRequest()
        for (const id of ['1234567', '', 'x', '../1']) expect(await forge.readNote(project, number, id)).toBeUndefined()
      })

      it('lists all notes, oldest first, over several pages', async () => {
        const { number } = await openRequest()
        for (let at = 0; at < 103; at++) await stage.acts.writeNote(number, `note ${at}`, at % 2 === 0 ? 'ada' : 'bob')
        const notes = (await gather(forge.listNotes(project, number))).filter(({ isSystem }) => !isSystem)
        expect(notes.map(({ body }) => body)).toEqual(Array.from({ length: 103 }, (_, at) => `note ${at}`))
        expect(notes[1]?.author).toEqual({ id: stage.userId('bob'), username: 'bob' })
      })

      it('acknowledges a note by one emoji, however often it is asked to', async () => {
        const { number } = await openRequest()
        const note = await stage.acts.writeNote(number, '/arkindex plan', 'bob')
        await forge.acknowledgeNote(project, number, note, 'eyes')
        await forge.acknowledgeNote(project, number, note, 'eyes')
        expect(await stage.acts.listEmojis(number, note)).toEqual(['eyes'])
      })

      it('throws where a note cannot be written', async () => {
        const error = await catchError(forge.createNote(project, 99, 'text'))
        expect(error.code).toBe('forge-not-found')
      })
    })

    describe('discussions', () => {
      it('opens one at a changed line, at a line beside it and in a new file', async () => {
        const request = await openRequest()
        const places = [
          { path: 'worker.yml', line: 3 },
          { path: 'worker.yml', line: 5 },
          { path: 'new & odd=é.yml', line: 2 },
        ]
        for (const [at, { path, line }] of places.entries()) {
          const made = await forge.openDiscussion(request, { body: `finding ${at}`, path, line, endLine: line })
          expect(made, `${path}:${line}`).toMatchObject({ body: `finding ${at}`, path, line, isResolved: false })
        }
        const listed = await gather(forge.listDiscussions(project, request.number))
        expect(listed.map(({ path, line }) => ({ path, line }))).toEqual(places)
      })

      it('gives undefined where the forge takes no comment, and leaves nothing there', async () => {
        const request = await openRequest()
        const places = [
          { path: 'far.yml', line: 1 },
          { path: 'nothing.yml', line: 1 },
          { path: 'worker.yml', line: 400 },
        ]
        for (const { path, line } of places)
          expect(await forge.openDiscussion(request, { body: 'x', path, line, endLine: line }), path).toBeUndefined()
        expect(await gather(forge.listDiscussions(project, request.number))).toEqual([])
      })

      it('spans several lines, and its suggestion with it', async () => {
        const request = await openRequest()
        const body = '```suggestion\nx\n```'
        const made = await forge.openDiscussion(request, { body, path: 'worker.yml', line: 2, endLine: 4 })
        expect(made?.body).toBe(stage.ways.writeSuggestion(2))
        expect(made?.line).toBe(4)
        const one = await forge.openDiscussion(request, { body, path: 'worker.yml', line: 3, endLine: 3 })
        expect(one?.body).toBe(body)
      })

      it('lists its own alone', async () => {
        const request = await openRequest()
        await stage.acts.writeNote(request.number, 'a plain note', 'ada')
        await forge.createNote(project, request.number, 'a note of the bot')
        const own = { body: 'own', path: 'worker.yml', line: 3, endLine: 3 }
        const made = await forge.openDiscussion(request, own)
        const listed = await gather(forge.listDiscussions(project, request.number))
        expect(listed).toEqual([made])
      })

      it('resolves one and opens it again', async () => {
        const request = await openRequest()
        const made = await forge.openDiscussion(request, { body: 'x', path: 'worker.yml', line: 3, endLine: 3 })
        if (!made) throw new Error('it was not opened')
        await forge.resolveDiscussion(project, request.number, made, true)
        const read = async () => (await gather(forge.listDiscussions(project, request.number)))[0]?.isResolved
        expect(await read()).toBe(stage.ways.resolvesDiscussions)
        await forge.resolveDiscussion(project, request.number, made, false)
        expect(await read()).toBe(false)
      })
    })

    describe('statuses', () => {
      const status = (sha: string, of: Partial<CommitStatus> = {}): CommitStatus => ({
        sha,
        ref: 'topic',
        name: 'arkindex-ci/validate',
        state: 'success',
        description: 'all is well',
        targetUrl: null,
        ...of,
      })

      it('sets a status once, and again only where it differs', async () => {
        const { headSha } = await openRequest()
        expect(await forge.setStatus(project, status(headSha))).toBe('set')
        stage.takeWrites()
        expect(await forge.setStatus(project, status(headSha))).toBe('unchanged')
        expect(stage.takeWrites()).toEqual([])
        expect(await stage.acts.listStatuses(headSha)).toEqual([
          { name: 'arkindex-ci/validate', state: 'success', description: 'all is well' },
        ])
      })

      it('goes from running to an end, never doubled and never left running', async () => {
        const { headSha } = await openRequest()
        expect(await forge.setStatus(project, status(headSha, { state: 'running' }))).toBe('set')
        expect(await forge.setStatus(project, status(headSha, { state: 'running' }))).toBe('unchanged')
        expect(await forge.setStatus(project, status(headSha, { state: 'failed', description: 'no' }))).toBe('set')
        expect(await stage.acts.listStatuses(headSha)).toEqual([
          { name: 'arkindex-ci/validate', state: 'failed', description: 'no' },
        ])
      })

      it('begins anew after an end', async () => {
        const { headSha } = await openRequest()
        for (const state of ['failed', 'running', 'success'] as const)
          expect(await forge.setStatus(project, status(headSha, { state }))).toBe('set')
        const states = (await stage.acts.listStatuses(headSha)).map(({ state }) => state)
        expect(states).toEqual(['success'])
      })

      it('keeps two names apart', async () => {
        const { headSha } = await openRequest()
        await forge.setStatus(project, status(headSha))
        await forge.setStatus(project, status(headSha, { name: 'arkindex-ci/plan', state: 'failed' }))
        const shown = (await stage.acts.listStatuses(headSha)).map((one) => `${one.name} ${one.state}`).sort()
        expect(shown).toEqual(['arkindex-ci/plan failed', 'arkindex-ci/validate success'])
      })
    })

    describe('releases', () => {
      it('keeps one comment on a commit for its marker', async () => {
        const sha = await stage.acts.commitFiles('main', { a: 'a' })
        for (const body of ['first', 'first', 'second']) await forge.keepCommitComment(project, sha, '<!-- m -->', body)
        await forge.keepCommitComment(project, sha, '<!-- n -->', 'other')
        expect(await stage.acts.listCommitComments(sha)).toEqual(['<!-- m -->\nsecond', '<!-- n -->\nother'])
        stage.takeWrites()
        await forge.keepCommitComment(project, sha, '<!-- m -->', 'second')
        expect(stage.takeWrites()).toEqual([])
      })

      it('keeps a part of the text of a release and leaves the rest', async () => {
        await stage.acts.pushTag('v1.0.0', await stage.acts.commitFiles('main', { a: 'a' }))
        expect(await forge.keepReleaseSection(project, 'v1.0.0', 'outcome', 'x')).toBe(false)
        await stage.acts.release('v1.0.0', 'What is new: all.')
        for (const body of ['one', 'two'])
          expect(await forge.keepReleaseSection(project, 'v1.0.0', 'outcome', body)).toBe(true)
        const shown = await stage.acts.readRelease('v1.0.0')
        expect(shown).toContain('What is new: all.')
        expect(shown).toContain('two')
        expect(shown).not.toContain('one')
        stage.takeWrites()
        await forge.keepReleaseSection(project, 'v1.0.0', 'outcome', 'two')
        expect(stage.takeWrites()).toEqual([])
      })

      it('reads the newest pipeline of a tag', async () => {
        const sha = await stage.acts.pushTag('v1.0.0', await stage.acts.commitFiles('main', { a: 'a' }))
        expect(await forge.readPipeline(project, 'v1.0.0', sha)).toBeUndefined()
        await stage.acts.runPipeline('v1.0.0', true, 'failed')
        await stage.acts.runPipeline('v1.0.0', true, 'success')
        expect(await forge.readPipeline(project, 'v1.0.0', sha)).toMatchObject({
          ref: 'v1.0.0',
          sha,
          isTag: true,
          status: 'success',
        })
      })

      it('finds an image by its tag and gives its digest', async () => {
        const digest = `sha256:${'ab'.repeat(32)}`
        expect(await forge.findImage(project, 'v1.0.0')).toBeUndefined()
        await stage.acts.addImage('v1.0.0', digest)
        expect(await forge.findImage(project, 'v1.0.0')).toBe(`${stage.ways.image}@${digest}`)
        for (const tag of ['v2.0.0', '', '..', 'a/b', '+']) expect(await forge.findImage(project, tag)).toBeUndefined()
      })

      it('takes no digest that is none', async () => {
        await stage.acts.addImage('v1.0.0', 'sha256:short@evil.example.org/x')
        expect(await forge.findImage(project, 'v1.0.0')).toBeUndefined()
      })

      it('starts a deployment, takes the one that runs, and ends it once', async () => {
        const sha = await stage.acts.pushTag('v1.0.0', await stage.acts.commitFiles('main', { a: 'a' }))
        const wanted = {
          environment: 'arkindex/demo',
          sha,
          ref: 'v1.0.0',
          isTag: true,
          url: 'https://demo.example.org',
        }
        const first = await forge.startDeployment(project, wanted)
        expect(first).toMatchObject({ environment: 'arkindex/demo', sha })
        expect(await forge.startDeployment(project, wanted)).toEqual(first)
        expect(await stage.acts.listDeployments()).toEqual([{ environment: 'arkindex/demo', state: 'running' }])
        await forge.endDeployment(project, first, 'success')
        await forge.endDeployment(project, first, 'success')
        expect(await stage.acts.listDeployments()).toEqual([{ environment: 'arkindex/demo', state: 'success' }])
        expect((await forge.startDeployment(project, wanted)).id).not.toBe(first.id)
      })
    })

    describe('webhooks', () => {
      it('creates one, finds it, and mends its events', async ({ skip }) => {
        if (!stage.ways.hasProjectWebhooks) skip()
        const url = 'http://127.0.0.1:9/hook'
        expect(await forge.listWebhooks({ project })).toEqual([])
        const made = await forge.createWebhook({ project }, { url, events: ['merge-request', 'note'] })
        expect(made).toMatchObject({ url, state: 'working', verifiesTls: true })
        expect([...made.events].sort()).toEqual(['merge-request', 'note'])
        await forge.mendWebhook({ project }, made, ['merge-request', 'note', 'tag', 'pipeline', 'release'])
        const [mended, ...others] = await forge.listWebhooks({ project })
        expect(others).toEqual([])
        expect([...(mended?.events ?? [])].sort()).toEqual(['merge-request', 'note', 'pipeline', 'release', 'tag'])
        expect(mended?.id).toBe(made.id)
      })
    })

    describe('what goes wrong', () => {
      it('repeats a read that failed for the moment', async () => {
        stage.addFault({ method: 'GET', path: /acme|projects\//, status: 502, times: 2 })
        expect(await forge.readProject(project)).toMatchObject({ path: 'acme/demo' })
      })

      it('writes once, also where nobody can tell whether it was done', async () => {
        const { number } = await openRequest()
        const comments = /\/(notes|comments)$/
        for (const fault of [{ status: 502 }, { cut: 'after' as const }]) {
          stage.takeWrites()
          stage.addFault({ method: 'POST', path: comments, times: 1, ...fault })
          const error = await catchError(forge.createNote(project, number, 'once'))
          expect(error.exit).toBe(3)
          expect(stage.takeWrites().filter((one) => comments.test(one))).toHaveLength(1)
        }
      })

      it('waits as long as the forge asks for, then goes on', async () => {
        stage.addFault({ path: /acme|projects\//, status: 429, headers: { 'retry-after': '2' }, times: 1 })
        expect(await forge.readProject(project)).toMatchObject({ path: 'acme/demo' })
      })

      it('throws with the seconds where the forge asks for longer, and sends nothing more meanwhile', async () => {
        await forge.readProject(project)
        stage.addFault({ path: /acme|projects\//, status: 429, headers: { 'retry-after': '900' }, times: 1 })
        const error = await catchError(forge.readProject(project))
        expect(error).toBeInstanceOf(ForgeLimitedError)
        expect(error).toMatchObject({ code: 'forge-limited', exit: 3, seconds: 900 })
        stage.takeRequests()
        expect(await catchError(forge.readProject(project))).toMatchObject({ code: 'forge-limited' })
        expect(stage.takeRequests()).toEqual([])
      })

      it('tells a token that is expired in the middle from one that may not', async () => {
        const { number } = await openRequest()
        stage.addFault({ path: /\/(notes|comments)/, status: 403, body: { message: '403 Forbidden' }, times: 1 })
        const forbidden = await catchError(forge.createNote(project, number, 'x'))
        expect(forbidden).toMatchObject({ code: 'forge-refused', exit: 2 })
        await stage.acts.expireToken()
        const expired = await catchError(forge.createNote(project, number, 'x'))
        expect(expired).toMatchObject({ code: 'forge-refused', exit: 2 })
        expect(expired.message).toMatch(stage.ways.expired)
        expect(expired.message).not.toBe(forbidden.message)
      })

      it('says that a server which fails is worth another try', async () => {
        stage.addFault({ path: /acme|projects\//, status: 500 })
        expect(await catchError(forge.readProject(project))).toMatchObject({ code: 'forge-failed', exit: 3 })
      })

      it('says that a connection was lost, which is worth another try too', async () => {
        stage.addFault({ path: /acme|projects\//, cut: 'before' })
        expect(await catchError(forge.readProject(project))).toMatchObject({ code: 'connection-lost', exit: 3 })
      })

      it('holds the token in no error, however it is printed', async () => {
        const { number } = await openRequest()
        const faults: StageFault[] = [
          { path: /./, status: 500, times: 1 },
          { path: /./, status: 404, body: { message: `no ${stage.canary}` }, times: 1 },
          { path: /./, status: 422, body: { message: `reflected ${stage.canary}` }, times: 1 },
          { path: /./, status: 401, body: { message: stage.canary }, times: 1 },
          { path: /./, status: 302, headers: { location: `http://127.0.0.1:9/${stage.canary}` }, times: 1 },
          { path: /./, status: 429, headers: { 'retry-after': '800' }, times: 1 },
        ]
        for (const fault of faults) {
          stage.addFault(fault)
          const error = await catchError(forge.createNote(project, number, 'x'))
          const printed = [
            inspect(error, { depth: 20, showHidden: true }),
            JSON.stringify(error),
            String(error.stack),
            JSON.stringify(error.report()),
          ].join('\n')
          expect(printed, String(fault.status)).not.toContain(stage.canary)
        }
      })

      it('follows no redirect', async () => {
        stage.addFault({ path: /acme|projects\//, status: 302, headers: { location: '/elsewhere' }, times: 1 })
        stage.takeRequests()
        const error = await catchError(forge.readProject(project))
        expect(error.code).toBe('forge-refused')
        expect(stage.takeRequests().filter((one) => one.includes('elsewhere'))).toEqual([])
      })
    })
  })
}
