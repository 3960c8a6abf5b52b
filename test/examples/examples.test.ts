import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('the tests of the example repository pass in it alone', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--test', 'test/'], {
    cwd: fileURLToPath(new URL('../../examples', import.meta.url)),
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })
  expect(stdout).toMatch(/^# fail 0$/m)
  expect(status).toBe(0)
})
