import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Verdict } from '../../proxy/start-proxy.ts'
import { applyUndisturbed, openScene, type Scene } from './scene.ts'
import { lettersWithModel, makeRepository, type Repository } from './stage.ts'

let repository: Repository
let scene: Scene
let undisturbed: Awaited<ReturnType<typeof applyUndisturbed>>

beforeAll(async () => {
  repository = makeRepository(lettersWithModel, 'v1.0.0')
  undisturbed = await applyUndisturbed(repository)
})
afterAll(() => repository.remove())
afterEach(() => scene?.close())

describe('apply whose connection is cut', () => {
  it.each(['before', 'after'] as const)(
    'finishes in the same run, whichever writing request loses its answer, %s the server has it',
    async (moment) => {
      const writing = undisturbed.requests.flatMap(({ method }, index) => (method === 'GET' ? [] : [index + 1]))
      expect(writing.length).toBeGreaterThan(10)
      for (const index of writing) {
        scene = await openScene(repository)
        scene.proxy[moment] = (request) =>
          request.index === index ? (moment === 'before' ? 'cut-before' : 'cut-after') : 'pass'
        const { exit, stdout, stderr } = await scene.run(['apply', '--format', 'json'])
        expect(exit, `request ${index}: ${stderr}`).toBe(0)
        expect(await scene.describe(), `cut at request ${index}`).toEqual(undisturbed.state)
        const words: string[] = JSON.parse(stdout).steps.map(({ outcome }: { outcome: string }) => outcome)
        expect(words).not.toContain('failed')
        await scene.close()
      }
    },
    180_000,
  )

  it('tells a step that cannot be settled, does the rest, and is finished by a second run', async () => {
    scene = await openScene(repository)
    scene.proxy.before = ({ method, url }) =>
      method === 'POST' && url.includes('compatible-worker') ? 'cut-before' : 'pass'
    const first = await scene.run(['apply', '--format', 'json'])
    expect(first.exit).toBe(1)
    const steps: { kind: string; outcome: string; error?: { code: string } }[] = JSON.parse(first.stdout).steps
    expect(steps.find(({ kind }) => kind === 'compatibility')).toMatchObject({
      outcome: 'failed',
      error: { code: 'state-not-settled' },
    })
    expect(steps.find(({ kind }) => kind === 'training')).toMatchObject({ outcome: 'created' })
    scene.proxy.before = () => 'pass'
    expect((await scene.run(['apply'])).exit).toBe(0)
    expect(await scene.describe()).toEqual(undisturbed.state)
  }, 60_000)
})

describe('apply that is interrupted', () => {
  it('by Ctrl-C exits 130, reports what was done, and is finished by a second run', async () => {
    scene = await openScene(repository)
    const { child, result } = scene.start(['apply', '--format', 'json'])
    const stopAt = undisturbed.requests.findIndex(({ method }) => method === 'POST') + 4
    scene.proxy.after = async ({ index }): Promise<Verdict> => {
      if (index === stopAt) {
        child.kill('SIGINT')
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      return 'pass'
    }
    const stopped = await result
    expect(stopped.exit).toBe(130)
    expect(stopped.stderr).toContain('error[interrupted]')
    const [report] = stopped.stdout.trim().split('\n')
    const steps: { outcome: string; reason?: string }[] = JSON.parse(report ?? '').steps
    expect(steps.some(({ outcome }) => outcome === 'created')).toBe(true)
    expect(steps.filter(({ reason }) => reason === 'interrupted').length).toBeGreaterThan(3)
    scene.proxy.after = () => 'pass'
    expect((await scene.run(['apply'])).exit).toBe(0)
    expect(await scene.describe()).toEqual(undisturbed.state)
  })

  it('by a reader that closes the output does the work all the same', async () => {
    scene = await openScene(repository)
    const { child, result } = scene.start(['apply'])
    child.stdout?.destroy()
    const closed = await result
    expect(closed.exit).toBe(1)
    expect(closed.stderr).toContain('error[output-closed]')
    expect(await scene.describe()).toEqual(undisturbed.state)
  })
})

describe('two applies at once', () => {
  it('leave one version of each worker and one process, started once', async () => {
    for (let round = 0; round < 4; round += 1) {
      scene = await openScene(repository)
      const both = await Promise.all([
        scene.run(['apply', '--format', 'json']),
        scene.run(['apply', '--format', 'json']),
      ])
      for (const { exit, stdout } of both) expect(exit, stdout).toBe(0)
      expect(await scene.describe()).toEqual(undisturbed.state)
      const words = both.map(({ stdout }) =>
        JSON.parse(stdout).steps.find(({ kind }: { kind: string }) => kind === 'training'),
      )
      expect(new Set(words.map(({ id }) => id)).size).toBe(1)
      await scene.close()
    }
  }, 60_000)

  it('that create the process at the same moment agree on the older one', async () => {
    scene = await openScene(repository)
    // Holds the first creation back until both have found that there is no process yet.
    let release: () => void = () => {}
    const both = new Promise<void>((resolve) => {
      release = resolve
    })
    let creations = 0
    scene.proxy.before = async ({ method, url }): Promise<Verdict> => {
      if (method === 'POST' && url.endsWith('/process/corpus/')) {
        creations += 1
        if (creations === 2) release()
        await Promise.race([both, new Promise((resolve) => setTimeout(resolve, 3000))])
      }
      return 'pass'
    }
    const runs = await Promise.all([scene.run(['apply', '--format', 'json']), scene.run(['apply', '--format', 'json'])])
    for (const { exit, stdout } of runs) expect(exit, stdout).toBe(0)
    expect(creations).toBe(2)
    expect(await scene.describe()).toEqual(undisturbed.state)
  }, 30_000)
})
