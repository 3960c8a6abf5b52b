import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../bot/commands/parse-command.ts'

describe('the first line of a note', () => {
  it.each([
    ['/arkindex', { name: 'help' }],
    ['/arkindex help', { name: 'help' }],
    ['/arkindex   validate  \r\nand thanks', { name: 'validate' }],
    ['/arkindex plan', { name: 'plan', instance: null }],
    ['/arkindex plan demo', { name: 'plan', instance: 'demo' }],
    ['/arkindex deploy staging_2', { name: 'deploy', instance: 'staging_2' }],
    ['/arkindex train language-model', { name: 'train', training: 'language-model' }],
    ['/arkindex retry\nretry', { name: 'retry' }],
    ['/arkindex cancel', { name: 'cancel' }],
  ])('%j is a command', (body, command) => {
    expect(parseCommand(body)).toEqual({ command })
  })

  it.each([
    '> /arkindex deploy demo',
    '```\n/arkindex deploy demo\n```',
    '    /arkindex deploy demo',
    ' /arkindex deploy demo',
    '`/arkindex deploy demo`',
    'Please /arkindex deploy demo',
    '\n/arkindex deploy demo',
    'Hello\n/arkindex deploy demo',
    '/arkindexes deploy demo',
    '/arkindex-ci deploy demo',
    '/Arkindex deploy demo',
    '／arkindex deploy demo',
    '/аrkindex deploy demo',
    '- /arkindex deploy demo',
    '<!-- /arkindex deploy demo -->',
    '\u200b/arkindex deploy demo',
    '/arkindéx déployer démo',
    '',
  ])('%j is none', (body) => {
    expect(parseCommand(body)).toBeUndefined()
  })

  it.each([
    ['/arkindex destroy', null],
    ['/arkindex Deploy demo', null],
    ['/arkindex déployer demo', null],
    ['/arkindex __proto__', null],
    ['/arkindex deploy', 'deploy'],
    ['/arkindex deploy demo other', 'deploy'],
    ['/arkindex deploy --help', 'deploy'],
    ['/arkindex deploy https://evil.example', 'deploy'],
    ['/arkindex deploy `demo`', 'deploy'],
    ['/arkindex train ../x', 'train'],
    ['/arkindex cancel everything', 'cancel'],
  ])('%j is a wrong one, and nothing of it is repeated', (body, name) => {
    const reading = parseCommand(body)
    expect(reading).toMatchObject({ name, problem: expect.any(String) })
    expect(JSON.stringify(reading)).not.toContain('evil')
  })
})
