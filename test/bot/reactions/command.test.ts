import { afterEach, describe, expect, it } from 'vitest'
import { botLetters, digest, openReactionStage, place, type ReactionStage } from './reaction-stage.ts'

let stage: ReactionStage
afterEach(() => stage?.close())

const broken = { '.arkindex.yml': botLetters['.arkindex.yml']?.replace('type: int', 'type: number') ?? '' }
const branchy = {
  '.arkindex-ci.yml': botLetters['.arkindex-ci.yml']?.replace('branches: [main]', 'branches: [main, side]') ?? '',
}
/** Merges a merge request; gives the commit that this made. */
const merge = (number: number): string => {
  stage.gitlab.actOnMergeRequest(place, number, 'merge', 'ada')
  return stage.request(number).mergeCommit ?? ''
}

describe('a command in a note', () => {
  it('is seen at once, answered in place and marked with how it went', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    const { answer, emojis } = await stage.command(number, '/arkindex help', 'dev')
    expect(answer).toContain('- `/arkindex validate`')
    expect(emojis).toEqual(['eyes', 'white_check_mark'])
    expect(await stage.command(number, '/arkindex validate')).toMatchObject({
      answer: expect.stringContaining('0 errors, 1 warning or hint.'),
      emojis: ['eyes', 'white_check_mark'],
    })
    const plan = await stage.command(number, '/arkindex plan demo')
    expect(plan.answer).toContain('| <code>demo</code> | 6 |')
    expect(stage.proxy.requests.filter(({ method }) => method !== 'GET')).toEqual([])
    expect((await stage.command(number, '/arkindex plan nowhere')).answer).toContain(
      'The bot knows no instance <code>nowhere</code>',
    )
  })

  it('tells the findings of the last commit', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', broken)
    const { answer, emojis } = await stage.command(number, '/arkindex validate')
    expect(answer).toMatch(/2 errors, /)
    expect(answer).toContain('<code>&#46;arkindex&#46;yml&#58;')
    expect(emojis).toEqual(['eyes', 'x'])
  })

  it('lists as many findings as a note may hold, and counts the rest', async () => {
    stage = await openReactionStage()
    stage.config.limits = { ...stage.config.limits, note: 600 }
    const number = stage.open('side', broken)
    expect((await stage.command(number, '/arkindex validate')).answer).toMatch(/- error [^\n]*\n- … and 2 more$/)
  })

  it('is answered once, however often it is told of', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    const { note } = await stage.command(number, '/arkindex help')
    const event = {
      kind: 'note',
      project: stage.id,
      number,
      noteId: String(note),
      authorId: '1',
      firstLine: '/arkindex help',
    } as const
    await stage.tell(event)
    await stage.tell(event)
    expect(await stage.work()).toMatchObject([{ state: 'ignored' }, { state: 'ignored' }])
    expect(stage.notes(number)).toHaveLength(1)
  })

  it('is read again from the forge: what the event says of text and author counts for nothing', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    const note = stage.gitlab.writeNote(place, number, '> /arkindex help', 'ada')
    const lie = { kind: 'note', project: stage.id, number, authorId: '1', firstLine: '/arkindex help' } as const
    await stage.tell({ ...lie, noteId: String(note.id) })
    const strange = stage.gitlab.writeNote(place, number, '/arkindex cancel', 'stranger')
    const ada = String(stage.gitlab.user('ada').id)
    await stage.tell({ ...lie, noteId: String(strange.id), authorId: ada, firstLine: '/arkindex cancel' })
    await stage.tell({ ...lie, noteId: '999999999' })
    expect((await stage.work()).map(({ state }) => state)).toEqual(['ignored', 'ignored', 'ignored'])
    expect(stage.notes(number)).toEqual([])
    expect(stage.emojis(number, strange.id)).toEqual([])
  })

  it.each(['stranger', 'guest'])('of a %s is met with silence, whatever it asks', async (user) => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    for (const body of ['/arkindex help', '/arkindex deploy demo', '/arkindex nonsense', '/arkindex']) {
      expect(await stage.command(number, body, user)).toMatchObject({ answer: undefined, emojis: [] })
    }
    expect(stage.notes(number)).toEqual([])
  })

  it('of somebody whose role does not reach is refused, and the missing role is named', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    const { access } = stage.config
    stage.config.access = { ...access, deploy: 'maintainer', plan: 'reporter' }
    const refused = await stage.command(number, '/arkindex deploy demo', 'reporter')
    expect(refused.answer).toContain(
      '`deploy` needs the role Maintainer in this project or a higher one; yours is Reporter.',
    )
    expect(refused.emojis).toEqual(['eyes', 'x'])
    // The role is asked for anew each time.
    stage.gitlab.setAccess('reporter', place, 0)
    expect(await stage.command(number, '/arkindex plan', 'reporter')).toMatchObject({ answer: undefined, emojis: [] })
  })

  it('of the bot itself is none, and a wrong one gets a short answer without its words', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    expect((await stage.command(number, '/arkindex help', 'arkindex-bot')).emojis).toEqual([])
    const wrong = await stage.command(number, '/arkindex @all-please <b>do</b>')
    expect(wrong.answer).toContain('There is no such command.')
    expect(wrong.answer).toContain('- `/arkindex help`')
    expect(wrong.answer).not.toContain('@all')
  })

  it('that somebody answers with the marker of the bot is answered all the same', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    const command = stage.gitlab.writeNote(place, number, '/arkindex help', 'ada')
    stage.gitlab.writeNote(place, number, `<!-- arkindex-ci command ${command.id} -->\nNo.`, 'dev')
    await stage.tell({
      kind: 'note',
      project: stage.id,
      number,
      noteId: String(command.id),
      authorId: '1',
      firstLine: '/arkindex help',
    })
    await stage.work()
    expect(stage.notes(number)).toHaveLength(1)
  })
})

describe('/arkindex deploy', () => {
  it('releases the last commit of an open merge request where the protected manifest lets the instance take its branch', async () => {
    stage = await openReactionStage({ files: { ...botLetters, ...branchy } })
    const number = stage.open('side', { 'README.md': 'New' })
    const sha = stage.project.git('rev-parse', 'side').trim()
    stage.project.addImage('', { [`commit-${sha.slice(0, 8)}`]: digest })
    const { answer, emojis } = await stage.command(number, '/arkindex deploy demo')
    expect(answer).toContain('Releases <code>side at')
    expect(answer).toContain('is released** on <code>demo</code>')
    expect(answer).toContain('Asked for by <code>ada</code>.')
    expect(emojis).toEqual(['eyes', 'white_check_mark'])
    expect(stage.statuses(sha)).toMatchObject({ 'arkindex-ci/deploy/demo': 'success' })
    // Asked again, it is done again, and there is nothing to do.
    expect((await stage.command(number, '/arkindex deploy demo')).answer).toContain('nothing was to do')
  })

  it('reads the manifest of the target branch, never that of the merge request', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', branchy)
    const { answer, emojis } = await stage.command(number, '/arkindex deploy demo')
    expect(answer).toContain('does not take')
    expect(answer).toContain('by the manifest of <code>main</code>')
    expect(emojis).toEqual(['eyes', 'x'])
    stage.project.protectedBranches.length = 0
    expect((await stage.command(number, '/arkindex deploy demo')).answer).toContain('is not a protected branch')
    expect((await stage.command(number, '/arkindex deploy elsewhere')).answer).toContain('The bot knows no instance')
    expect(stage.proxy.requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('releases nothing of a fork, and nothing of a closed merge request', async () => {
    stage = await openReactionStage({ files: { ...botLetters, ...branchy } })
    stage.gitlab.fork(place, { path: 'stranger/letters', visibility: 'public' })
    stage.gitlab.commitFiles('stranger/letters', 'side', { 'README.md': 'Mine' }, 'Mine')
    const { iid } = stage.gitlab.openMergeRequest(place, {
      sourceBranch: 'side',
      sourceProject: 'stranger/letters',
      author: 'stranger',
    })
    expect((await stage.command(iid, '/arkindex deploy demo')).answer).toContain('Nothing of a fork is released')
    expect((await stage.command(iid, '/arkindex validate')).answer).toContain('0 errors')
    const number = stage.open('other', { 'README.md': 'New' })
    stage.gitlab.actOnMergeRequest(place, number, 'close', 'ada')
    expect((await stage.command(number, '/arkindex deploy demo')).answer).toContain('closed')
  })

  it('of a merged one releases the newest protected tag that holds it, else its target branch', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    const sha = merge(number)
    stage.project.addImage('', { [`commit-${sha.slice(0, 8)}`]: digest })
    expect((await stage.command(number, '/arkindex deploy demo')).answer).toContain('Releases <code>main at')
    stage.gitlab.pushTag(place, 'v0.9.0', stage.project.git('rev-parse', `${sha}^1`).trim())
    stage.gitlab.pushTag(place, 'v1.0.0', sha)
    stage.project.addImage('', { 'v1.0.0': digest })
    const { answer } = await stage.command(number, '/arkindex deploy demo')
    expect(answer).toContain('Releases <code>v1&#46;0&#46;0</code>')
    expect(answer).toContain('is released**')
  })

  it('that fails says so in its answer, and /arkindex retry does it again for who may deploy', async () => {
    stage = await openReactionStage({ files: { ...botLetters, ...branchy } })
    const number = stage.open('side', { 'README.md': 'New' })
    const sha = stage.project.git('rev-parse', 'side').trim()
    stage.config.access = { ...stage.config.access, deploy: 'maintainer', retry: 'developer', cancel: 'developer' }
    const { emojis, note } = await stage.command(number, '/arkindex deploy demo')
    expect(emojis).toEqual(['eyes', 'x'])
    expect((await stage.command(number, '/arkindex retry', 'dev')).answer).toContain(
      '`deploy` needs the role Maintainer',
    )
    stage.project.addImage('', { [`commit-${sha.slice(0, 8)}`]: digest })
    expect((await stage.command(number, '/arkindex retry')).answer).toContain(
      'Runs again what failed last: <code>deploy</code>',
    )
    expect(stage.emojis(number, note)).toContain('white_check_mark')
    expect((await stage.command(number, '/arkindex retry')).answer).toContain(
      'Nothing of this merge request has failed',
    )
  })

  it('that waits is ended by /arkindex cancel', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    await stage.add([
      {
        kind: 'merge-request',
        forge: 'gitlab',
        project: stage.id,
        lane: 'a',
        subject: `mr:gitlab:${stage.id}:${number}`,
        payload: { number },
        runAt: Date.now() + 3_600_000,
      },
      {
        kind: 'deploy',
        forge: 'gitlab',
        project: stage.id,
        lane: 'b',
        subject: 'deploy:x',
        payload: { number },
        runAt: Date.now() + 3_600_000,
      },
      {
        kind: 'deploy',
        forge: 'gitlab',
        project: stage.id,
        lane: 'c',
        subject: 'deploy:y',
        payload: { number: number + 1 },
        runAt: Date.now() + 3_600_000,
      },
    ])
    expect((await stage.command(number, '/arkindex cancel')).answer).toContain('2 jobs end.')
    const left = await stage.db.selectFrom('job').select('subject').where('state', '=', 'waiting').execute()
    expect(left).toEqual([{ subject: 'deploy:y' }])
    expect((await stage.command(number, '/arkindex cancel')).answer).toContain(
      'Nothing of this merge request waits or runs.',
    )
  })
})

describe('/arkindex train', () => {
  it('starts a training with the newest protected tag that holds the merge request, once', async () => {
    stage = await openReactionStage()
    const number = stage.open('side', { 'README.md': 'New' })
    expect((await stage.command(number, '/arkindex train language-model')).answer).toContain(
      'Trainings are started by tags',
    )
    merge(number)
    expect((await stage.command(number, '/arkindex train language-model')).answer).toContain(
      'No protected tag of a release holds',
    )
    await stage.release('v1.0.0')
    await stage.work()
    expect((await stage.command(number, '/arkindex train nothing')).answer).toContain(
      'it names <code>language&#45;model</code>',
    )
    const { answer } = await stage.command(number, '/arkindex train language-model')
    expect(answer).toContain('Starts the training <code>language&#45;model</code> of <code>v1&#46;0&#46;0</code>')
    expect(answer).toContain('**Training <code>language&#45;model</code>**')
    expect(await stage.api.list('/process/')).toHaveLength(1)
  })
})

describe('in a dry run', () => {
  it('a command is not answered, and the log has the words', async () => {
    stage = await openReactionStage({ config: { isDryRun: true } })
    const number = stage.open('side', { 'README.md': 'New' })
    expect(await stage.command(number, '/arkindex help')).toMatchObject({ answer: undefined, emojis: [] })
    expect(stage.lines.join()).toContain('Answers the command in note')
    expect(stage.lines.join()).toContain('What you can ask for')
  })
})
