// `npm run demo`: sets up what is missing, then runs the demo with the same arguments.
import { createRequire } from 'node:module'
import path from 'node:path'
import { root, setUp } from './setup.mjs'

await setUp('demo', { mayInstall: !process.argv.includes('--no-install') })
createRequire(import.meta.url)(path.join(root, 'dist/demo.cjs'))
