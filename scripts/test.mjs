// `npm test`: sets up what is missing, then runs vitest with the same arguments.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { root, setUp } from './setup.mjs'

const args = process.argv.slice(2).filter((argument) => argument !== '--no-install')
await setUp('test', { mayInstall: !process.argv.includes('--no-install') })
const vitest = spawn(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
  cwd: root,
  stdio: 'inherit',
})
vitest.on('close', (code) => {
  process.exitCode = code ?? 1
})
