import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { describeWithTools } from '../required-tools.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const script = path.join(root, 'container/build.sh')

// The build itself takes two minutes and root: container/build.sh tries what it built, and fails over the budgets of
// its size and, for the server, of its memory.
describeWithTools(['shellcheck'], 'container/build.sh', () => {
  it('is POSIX shell without a remark of shellcheck', () => {
    expect(spawnSync('shellcheck', [script], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' })
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
