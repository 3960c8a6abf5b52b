import { afterEach, describe, expect, it } from 'vitest'
import { openReactionStage, place, type ReactionStage } from './reactions/reaction-stage.ts'

let stage: ReactionStage
afterEach(() => stage?.close())

function setDryRun(isDryRun: boolean): void {
  stage.config.isDryRun = isDryRun
  stage.more = { isDryRun }
}

/** Texts that a dry run logged in place of sending them. */
function takeTexts(): string[] {
  return stage.lines.splice(0).flatMap((line) => {
    const { text, sent, dryRun, msg } = JSON.parse(line)
    const isForetold = dryRun === true || String(msg).startsWith('Dry run')
    return isForetold && typeof (text ?? sent?.body) === 'string' ? [text ?? sent.body] : []
  })
}

/** A text without markers and without what is known only once it was made: ids, links to them, and the state of a process. */
function strip(text: string): string {
  return text
    .replace(/<!--.*?-->\n?/g, '')
    .replace(/(\| (?:created|unchanged|updated) \|).*$/gm, '$1')
    .trim()
}

function writes(): number {
  return stage.gitlab.requests.filter(({ method }) => method !== 'GET').length
}

describe('a dry run', () => {
  it('tells of a release what the release then tells, but for the ids of what it makes', async () => {
    stage = await openReactionStage()
    setDryRun(true)
    const sha = await stage.release('v1.0.0')
    const before = writes()
    const foretold = await stage.work()
    expect([writes(), stage.proxy.requests.filter(({ method }) => method !== 'GET')]).toEqual([before, []])
    const [text = ''] = takeTexts()
    expect(text).toContain('| Worker | <code>recognizer</code> | created |')

    setDryRun(false)
    await stage.tell({ kind: 'pipeline', project: stage.id, ref: 'v1.0.0', isTag: true, sha, status: 'success' })
    const done = await stage.work()
    const comment = stage.project.commitNotes.find(({ note }) => note.includes('deploy demo'))
    expect(strip(comment?.note ?? '')).toBe(strip(text))
    const summary = done.find(({ kind }) => kind === 'deploy')?.text
    expect(foretold.find(({ kind }) => kind === 'deploy')?.text).toBe(`dry run: ${summary}`)
  })

  it('refuses what the release refuses, in the same words', async () => {
    stage = await openReactionStage()
    const told = async (isDryRun: boolean, tag: string) => {
      setDryRun(isDryRun)
      const sha = stage.gitlab.pushTag(place, tag, 'main')
      await stage.tell({ kind: 'pipeline', project: stage.id, ref: tag, isTag: true, sha, status: 'success' })
      return (await stage.work()).map(({ kind, state, text }) => [kind, state, text.replaceAll(tag, 'TAG')])
    }
    const foretold = await told(true, 'v1.0.0')
    expect(foretold.find(([kind]) => kind === 'deploy')).toEqual([
      'deploy',
      'dead',
      expect.stringContaining('No image'),
    ])
    expect(await told(false, 'v1.0.1')).toEqual(foretold)
  })

  it('has the comment on a tag that is not protected', async () => {
    stage = await openReactionStage()
    setDryRun(true)
    stage.project.protectedTags.splice(0)
    const sha = await stage.release('v1.0.0')
    await stage.work()
    const [text = ''] = takeTexts()
    expect(text).toContain('the tag is not protected')
    setDryRun(false)
    await stage.tell({ kind: 'pipeline', project: stage.id, ref: 'v1.0.0', isTag: true, sha, status: 'success' })
    await stage.work()
    expect(stage.project.commitNotes.map(({ note }) => strip(note))).toEqual([strip(text)])
  })

  it.each(['/arkindex help', '/arkindex plan', '/arkindex deploy nowhere', '/arkindex dance'])(
    'has the answer to %s',
    async (command) => {
      stage = await openReactionStage()
      const number = stage.open('side', { 'README.md': 'New' })
      setDryRun(true)
      expect((await stage.command(number, command)).answer).toBeUndefined()
      const texts = takeTexts().map(strip)
      setDryRun(false)
      const { answer } = await stage.command(number, command)
      expect(texts).toContain(strip(answer ?? 'none'))
    },
  )
})
