import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse, parseDocument } from 'yaml'
import validators from '../../generated/validators.cjs'
import { describeWithTools } from '../required-tools.ts'
import { commandFile, runCommand } from './run-command.ts'

const teklia = path.resolve(import.meta.dirname, '../ci-templates/teklia')
const worker = 'slug: a\ndisplay_name: A\ntype: t\ndescription: Reads.\n'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'init-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const put = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const init = (...args: string[]) => runCommand(['init', ...args], { cwd: root })
/** A repository of one worker, with a pipeline file or without one. */
const open = (pipeline?: string) => {
  put('arkindex/a.yml', worker)
  put('Dockerfile', 'FROM scratch\n')
  if (pipeline !== undefined) put('.gitlab-ci.yml', pipeline)
}
const writeProfiles = (text: string) => {
  put('.config/arkindex/cli.yaml', text)
  chmodSync(path.join(root, '.config/arkindex/cli.yaml'), 0o600)
}

describe('arkindex-ci init in a repository without a pipeline', () => {
  it('writes the include, the manifest and its schema, which validate; a second run changes nothing', async () => {
    open()
    const { exit, stdout } = await init('--instance', 'demo', '--yes')
    expect({ exit, stdout }).toMatchObject({ exit: 0 })
    expect(stdout).toContain('written: .arkindex-ci.yml, .gitlab-ci.yml, manifest.schema.json')
    expect(parse(read('.gitlab-ci.yml'))).toEqual({
      include: [
        {
          project: 'arkindex/arkindex-ci',
          ref: expect.stringMatching(/^v\d/),
          file: '/ci-templates/arkindex/template.yml',
          inputs: { instances: ['demo'] },
        },
      ],
    })
    expect(read('.arkindex-ci.yml').split('\n')[0]).toBe('# yaml-language-server: $schema=./manifest.schema.json')
    expect(parse(read('.arkindex-ci.yml'))).toEqual({ version: 1, instances: { demo: { channels: ['stable'] } } })
    expect(JSON.parse(read('manifest.schema.json')).$id).toBe('urn:arkindex-ci:schema:manifest:1')
    expect((await runCommand(['validate', '--strict'], { cwd: root })).exit).toBe(0)
    expect((await runCommand(['lint-template', '.gitlab-ci.yml', '--no-policy', '--strict'], { cwd: root })).exit).toBe(
      0,
    )
    const again = await init('--instance', 'demo', '--yes')
    expect(again).toMatchObject({ exit: 0, stdout: 'All files are as they would be written.\n' })
  })

  it('only shows the difference with --dry-run, and where nobody can be asked, and exits 1', async () => {
    open()
    for (const args of [['--dry-run'], []]) {
      const { exit, stdout } = await init('--instance', 'demo', ...args)
      expect(exit).toBe(1)
      expect(stdout).toContain('--- /dev/null\n+++ b/.gitlab-ci.yml\n@@ -0,0 +1,6 @@\n+include:\n')
      expect(stdout).toContain('Nothing was written.')
      expect(readdirSync(root).sort()).toEqual(['Dockerfile', 'arkindex'])
    }
  })

  it('prints the same as JSON', async () => {
    open()
    const { exit, stdout } = await init('--instance', 'demo', '--format', 'json')
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      format: 1,
      files: [
        { path: '.arkindex-ci.yml', isNew: true },
        { path: '.gitlab-ci.yml', isNew: true },
        { path: 'manifest.schema.json', isNew: true },
      ],
      written: [],
    })
    const done = JSON.parse((await init('--instance', 'demo', '--format', 'json', '--yes')).stdout)
    for (const result of [JSON.parse(stdout), done]) expect(validators.init(result)).toBe(true)
    expect(done.written).toEqual(['.arkindex-ci.yml', '.gitlab-ci.yml', 'manifest.schema.json'])
  })

  it('includes by address, or a component of the catalog', async () => {
    open()
    await init('--yes', '-i', 'demo', '--include', 'component', '--from', 'tools/components', '--ref', '1.2.0')
    expect(read('.gitlab-ci.yml')).toContain('  - component: $CI_SERVER_FQDN/tools/components/arkindex@1.2.0\n')
    rmSync(path.join(root, '.gitlab-ci.yml'))
    await init('--yes', '--include', 'remote', '--from', 'https://git.example.org/a/b', '--ref', 'v2.0.0')
    expect(read('.gitlab-ci.yml')).toContain(
      '  - remote: "https://git.example.org/a/b/-/raw/v2.0.0/ci-templates/arkindex/template.yml"\n',
    )
    expect((await init('--yes')).stdout).toBe('All files are as they would be written.\n')
  })
})

describe('the instances', () => {
  it('are the default profile where none is named, by its slug alone', async () => {
    open()
    writeProfiles(
      'default_host: two\nhosts:\n  one: {url: https://one.example.org, token: t0k3n-one}\n  two: {url: https://two.example.org, token: t0k3n-two}\n',
    )
    const { stdout } = await init('--yes')
    expect(Object.keys(parse(read('.arkindex-ci.yml')).instances)).toEqual(['two'])
    expect(stdout).toContain('two is the instance because it is the default profile')
    for (const text of [stdout, read('.arkindex-ci.yml'), read('.gitlab-ci.yml')]) {
      expect(text).not.toContain('t0k3n')
      expect(text).not.toContain('two.example.org')
    }
  })

  it('must be named where several profiles are there and no default', async () => {
    open()
    writeProfiles(
      'hosts:\n  one: {url: https://one.example.org, token: a}\n  two: {url: https://two.example.org, token: b}\n',
    )
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(2)
    expect(stderr).toContain('error[init-instance-not-chosen]')
    expect(stderr).toContain('one, two')
    expect(existsSync(path.join(root, '.gitlab-ci.yml'))).toBe(false)
  })

  it('are added to a manifest and an include that are there, with all comments kept', async () => {
    open(
      'include:\n  - project: arkindex/arkindex-ci\n    file: /ci-templates/arkindex/template.yml\n    inputs:\n      instances: [demo] # ours\n',
    )
    put('.arkindex-ci.yml', '# first\nversion: 1\ninstances:\n  demo: {} # the one\n\n# after\ncompatibility: []\n')
    expect((await init('--yes', '--instance', 'prod')).exit).toBe(0)
    expect(read('.arkindex-ci.yml')).toBe(
      '# yaml-language-server: $schema=./manifest.schema.json\n# first\nversion: 1\ninstances:\n  demo: {} # the one\n  prod:\n    channels: [stable]\n\n# after\ncompatibility: []\n',
    )
    expect(read('.gitlab-ci.yml')).toContain('      instances: [demo, prod] # ours\n')
    expect((await init('--instance', 'prod')).exit).toBe(0)
  })

  it('may not be addresses; all wrong options are told at once', async () => {
    open()
    const { exit, stderr } = await init(
      '--instance',
      'https://demo.example.org',
      '--job-prefix',
      'a b',
      '--include',
      'remote',
    )
    expect(exit).toBe(2)
    expect(stderr.match(/error\[wrong-usage\]/g)).toHaveLength(3)
  })
})

const ours =
  '  - project: arkindex/arkindex-ci\n    ref: v9\n    file: /ci-templates/arkindex/template.yml\n    inputs:\n      instances: [demo]\n'
const flow =
  '{project: arkindex/arkindex-ci, ref: v9, file: /ci-templates/arkindex/template.yml, inputs: {instances: [demo]}}'

describe('an existing pipeline keeps all else', () => {
  it.each([
    [
      'no include',
      '# about\n\nstages: [deploy]\n\njob: {script: [x]} # one\n',
      `# about\n\ninclude:\n${ours}\nstages: [deploy]\n\njob: {script: [x]} # one\n`,
    ],
    [
      'a list',
      'include:\n- local: a.yml   # kept\n\n# job\njob:\n  script: x\n',
      `include:\n- local: a.yml   # kept\n${ours.replace(/^ {2}/gm, '')}\n# job\njob:\n  script: x\n`,
    ],
    [
      'a list in brackets',
      'include: [a.yml, b.yml] # two\njob:\n  script: x\n',
      `include: [a.yml, b.yml, ${flow}] # two\njob:\n  script: x\n`,
    ],
    [
      'one file',
      'include: "a.yml" # one\njob:\n  script: x\n',
      `include:\n  - "a.yml" # one\n${ours}job:\n  script: x\n`,
    ],
    [
      'one mapping',
      'include:\n  project: g/p\n  file: # two\n    - a.yml\njob:\n  script: x\n',
      `include:\n  - project: g/p\n    file: # two\n      - a.yml\n${ours}job:\n  script: x\n`,
    ],
    [
      'one mapping in braces',
      'include: {local: a.yml}\njob:\n  script: x\n',
      `include:\n  - {local: a.yml}\n${ours}job:\n  script: x\n`,
    ],
    ['an empty include', 'include:\njob:\n  script: x\n', `include:\n${ours}job:\n  script: x\n`],
    [
      'no end of line',
      'job:\n  script: x\ninclude:\n  - local: a.yml',
      `job:\n  script: x\ninclude:\n  - local: a.yml\n${ours}`,
    ],
    [
      'a header and comments above',
      'spec:\n  inputs: {}\n---\n# jobs\njob:\n  script: x\n',
      `spec:\n  inputs: {}\n---\ninclude:\n${ours}\n# jobs\njob:\n  script: x\n`,
    ],
    ['an empty file', '', `include:\n${ours}`],
    [
      'line ends of Windows',
      'job:\r\n  script: x\r\n',
      `include:\n${ours}\njob:\n  script: x\n`.replaceAll('\n', '\r\n'),
    ],
  ])('with %s', async (_name, before, after) => {
    open(before)
    const { exit, stderr } = await init('--yes', '--instance', 'demo', '--ref', 'v9')
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    expect(read('.gitlab-ci.yml')).toBe(after)
    expect((await init('--instance', 'demo', '--ref', 'v9')).exit).toBe(0)
  })

  it('and is not touched where its include cannot be read as a list', async () => {
    const text = '.base: &base\n  - local: a.yml\ninclude: *base\njob:\n  script: x\n'
    open(text)
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(1)
    expect(stderr).toContain('error[init-form-unknown]')
    expect(stderr).toContain('.gitlab-ci.yml:3:1')
    expect(read('.gitlab-ci.yml')).toBe(text)
  })

  it('uses a stage that the pipeline has', async () => {
    open('stages: [test, ship]\njob:\n  stage: test\n  script: x\n')
    await init('--yes')
    expect(parse(read('.gitlab-ci.yml')).include[0].inputs.stage).toBe('ship')
  })

  it('is refused with the place of what is wrong, together with what is wrong in the manifest', async () => {
    open('job:\n  script: [x\n')
    put('.arkindex-ci.yml', 'version: 1\ninstances:\n  https://x.example.org: {}\n')
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(1)
    expect(stderr.match(/error\[init-file-broken\]/g)).toHaveLength(2)
    expect(stderr).toMatch(/at: \.gitlab-ci\.yml:\d+:\d+/)
    expect(stderr).toMatch(/at: \.arkindex-ci\.yml:3:3/)
    expect(existsSync(path.join(root, 'manifest.schema.json'))).toBe(false)
  })

  it('may not have a job of a name that the component uses, unless a prefix is given', async () => {
    open('worker-image:\n  script: x\n')
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(1)
    expect(stderr).toContain('error[init-job-name-taken]')
    expect((await init('--yes', '--job-prefix', 'ocr-')).exit).toBe(0)
    expect(parse(read('.gitlab-ci.yml')).include[0].inputs['job-prefix']).toBe('ocr-')
  })
})

describe("a repository of Teklia's template", () => {
  beforeEach(() => cpSync(teklia, root, { recursive: true }))

  it('is moved in one go: the jobs of the template go, all others stay as they are written', async () => {
    const before = read('.gitlab-ci.yml')
    const { exit, stdout } = await init('--yes')
    expect(exit).toBe(0)
    const after = read('.gitlab-ci.yml')
    const jobs = Object.keys(parse(after))
    expect(jobs).toEqual(['stages', 'variables', 'include', 'workflow', 'test', 'lint', 'bump-python-deps'])
    for (const job of ['test', 'lint', 'bump-python-deps']) {
      const block = (text: string) =>
        text
          .slice(text.indexOf(`\n${job}:`))
          .split(/\n(?=[^\s#])/)[1]
          ?.trimEnd()
      expect(block(after)).toBe(block(before)?.split('\n\n#')[0])
    }
    expect(parse(after).include).toEqual([
      expect.objectContaining({ inputs: { stage: 'release', instances: ['demo'], 'release-notes': true } }),
    ])
    expect(parse(read('.arkindex-ci.yml')).instances).toEqual({
      demo: { channels: ['stable', 'pre-release', 'branch'] },
    })
    for (const word of ['ci/build.sh', 'VERSION', 'allowed to fail', 'Branch-Pipelines']) expect(stdout).toContain(word)
    expect((await init('--yes')).stdout).toBe('All files are as they would be written.\n')
    expect((await runCommand(['lint-template', '.gitlab-ci.yml', '--no-policy', '--strict'], { cwd: root })).exit).toBe(
      0,
    )
  })

  it('takes over every instance of the matrix and the name of the secure file', async () => {
    const text = read('.gitlab-ci.yml').replace('          - demo\n', '          - demo\n          - prod\n')
    put('.gitlab-ci.yml', text.replace('arkindex-cli.yaml', 'profiles.yaml'))
    await init('--yes')
    expect(parse(read('.gitlab-ci.yml')).include[0].inputs).toMatchObject({
      instances: ['demo', 'prod'],
      'secure-file': 'profiles.yaml',
    })
    expect(Object.keys(parse(read('.arkindex-ci.yml')).instances)).toEqual(['demo', 'prod'])
  })

  it('keeps a job that has a name of the template and another script, and says so', async () => {
    put('.gitlab-ci.yml', read('.gitlab-ci.yml').replace('    - ci/build.sh\n', '    - make image\n'))
    const { stdout } = await init('--yes')
    expect(parse(read('.gitlab-ci.yml'))['docker-build'].script).toEqual(['make image'])
    expect(stdout).toContain("docker-build has a name of Teklia's template, but another script")
  })

  it('is refused where another job needs one that would go, with its place', async () => {
    const before = `${read('.gitlab-ci.yml')}\nscan:\n  needs: [docker-build]\n  script: scan\n`
    put('.gitlab-ci.yml', before)
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(1)
    expect(stderr).toContain('error[init-job-in-use]: The job "scan" names the job "docker-build"')
    expect(stderr).toContain(`at: .gitlab-ci.yml:${before.split('\n').length - 2}:11`)
    expect(read('.gitlab-ci.yml')).toBe(before)
  })

  it('is refused where another job uses an anchor of one that would go', async () => {
    const before = `${read('.gitlab-ci.yml').replace('  rules:\n    # Never', '  rules: &rules\n    # Never')}\nscan:\n  rules: *rules\n  script: scan\n`
    put('.gitlab-ci.yml', before)
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(1)
    expect(stderr).toContain('error[init-change-wrong]')
    expect(read('.gitlab-ci.yml')).toBe(before)
  })

  it('shows the difference as patch reads it', async () => {
    const { stdout } = await init('--format', 'json')
    const { files } = JSON.parse(stdout)
    for (const { diff } of files) execFileSync('git', ['apply', '-'], { cwd: root, input: diff })
    const applied = read('.gitlab-ci.yml')
    expect(parseDocument(applied).errors).toEqual([])
    expect((await init()).stdout).toBe('All files are as they would be written.\n')
  })
})

describe('bad input', () => {
  it('a repository without workers is told what to do', async () => {
    put('.gitlab-ci.yml', 'job:\n  script: x\n')
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(2)
    expect(stderr).toContain('error[init-without-workers]')
    expect(stderr).toContain('remedy: Write arkindex/SLUG.yml')
    const result = JSON.parse((await init('--format', 'json')).stdout)
    expect(result.errors).toEqual([expect.objectContaining({ code: 'init-without-workers' })])
    expect(validators.init(result)).toBe(true)
  })

  it('one whose only worker is wrong is told the place', async () => {
    put('arkindex/a.yml', 'slug: a\ntype: {\n')
    const { exit, stderr } = await init('--yes')
    expect(exit).toBe(1)
    expect(stderr).toMatch(/at: arkindex\/a\.yml:2:\d+/)
  })

  it('one wrong worker of several blocks nothing', async () => {
    open()
    put('arkindex/b.yml', 'slug: b\n')
    const { exit, stdout } = await init('--yes')
    expect(exit).toBe(0)
    expect(stdout).toContain('The worker YAML has errors')
  })

  it('links that lead out of the repository, or to nothing, are not written through', async () => {
    open()
    const outside = mkdtempSync(path.join(tmpdir(), 'init-outside-'))
    try {
      writeFileSync(path.join(outside, 'ci.yml'), 'job:\n  script: x\n')
      symlinkSync(path.join(outside, 'ci.yml'), path.join(root, '.gitlab-ci.yml'))
      symlinkSync(path.join(outside, 'new.yml'), path.join(root, '.arkindex-ci.yml'))
      const { exit, stderr } = await init('--yes')
      expect(exit).toBeGreaterThan(0)
      expect(stderr).toContain('error[init-file-broken]: .gitlab-ci.yml')
      expect(stderr).toContain('.arkindex-ci.yml cannot be read: it is a link that leads to nothing')
      expect(readdirSync(outside)).toEqual(['ci.yml'])
      expect(readFileSync(path.join(outside, 'ci.yml'), 'utf8')).toBe('job:\n  script: x\n')
    } finally {
      rmSync(outside, { recursive: true })
    }
  })

  it('a folder that is not there', async () => {
    const { exit, stderr } = await init('nowhere')
    expect(exit).toBe(2)
    expect(stderr).toContain('error[file-unreadable]')
  })
})

describeWithTools(['script'], 'on a terminal', () => {
  const answer = (text: string) => {
    const line = `HOME=${root} ${process.execPath} ${commandFile} init --instance demo`
    try {
      return {
        exit: 0,
        output: execFileSync('script', ['-qec', line, '/dev/null'], { cwd: root, input: text, encoding: 'utf8' }),
      }
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string }
      return { exit: status, output: stdout }
    }
  }

  it('it asks, and writes after a yes alone', () => {
    open()
    expect(answer('n\n')).toMatchObject({ exit: 1, output: expect.stringContaining('Nothing was written.') })
    expect(answer('\n').exit).toBe(1)
    expect(existsSync(path.join(root, '.gitlab-ci.yml'))).toBe(false)
    const { exit, output } = answer('y\n')
    expect(output).toContain('Write this? [y/N]')
    expect(exit).toBe(0)
    expect(existsSync(path.join(root, '.gitlab-ci.yml'))).toBe(true)
  })
})
