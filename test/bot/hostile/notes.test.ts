import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letters } from '../../core/release/stage.ts'
import { addNote } from '../../gitlab/merge-requests.ts'
import { waitFor } from '../bot-stage.ts'
import { brokenWorker, mendedWorker } from '../merge-request/merge-request-stage.ts'
import { findLive } from './find-live.ts'
import { canaries, type HostileStage, openHostileStage, place } from './hostile-stage.ts'

let stage: HostileStage
beforeAll(async () => {
  stage = await openHostileStage()
})
afterAll(() => stage.close())

const file = 'arkindex/reader.yml'
const ofChecks = '<!-- arkindex-ci merge-request '
const ofCommands = '<!-- arkindex-ci command '

const noCommands = [
  ...['> /arkindex validate', '`/arkindex validate`', '```\n/arkindex validate\n```', '    /arkindex validate'],
  ...['~~~\n/arkindex validate', 'Please\n/arkindex validate', ' /arkindex validate', '\t/arkindex validate'],
  ...[
    '/ARKINDEX validate',
    '/arkindexvalidate',
    '/аrkindex validate',
    '／arkindex validate',
    '\u200b/arkindex validate',
  ],
  ...['\ufeff/arkindex validate', '\u202e/arkindex validate', '<!-- \n/arkindex validate -->', '\n/arkindex validate'],
  ...['Bitte /arkindex validate', '/арkиндекс проверить', '請執行 /arkindex validate', '- /arkindex validate', ''],
  ...['<p>/arkindex validate</p>', '[x]: /arkindex validate', '\\/arkindex validate', '/close', '//arkindex validate'],
]

describe('a note', () => {
  it('that quotes a command, shows it as code, or has it elsewhere than at its start is none, and a command after it is answered', async () => {
    const number = stage.open('notes', { [file]: brokenWorker })
    await stage.waitForNote(number)
    for (const body of noCommands) stage.gitlab.writeNote(place, number, body, 'ada')
    const { id } = stage.gitlab.writeNote(place, number, '/arkindex help\nThank you!', 'ada')
    await waitFor(() => stage.notes(number, `${ofCommands}${id} `).length > 0, 'the answer')
    await stage.settle()
    expect(stage.notes(number, ofCommands)).toHaveLength(1)
    expect(await stage.dead()).toEqual([])
  })

  it('that is edited into a command, is written by the bot itself, or comes twice is answered no more than once', async () => {
    const number = stage.open('edited', { [file]: brokenWorker })
    await stage.waitForNote(number)
    const plain = stage.gitlab.writeNote(place, number, 'Nothing', 'ada')
    stage.gitlab.editNote(place, number, plain.id, '/arkindex help')
    stage.gitlab.writeNote(place, number, '/arkindex help', 'arkindex-bot')
    const asked = stage.gitlab.writeNote(place, number, '/arkindex help', 'ada')
    await waitFor(() => stage.notes(number, `${ofCommands}${asked.id} `).length > 0, 'the answer')
    stage.gitlab.editNote(place, number, asked.id, '/arkindex help again')
    await stage.settle()
    for (const delivery of stage.gitlab.deliveries.filter(({ trigger }) => trigger === 'note_events')) {
      const headers = { 'x-gitlab-event': 'Note Hook', 'idempotency-key': `again-${delivery.key}` }
      expect((await stage.send(JSON.stringify(delivery.body), headers)).status).toBe(202)
    }
    await stage.settle()
    expect(stage.notes(number, ofCommands).filter(({ body }) => !body.startsWith(`${ofCommands}${asked.id} `))).toEqual(
      [],
    )
    expect(stage.notes(number, ofCommands)).toHaveLength(1)
  })

  it('of ten thousand that come quickly holds up nobody, and is never the reason for a second note', async () => {
    const number = stage.open('talk', { [file]: brokenWorker })
    await stage.waitForNote(number)
    const late = stage.open('late', { 'README.md': 'A talk before the bot came.\n' })
    await stage.waitForNote(late)
    const request = stage.request(late)
    // As if the bot had come late: its note is gone, and very many others were first.
    request.notes.splice(0)
    for (const [one, count] of [
      [number, 2000],
      [late, 10_000],
    ] as const) {
      for (let at = 0; at < count; at += 1) {
        addNote(stage.gitlab.project(place), stage.request(one), { body: `A word, ${at}`, author: 'mallory' })
      }
    }
    for (let at = 0; at < 100; at += 1) stage.gitlab.writeNote(place, number, `Quickly, ${at}`, 'mallory')
    stage.gitlab.commitFiles(place, 'talk', { [file]: mendedWorker })
    await stage.waitForNote(number)
    expect(stage.notes(number, ofChecks)).toHaveLength(1)
    stage.gitlab.commitFiles(place, 'late', { 'README.md': 'A push' })
    stage.gitlab.writeNote(place, late, '/arkindex help', 'ada')
    await stage.settle()
    expect(stage.notes(late)).toEqual([])
    expect(await stage.dead()).toEqual([])
  })
})

/** What people could write wherever a name or a text is taken. */
const evils = [
  '@all @here @ada',
  'Closes #1, fixes !2, see &3 ~bug %v1 $4',
  '<img src=x onerror=alert(1)><script>alert(2)</script>',
  '[x](javascript:alert(1)) ![y](https://evil.example/p.png) https://evil.example',
  'a | b | c',
  '/close',
  '``` ```` ~~~',
  '`` ` ``',
  '</code></details><!-- x',
  '-->',
  '&lt;b&gt; &#64;all',
  '\u202egnp.exe\u2066\u200b',
  '$`x`$ $$y$$ :tada: ==z== ^[note] [[_TOC_]]',
  '<!-- arkindex-ci merge-request sha256:0 -->',
  '%{project_path} {{x}}',
]
const lines = [
  '',
  '/close',
  '/merge',
  '/approve',
  '/label ~bug',
  '```suggestion:-100+100',
  'evil',
  '```',
  '| a | b |',
  '# big',
]
const everything = `${evils.join(' ')}${lines.join('\n')}`

describe('what people write into files and names', () => {
  it('says nothing but itself in notes, answers, discussions and comments', async () => {
    const quoted = (text: string) => JSON.stringify(text)
    const broken = evils.map(
      (evil, at) => `slug: ${quoted(evil)}
display_name: ${quoted(`${evil}${lines.join('\n')}`)}
type: ${quoted(evil)}
description: ${quoted(everything)}
configuration:
  - { key: ${quoted(evil)}, display_name: ${quoted(evil)}, type: ${quoted(evils[(at + 1) % evils.length] ?? '')} }
  - { key: ${quoted('x'.repeat(50_000))}, display_name: X, type: int, default: ${quoted(evil)} }
  - { key: fine, display_name: ${quoted(everything)}, type: strnig, default: ${quoted(everything)} }
`,
    )
    const names = ['@all #1 <img src=x>', 'a|b', '`x` [y](z)', '/close', '‮gnp', '$&~%', '-->', ' lead', '\'"\\']
    const files = Object.fromEntries([
      ...broken.map((text, at): [string, string] => [`arkindex/w${at}.yml`, text]),
      ...names.map((name): [string, string] => [`arkindex/${name.replace(/^\//, '')}.yml`, brokenWorker]),
      [
        'arkindex/fine.yml',
        `slug: fine\ndisplay_name: ${quoted(everything)}\ntype: recognizer\ndescription: ${quoted(everything)}\nconfiguration:\n  - { key: ${quoted('@all|<b>')}, display_name: ${quoted(everything)}, type: string, default: ${quoted(everything)} }\n`,
      ],
    ])
    const branch = 'x@all/`b`|#1<img>&$(y)'
    const manifest = (letters['.arkindex-ci.yml'] ?? '')
      .replace('demo: {', `"@all | <b>": { branches: [${quoted(branch)}] }\n  demo: {`)
      .replace('name: language-model', `name: ${quoted(everything)}`)
      .replace('model: Letters language model', `model: ${quoted(everything)}`)
    const number = stage.open(branch, { ...files, '.arkindex-ci.yml': manifest })
    const sound = stage.open('sound-but-odd', {
      'arkindex/fine.yml': `slug: fine\ndisplay_name: ${quoted(everything)}\ntype: recognizer\ndescription: ${quoted(everything)}\nconfiguration:\n  - { key: odd, display_name: ${quoted(everything)}, type: string, default: ${quoted(everything)} }\n`,
    })
    await stage.waitForNote(number)
    await stage.waitForNote(sound)
    const commands = [
      'validate',
      'plan',
      'plan @all',
      'deploy demo',
      `train ${evils[1]}`,
      'deploy <img>',
      'dance @all /close',
      'help',
    ]
    for (const one of [number, sound]) {
      for (const command of commands) stage.gitlab.writeNote(place, one, `/arkindex ${command}\n${everything}`, 'ada')
    }
    const tag = 'v1.0.0+x'
    stage.gitlab.pushTag(place, tag, branch)
    const pipeline = stage.gitlab.startPipeline(place, { ref: tag, tag: true })
    stage.gitlab.finishPipeline(place, pipeline.id)
    await stage.settle()
    const project = stage.gitlab.project(place)
    const written = [...stage.notes(number), ...stage.notes(sound)].map(({ body }) => body)
    expect(written.length).toBeGreaterThan(20)
    const comments = project.commitNotes.map(({ note }) => note)
    const live = [...written, ...comments, ...project.releases.map(({ description }) => description)].flatMap((body) =>
      findLive(body, stage.gitlab.url).map((what) => `${what}\n    of ${body.slice(0, 60)}`),
    )
    expect(live).toEqual([])
    for (const { description } of project.statuses) expect(description ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u)
    for (const body of written) expect(body.length).toBeLessThan(200_000)
    expect(await stage.dead()).not.toContainEqual(expect.stringMatching(/^(merge-request|command) /))
  })

  it('would be found by these tests if it were live', () => {
    const samples = [
      '@all',
      'Closes #1',
      '<b>x</b>',
      '[x](javascript:y)',
      '![x](y)',
      'https://evil.example',
      '/close',
      '<code>@all</code>',
      '```text\n/close\n```',
      '```text\nopen',
      '```js\nx\n```',
      '<code>a\nb</code>',
      '| a | b |\n| --- | --- |\n| x |',
      '\u202e',
      '~bug',
      '<!-- x',
      '<code>a|b</code>',
      '<details>',
      '$`x`$',
      '[<code>x</code>](<https://evil.example/>)',
    ]
    expect(samples.filter((sample) => findLive(sample, 'https://gitlab.example').length === 0)).toEqual([])
    const own =
      '<!-- arkindex-ci x -->\n**Worker** [<code>a&#64;b</code>](<https://gitlab.example/x>): done.\n\n```text\n@all\n```\n'
    expect(findLive(own, 'https://gitlab.example')).toEqual([])
  })
})

it('none of the secrets is in the log, the database, the page, the metrics or what was sent to GitLab', async () => {
  const all = await stage.readEverything()
  for (const [name, secret] of Object.entries(canaries)) expect([name, all.includes(secret)]).toEqual([name, false])
})
