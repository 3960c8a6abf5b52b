import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { followTraining, type TrainingResult } from '../../demo/follow-training.ts'
import { readResults } from '../../demo/read-results.ts'
import { openSite, type Site } from '../../demo/site.ts'
import { openState, type State } from '../../demo/state.ts'
import { describeWithTools } from '../required-tools.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface ModelVersion {
  id: string
  tag: string
  state: string
  size: number
  s3_url: string
}

describeWithTools(
  ['buildah', 'docker-registry', 'busybox', 'rsync', 'git'],
  'from a tag to a trained model version',
  () => {
    let folder: string
    let state: State
    let site: Site

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-training-'))
      state = await openState(path.join(folder, 'state'))
      mkdirSync(path.join(state.folder, 'tmp'))
      site = await openSite({
        root,
        state,
        cache: path.join(root, 'node_modules/.cache/arkindex-ci'),
        signal: new AbortController().signal,
        say: () => {},
      })
      expect(site.reasonWithoutImages).toBeUndefined()
    })
    afterAll(async () => {
      await site?.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    })

    async function ask<Answer>(route: string, body?: unknown): Promise<Answer> {
      const answer = await fetch(`${site.server.url}/api/v1/${route}`, {
        headers: {
          authorization: `Token ${state.settings.publisherToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
      expect(answer.status, `${route}: ${answer.ok ? '' : await answer.clone().text()}`).toBeLessThan(300)
      return (await answer.json()) as Answer
    }

    async function release(tag: string): Promise<TrainingResult> {
      await site.ensureTag(tag, path.join(root, 'examples'))
      const pipeline = await site.run({ kind: 'tag', name: tag })
      expect(pipeline.exit, pipeline.output).toBe(0)
      const { result } = await readResults(pipeline, site.server.url)
      const { training, log } = await followTraining(result.process?.id ?? '', {
        url: site.server.url,
        token: state.settings.publisherToken,
        patience: 60_000,
        signal: new AbortController().signal,
        onState: () => {},
      })
      expect(training.state, `${log}\n${site.agent?.readLog()}`).toBe('completed')
      return training
    }

    const listModelVersions = async () => {
      const [model] = (await ask<{ results: { id: string }[] }>('models/')).results
      return (await ask<{ results: ModelVersion[] }>(`model/${model?.id}/versions/`)).results
    }

    let first: TrainingResult

    it('the worker trains in its container, and the version is available with the tag of the release', async () => {
      first = await release('v1.0.0')
      const versions = await listModelVersions()
      expect(versions).toEqual([
        expect.objectContaining({ id: first.model_version?.id, tag: 'v1.0.0', state: 'available' }),
      ])
      expect(versions[0]?.size).toBeGreaterThan(1_000)
    })

    it('its figure on held-out text beats that of unigrams', () => {
      const { test_bits: bits, unigram_bits: baseline } = first.metrics ?? {}
      expect(bits).toEqual(expect.any(Number))
      expect(Number(bits)).toBeLessThan(Number(baseline))
    })

    it('the log tells what was trained on, and no secret', async () => {
      const { tasks } = await ask<{ tasks: { id: string }[] }>(`process/${first.id}/`)
      const { text } = await ask<{ text: string }>(`task/${tasks[0]?.id}/logs/`)
      expect(text).toContain('12 texts to train on, 2 to choose by, 2 to test with')
      expect(text).toContain('(v1.0.0) is available')
      const secrets = [state.settings.farmKey, state.settings.publisherToken, state.settings.registryPassword]
      for (const secret of secrets) expect(text + site.agent?.readLog()).not.toContain(secret)
    })

    it('the same tag trains nothing again', async () => {
      expect(await release('v1.0.0')).toEqual(first)
      expect(await listModelVersions()).toHaveLength(1)
    })

    it('another dataset gives another figure, as another version', async () => {
      const [corpus] = await ask<{ id: string }[]>('corpus/')
      const [dataset] = (await ask<{ results: { id: string }[] }>(`corpus/${corpus?.id}/datasets/`)).results
      const line = (await ask<{ results: { element: { type: string } }[] }>(`datasets/${dataset?.id}/elements/`))
        .results[0]
      for (const text of [
        'Zwölf Boxkämpfer jagen Viktor quer über den großen Deich',
        'Franz jagt im Taxi quer durch Bayern',
      ]) {
        const element = await ask<{ id: string }>('elements/create/', {
          corpus: corpus?.id,
          type: line?.element.type,
          name: text.slice(0, 10),
        })
        await ask(`element/${element.id}/transcription/`, { text })
        await ask(`datasets/${dataset?.id}/elements/`, { set: 'training', element_id: element.id })
      }
      const second = await release('v1.1.0')
      expect(second.metrics?.texts).toBe(14)
      expect(second.metrics?.test_bits).not.toBe(first.metrics?.test_bits)
      expect((await listModelVersions()).map(({ tag, state: one }) => `${tag} ${one}`).sort()).toEqual([
        'v1.0.0 available',
        'v1.1.0 available',
      ])
    })
  },
)
