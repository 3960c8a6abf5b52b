// Loads a part, the check part runs once on a small repository too, and writes the code that V8 compiled for it beside the part.
const fs = require('node:fs')
const { createRequire, wrap } = require('node:module')
const os = require('node:os')
const path = require('node:path')
const { constants, Script } = require('node:vm')

const [part, target] = process.argv.slice(2)
const script = new Script(wrap(fs.readFileSync(part, 'utf8')), {
  filename: part,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
const module_ = { exports: {} }
script.runInThisContext()(module_.exports, createRequire(part), module_, part, path.dirname(part))

/** What a part does at each start, so that its code is in the cache as well. */
async function exercise() {
  const { validate } = module_.exports.commands
  if (!validate) return
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'arkindex-ci-build-'))
  fs.mkdirSync(path.join(folder, 'arkindex'))
  fs.writeFileSync(
    path.join(folder, 'arkindex/a.yml'),
    'slug: a\ndisplay_name: A\ntype: t\ndescription: |\n  D\ndocker: {command: "a"}\nconfiguration:\n  - key: k\n    display_name: K\n    type: int\n    default: 1\n',
  )
  const quiet = { write: () => {}, isTerminal: false, hasColor: false, columns: 80 }
  const context = { env: {}, cwd: folder, stdout: quiet, stderr: quiet, signal: new AbortController().signal }
  await validate.run({ options: { format: 'pretty' }, positionals: [] }, context)
  fs.rmSync(folder, { recursive: true })
}

exercise().then(() => {
  fs.writeFileSync(`${target}.draft`, script.createCachedData())
  fs.renameSync(`${target}.draft`, target)
})
