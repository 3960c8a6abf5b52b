import { describe, expect, it } from 'vitest'
import { renderEnded, renderWaiting } from '../../../bot/training/render-followed.ts'
import type { TrainingResult } from '../../../core/release/training-result.ts'

const hostile = '@all "quote" ]\n```\n<script> [x](javascript:y) Closes #1'
const training = {
  training: 'language-model',
  instance: 'demo',
  process: { id: 'p1', url: 'https://demo.example.org/process/p1' },
}
const result: TrainingResult = {
  process: { id: 'p1', name: 'language-model', state: 'completed', url: '' },
  seconds: 200,
  modelVersion: { id: 'm1', tag: 'v1.0.0', state: 'available', model: 'm', basis: 'metrics' },
  metrics: { loss: 0.5, accuracy: 0.9 },
  failure: null,
  notes: [],
}
const readPlot = (text: string) => /```mermaid\n([\s\S]*?)```/.exec(text)?.[1]

describe('the end of a training', () => {
  it('tells state, duration, model version and metrics', () => {
    const text = renderEnded(training, result)
    expect(text).toContain('process [<code>p1</code>](<https://demo.example.org/process/p1>): <code>completed</code>')
    expect(text).toContain('- Duration: 3 min 20 s')
    expect(text).toContain('- Model version: <code>v1&#46;0&#46;0</code>, <code>available</code>')
    expect(readPlot(text)).toBe('xychart-beta\n  x-axis ["loss", "accuracy"]\n  y-axis 0 --> 0.9\n  bar [0.5, 0.9]\n')
  })

  it.each([
    ['one number alone', { loss: 0.5 }],
    ['only zeroes', { loss: 0, accuracy: 0 }],
    ['nothing', {}],
  ])('draws no plot of %s', (_what, metrics) => {
    expect(readPlot(renderEnded(training, { ...result, metrics }))).toBeUndefined()
  })

  it('draws numbers of any size without exponents, and of many the first', () => {
    const metrics = Object.fromEntries([
      ['tiny', 1e-9],
      ['large', 2.5e12],
      ['below', -3],
      ['beyond', 1e300],
      ...Array.from({ length: 30 }, (_, at) => [`m${at}`, at]),
    ])
    const text = renderEnded(training, { ...result, metrics })
    expect(readPlot(text)).not.toMatch(/\de[+-]?\d/)
    expect(readPlot(text)).toContain('y-axis -3 --> 2500000000000')
    expect(readPlot(text)?.match(/"/g)).toHaveLength(16)
    expect(text).toContain('… and 14 more')
  })

  it('is inert, whatever the instance says', () => {
    const failure = { task: hostile, state: hostile, log: [hostile, '</details>'] }
    const metrics = { [hostile]: 1, other: 2 }
    const text = renderEnded(
      { ...training, process: { id: hostile, url: 'javascript:alert(1)' } },
      { ...result, process: { ...result.process, state: hostile }, metrics, failure, notes: [hostile] },
    )
    for (const bad of ['@all', '<script', '](javascript', 'Closes #1']) expect(text).not.toContain(bad)
    expect(text.match(/```/g)).toHaveLength(2)
    expect(text.match(/<\/details>/g)).toHaveLength(1)
    const waiting = renderWaiting(training, {
      state: hostile,
      tasks: null,
      elements: null,
      end: null,
      waiting: hostile,
    })
    expect(waiting).not.toContain('@all')
  })
})
