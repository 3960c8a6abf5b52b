import { afterEach, describe, expect, it } from 'vitest'
import { plan } from '../../../cli/commands/plan.ts'
import validators from '../../../generated/validators.cjs'
import { type CuttingProxy, startProxy } from '../../proxy/start-proxy.ts'
import { type ApiObject, type Files, openStage, type Stage, writeProfiles } from './stage.ts'

let stage: Stage
let proxy: CuttingProxy | undefined
afterEach(async () => {
  await proxy?.close()
  proxy = undefined
  await stage?.close()
})

const size = 'size: { title: Size, type: int, default: 1 }'
const mode = 'mode: { title: Mode, type: enum, choices: [fast, slow, best], default: fast }'
const level = 'level: { title: Level, type: int, required: true }'

function worker(...options: string[]): Files {
  return {
    '.arkindex.yml': [
      'version: 3',
      'workers:',
      '  - name: Reader',
      '    slug: reader',
      '    type: reader',
      '    model_usage: supported',
      '    user_configuration:',
      ...options.map((option) => `      ${option}`),
      '',
    ].join('\n'),
    '.arkindex-ci.yml': 'version: 1\ninstances:\n  demo: { channels: [stable, pre-release] }\n',
  }
}

interface Scene {
  workerId: string
  version: ApiObject
  corpus: string
  save(name: string, configuration: object): Promise<ApiObject>
  run(name: string, body?: object): Promise<ApiObject>
}

/** The worker, released as v1.2.0. */
async function openScene(files: Files = worker(size, mode), compat?: '1.5.2'): Promise<Scene> {
  stage = await openStage({ files, tag: 'v1.2.0', isBare: true, ...(compat ? { compat } : {}) })
  const applied = await stage.apply(['--tag', 'v1.2.0'])
  expect(applied.run.exit, applied.run.stderr).toBe(0)
  const { id: workerId } = await stage.api.first('/workers/')
  const version = await stage.api.first(`/workers/${workerId}/versions/`)
  const { id: corpus } = await stage.api.send('POST', '/corpus/', { name: 'Letters', description: '' })
  return {
    workerId,
    version,
    corpus,
    save: (name, configuration) =>
      stage.api.send('POST', `/workers/${workerId}/configurations/`, { name, configuration }),
    run: async (name, body = {}) => {
      const process = await stage.api.send('POST', '/process/corpus/', { corpus, name })
      await stage.api.send('POST', `/process/${process.id}/workers/`, { worker_version_id: version.id, ...body })
      return process
    },
  }
}

/** The next release, with other options. */
const change = (...options: string[]) => stage.repository.commit(worker(...options), 'v1.3.0')

describe('a plan whose options changed', () => {
  it('names the saved configurations that set a removed option, and only them', async () => {
    const scene = await openScene()
    const hurt = await scene.save('Large', { size: 9 })
    await scene.save('Slow', { mode: 'slow' })
    const archived = await scene.save('Old', { size: 3 })
    await stage.api.send('PATCH', `/workers/configurations/${archived.id}/`, { archived: true })
    change(mode)
    const { run, ...seen } = await stage.plan(['--tag', 'v1.3.0'])
    expect(run.exit, run.stderr).toBe(0)
    expect(validators.plan(seen), JSON.stringify(validators.plan.errors)).toBe(true)
    expect(seen.optionChanges).toEqual([
      {
        instance: 'demo',
        worker: 'reader',
        since: 'v1.2.0',
        option: 'size',
        change: 'removed',
        detail: 'the new version does not have it',
      },
    ])
    expect(seen.breaking).toEqual([
      {
        instance: 'demo',
        worker: 'reader',
        option: 'size',
        change: 'removed',
        kind: 'configuration',
        id: hurt.id,
        name: 'Large',
        reason: 'it sets "size", which the new version does not have',
      },
    ])
  })

  it('names those whose value is not taken any more', async () => {
    const scene = await openScene()
    await scene.save('Slow', { mode: 'slow' })
    await scene.save('Best', { mode: 'best' })
    await scene.save('Large', { size: 9 })
    change('size: { title: Size, type: float, default: 1 }', mode.replace('slow, ', ''))
    const seen = await stage.plan()
    expect(seen.breaking.map(({ name, change: word, option }) => [name, word, option])).toEqual([
      ['Slow', 'narrowed', 'mode'],
    ])
    expect(seen.breaking[0]?.reason).toContain('"slow" is not a valid choice: fast, best')
  })

  it('names none that the version in use refuses already', async () => {
    const scene = await openScene()
    await scene.save('Slow', { mode: 'slow' })
    change(size, mode.replace('slow, ', ''))
    await stage.apply(['--tag', 'v1.3.0'])
    await scene.save('Best', { mode: 'best' })
    stage.repository.commit(worker(size, mode.replace('slow, best', 'other')), 'v2.0.0')
    const { breaking } = await stage.plan()
    expect(breaking.map(({ name }) => name)).toEqual(['Best'])
  })

  it('names those that lack what must be set now', async () => {
    const scene = await openScene(worker(size, mode, level.replace(', required: true', '')))
    await scene.save('Without', { size: 9 })
    await scene.save('With', { level: 2 })
    change(size, mode, level)
    const { breaking } = await stage.plan()
    expect(breaking.map(({ name, reason }) => [name, reason])).toEqual([
      ['Without', 'it does not set "level", which the new version requires'],
    ])
  })

  it('names templates and processes that have not ended, which keep their version', async () => {
    const scene = await openScene()
    const { id: configuration_id } = await scene.save('Large', { size: 9 })
    const waiting = await scene.run('Waiting', { configuration_id })
    const corpus = await stage.api.first('/corpus/')
    // A process without elements ends at once.
    await stage.api.send('POST', '/elements/create/', { corpus: corpus.id, type: 'folder', name: 'Letters' })
    const running = await scene.run('Running', { configuration_id })
    await stage.api.send('POST', `/process/${running.id}/start/`, {})
    const ended = await scene.run('Ended', { configuration_id })
    await stage.api.send('POST', `/process/${ended.id}/start/`, {})
    await stage.api.send('PATCH', `/process/${ended.id}/`, { state: 'stopping' })
    await scene.run('Unhurt')
    const template = await stage.api.send('POST', `/process/${waiting.id}/template/`, { name: 'Kept' })
    change(mode)
    const { breaking } = await stage.plan()
    expect(breaking.map(({ kind, name, id }) => [kind, name, id]).sort()).toEqual([
      ['configuration', 'Large', configuration_id],
      ['process', 'Running', running.id],
      ['process', 'Waiting', waiting.id],
      ['template', 'Kept', template.id],
    ])
    const tell = (kind: string) => breaking.find((use) => use.kind === kind)?.reason
    expect(tell('template')).toBe(
      'its configuration "Large" sets "size", which the new version does not have; it keeps v1.2.0, and breaks when it is moved to the new version',
    )
    expect(tell('process')).toContain('it goes on with v1.2.0, and breaks when it is moved')
  })

  it('names processes without a configuration where a value is required now, unless their model brings it', async () => {
    const scene = await openScene()
    await scene.run('Bare')
    const model = await stage.api.send('POST', '/models/', { name: 'Letters' })
    const made = await stage.api.send('POST', `/model/${model.id}/versions/`, { configuration: { level: 3 } })
    const { s3_put_url: url } = JSON.parse(JSON.stringify(made))
    const put = await fetch(url, { method: 'PUT', body: 'x' })
    expect(put.ok, await put.text()).toBe(true)
    const available = { state: 'available', size: 1, archive_hash: '9dd4e461268c8034f5c8564e155c67a6' }
    await stage.api.send('PATCH', `/modelversion/${made.id}/`, available)
    await scene.run('With a model', { model_version_id: made.id })
    change(size, mode, level)
    const { breaking } = await stage.plan()
    expect(breaking.map(({ name, change: word }) => [name, word])).toEqual([['Bare', 'required']])
    expect(breaking[0]?.reason).toContain('it has no configuration, and so does not set "level"')
  })

  it('warns in the text, grouped by worker, with the tag that it should have been, and exits with 0', async () => {
    const scene = await openScene()
    for (let number = 2; number < 15; number += 1) await scene.save(`Large ${number}`, { size: number })
    change(mode)
    const { exit, stdout } = await stage.run(plan, ['--tag', 'v1.3.0'])
    expect(exit).toBe(0)
    const lines = stdout.split('\n')
    const start = lines.indexOf('  ! warning worker reader: options changed since v1.2.0 in ways that break')
    expect(start, stdout).toBeGreaterThan(0)
    expect(lines[start + 1]).toBe('      removed size: the new version does not have it')
    expect(
      lines.slice(start + 2, start + 12).every((line) => line.startsWith('      breaks configuration "Large ')),
    ).toBe(true)
    expect(lines[start + 12]).toBe('      … and 3 more, which --format json lists')
    expect(lines[start + 13]).toBe(
      '      v1.3.0 is a minor release after v1.2.0; it should have been a major one, v2.0.0 or higher',
    )
  })

  it('asks for no larger step than the change is, and for none where the tag makes it', async () => {
    await openScene(worker(size))
    const changes = [
      { options: [size, mode], tag: 'v1.2.1', bump: 'minor', suggested: 'v1.3.0' },
      { options: [size, mode], tag: 'v1.3.0' },
      { options: [mode], tag: 'v2.0.0-rc.1' },
      { options: ['size: { title: Size, type: int, default: 2 }'], tag: 'v1.2.1' },
    ]
    for (const { options, tag, bump, suggested } of changes) {
      stage.repository.commit(worker(...options))
      const { bumps } = await stage.plan(['--tag', tag])
      const found = bumps.map((one) => ({ expected: one.expected, suggested: one.suggested, tag: one.tag }))
      expect(found).toEqual(bump === undefined ? [] : [{ expected: bump, suggested, tag }])
    }
  })

  it('is told of its tag when it is applied too, without asking who is hurt', async () => {
    await openScene()
    change(mode)
    const { run } = await stage.apply(['--tag', 'v1.3.0'])
    expect(run.exit).toBe(0)
    expect(run.stderr).toContain(
      'warning: worker reader on demo: v1.3.0 is a minor release after v1.2.0; it should have been a major one, v2.0.0',
    )
    expect((await stage.plan(['--tag', 'v1.3.0'])).bumps).toHaveLength(1)
    stage.repository.commit({ 'README.md': 'More.\n' }, 'v1.3.1')
    expect((await stage.plan(['--tag', 'v1.3.1'])).bumps).toEqual([])
  })

  it('says before the tag what the next one should be', async () => {
    await openScene()
    stage.repository.write(worker(mode))
    const branch = {
      CI: 'true',
      CI_PROJECT_URL: 'https://gitlab.example.org/group/letters',
      CI_COMMIT_SHA: 'b'.repeat(40),
      CI_MERGE_REQUEST_IID: '3',
    }
    const seen = await stage.plan([], branch)
    expect(seen.bound).toBeNull()
    expect(seen.bumps).toMatchObject([
      { previous: 'v1.2.0', tag: null, bump: null, expected: 'major', suggested: 'v2.0.0' },
    ])
    expect((await stage.run(plan, [], branch)).stdout).toContain(
      'the next tag after v1.2.0 should be a major one, v2.0.0 or higher',
    )
  })

  it('has the same intent whoever saves a configuration', async () => {
    const scene = await openScene()
    change(mode)
    const before = await stage.plan(['--tag', 'v1.3.0'])
    await scene.save('Large', { size: 9 })
    const after = await stage.plan(['--tag', 'v1.3.0'])
    expect(after.breaking).toHaveLength(1)
    expect(before.breaking).toEqual([])
    expect(after.intentDigest).toBe(before.intentDigest)
  })

  it('sends only GET, and asks for nobody who could be hurt where no option changed', async () => {
    const scene = await openScene()
    await scene.save('Large', { size: 9 })
    proxy = await startProxy(stage.url)
    const env = writeProfiles(stage.env.XDG_CONFIG_HOME ?? '', { demo: { url: proxy.url, token: stage.token } })
    const asked = async () => {
      proxy?.requests.splice(0)
      const { run } = await stage.plan(['--tag', 'v1.3.0'], env)
      expect(run.exit, run.stderr).toBe(0)
      return proxy?.requests.map(({ method, url }) => `${method} ${url}`) ?? []
    }
    stage.repository.commit({ 'README.md': 'Other.\n' }, 'v1.3.0')
    const quiet = await asked()
    expect(quiet.filter((request) => /configurations|process/.test(request))).toEqual([])
    stage.repository.commit(worker(size, mode, 'more: { title: More, type: bool }'))
    expect(await asked()).toHaveLength(quiet.length)
    stage.repository.commit(worker(mode))
    const loud = await asked()
    expect(loud.some((request) => request.includes('/configurations/'))).toBe(true)
    expect(loud.every((request) => request.startsWith('GET '))).toBe(true)
  })

  it('says what an Arkindex that offers less cannot tell, and fails for none of it', async () => {
    const scene = await openScene()
    const { id: configuration_id } = await scene.save('Large', { size: 9 })
    await scene.run('Running', { configuration_id })
    change(mode)
    const planned = async (home: string, rewrite: NonNullable<CuttingProxy['rewrite']>) => {
      await proxy?.close()
      proxy = await startProxy(stage.url)
      proxy.rewrite = rewrite
      const env = writeProfiles(`${stage.env.XDG_CONFIG_HOME}/${home}`, {
        demo: { url: proxy.url, token: stage.token },
      })
      const { run, ...seen } = await stage.plan(['--tag', 'v1.3.0'], env)
      expect(run.exit, run.stderr).toBe(0)
      expect(validators.plan(seen), JSON.stringify(validators.plan.errors)).toBe(true)
      return { ...seen, notes: seen.instances[0]?.notes ?? [] }
    }
    const without = (operation: string) => (_request: unknown, body: string) =>
      body.replaceAll(`"${operation}"`, '"Other"')
    const noLists = await planned('lists', without('ListWorkerConfigurations'))
    expect(noLists.breaking.map(({ kind }) => kind)).toEqual(['process'])
    expect(noLists.notes).toEqual([
      'which saved configurations changed options break is not known: this Arkindex does not offer ListWorkerConfigurations',
    ])
    const old = await scene.save('Old', { size: 3 })
    await stage.api.send('PATCH', `/workers/configurations/${old.id}/`, { archived: true })
    const noFilter = await planned('filter', (_request, body) =>
      body.replaceAll('"name":"archived"', '"name":"any"').replaceAll('"name":"state"', '"name":"any_state"'),
    )
    expect(noFilter.breaking.map(({ name }) => name)).toEqual(['Large', 'Running'])
    const noRuns = await planned('runs', without('ListWorkerRuns'))
    expect(noRuns.breaking.map(({ kind }) => kind)).toEqual(['configuration'])
    expect(noRuns.notes.join()).toContain('templates and processes')
    const noOptions = await planned('options', ({ url }, body) =>
      /versions/.test(url) ? body.replaceAll('"configuration":', '"other":') : body,
    )
    expect(noOptions.optionChanges).toEqual([])
    expect(noOptions.notes.join()).toContain('does not tell the options')
    const refused = await planned('refused', ({ url }, body) => (/process\/\?/.test(url) ? 'no JSON' : body))
    expect(refused.breaking.map(({ kind }) => kind)).toEqual(['configuration'])
    expect(refused.notes).toHaveLength(1)
  })

  it('goes by what an Arkindex of 1.5.2 offers', async () => {
    const scene = await openScene(worker(size, mode), '1.5.2')
    await scene.save('Large', { size: 9 })
    change(mode)
    const { run, breaking } = await stage.plan(['--tag', 'v1.3.0'])
    expect(run.exit, run.stderr).toBe(0)
    expect(breaking.map(({ name }) => name)).toEqual(['Large'])
  })
})
