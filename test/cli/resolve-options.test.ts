import { describe, expect, it } from 'vitest'
import type { Command } from '../../cli/command.ts'
import { nameVariable, resolveOptions } from '../../cli/resolve-options.ts'
import { CodedErrors } from '../../core/errors/coded-error.ts'

const command: Command = {
  name: 'try',
  summary: 'Tries',
  options: {
    format: { type: 'string', description: 'Form', choices: ['text', 'json'], default: 'text' },
    only: { type: 'string', multiple: true, description: 'Kinds' },
    'dry-run': { type: 'boolean', description: 'Only says' },
    file: { type: 'string', description: 'File' },
  },
  examples: [],
  run: async () => 0,
}

describe('options', () => {
  it('come from the flag, else from the variable, else from the default', () => {
    expect(nameVariable('dry-run')).toBe('ARKINDEX_CI_DRY_RUN')
    expect(resolveOptions(command, ['--format', 'json'], { ARKINDEX_CI_FORMAT: 'text' }).options.format).toBe('json')
    expect(resolveOptions(command, [], { ARKINDEX_CI_FORMAT: 'json' }).options.format).toBe('json')
    expect(resolveOptions(command, [], {}).options.format).toBe('text')
  })

  it('take an empty variable for one that is not set, as GitLab passes an input that was left empty', () => {
    expect(resolveOptions(command, [], { ARKINDEX_CI_FILE: '', ARKINDEX_CI_DRY_RUN: '' }).options).toMatchObject({
      file: undefined,
      'dry-run': undefined,
    })
  })

  it('read a list from commas and from the JSON that GitLab makes of an array input', () => {
    expect(resolveOptions(command, [], { ARKINDEX_CI_ONLY: 'worker, training' }).options.only).toEqual([
      'worker',
      'training',
    ])
    expect(resolveOptions(command, [], { ARKINDEX_CI_ONLY: '["worker","training"]' }).options.only).toEqual([
      'worker',
      'training',
    ])
  })

  it('tell everything that is wrong at once', () => {
    const resolve = () => resolveOptions(command, ['surplus', '--format', 'xml'], { ARKINDEX_CI_DRY_RUN: 'maybe' })
    expect(resolve).toThrow(CodedErrors)
    expect(resolve).toThrow(/"xml"; it can be text, json[\s\S]*surplus|maybe/)
  })
})
