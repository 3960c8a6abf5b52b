import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { describeWithTools } from '../required-tools.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const script = path.join(root, 'container/build.sh')
const sizeCheck = path.join(root, 'container/check-size.sh')

// The build itself takes two minutes and root: container/build.sh tries what it built, and fails over the budgets of
// its size and, for the server, of its memory.
describeWithTools(['shellcheck'], 'container/build.sh', () => {
  it('is POSIX shell without a remark of shellcheck', () => {
    const ofCi = ['.ci/run', '.ci/image'].map((file) => path.join(root, file))
    const { status, stdout } = spawnSync('shellcheck', [script, sizeCheck, ...ofCi], { encoding: 'utf8' })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  it.each([[[]], [['--server']], [['name', '--base']], [['name', '--other']], [['name', '--server', 'image']]])(
    'is wrong usage with %j',
    (args) => {
      const { status, stderr } = spawnSync('sh', [script, ...args], { encoding: 'utf8' })
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'Usage: container/build.sh NAME [--server] [--base IMAGE]\n',
      })
    },
  )
})

describeWithTools(['buildah'], 'container/check-size.sh', () => {
  let folder: string
  let env: Record<string, string>
  const megabytes = (count: number) => Buffer.alloc(count * 1024 * 1024, 1)
  const check = (...args: string[]) => spawnSync('sh', [sizeCheck, ...args], { env, encoding: 'utf8' })

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'arkindex-ci-size-'))
    const store = path.join(folder, 'storage.conf')
    writeFileSync(store, `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/store"\nrunroot = "${folder}/run"\n`)
    env = { PATH: process.env.PATH ?? '', HOME: folder, CONTAINERS_STORAGE_CONF: store, BUILDAH_ISOLATION: 'chroot' }
    writeFileSync(path.join(folder, 'bottom'), megabytes(3))
    writeFileSync(path.join(folder, 'own'), megabytes(5))
    for (const [name, text] of [
      ['base', 'FROM scratch\nCOPY bottom /\n'],
      ['whole', 'FROM localhost/base\nCOPY own /\n'],
    ] as const) {
      writeFileSync(path.join(folder, name), text)
      const args = ['bud', '--quiet', '--pull-never', '--file', path.join(folder, name), '--tag', `localhost/${name}`]
      const { status, stderr } = spawnSync('buildah', [...args, folder], { env, encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('prints the size beside the base, and fails over the budget', () => {
    const said = /^localhost\/whole: \d+ MB, of which 5 MB are not the base\n$/
    const enough = check('localhost/whole', 'localhost/base', '5')
    expect(enough).toMatchObject({ status: 0, stderr: '' })
    expect(enough.stdout).toMatch(said)
    const over = check('localhost/whole', 'localhost/base', '4')
    expect(over).toMatchObject({ status: 1, stderr: 'That is more than the 4 MB that it may have.\n' })
    expect(over.stdout).toMatch(said)
  })

  it('fails where there is no such image, and on wrong usage', () => {
    expect(check('localhost/other', 'localhost/base', '5').status).not.toBe(0)
    for (const args of [[], ['a', 'b'], ['a', 'b', 'many'], ['a', 'b', '']])
      expect(check(...args).status, args.join()).toBe(2)
  })
})

it('the image that components run in may have 200 MB beside its base, and CI measures it', () => {
  expect(readFileSync(script, 'utf8')).toMatch(/^most=200$/m)
  expect(readFileSync(path.join(root, '.ci/image'), 'utf8')).toMatch(/^container\/build\.sh localhost\/\S+$/m)
  const pipeline: Record<string, { script?: string[] }> = parse(readFileSync(path.join(root, '.gitlab-ci.yml'), 'utf8'))
  expect(Object.values(pipeline).flatMap(({ script: lines }) => lines ?? [])).toContain('.ci/image')
})
