// Builds the command: one small CommonJS entry, and one bundle for each part that it loads only when asked.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const dist = path.join(root, 'dist')
const sources = ['cli', 'core', 'server', 'bot', 'schemas', 'demo', 'test/gitlab', 'test/registry', 'scripts']

function listFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    return entry.isDirectory() ? listFiles(place) : [place]
  })
}

/** A digest of name, size and time of every source, cheap enough to ask at each start. */
function readSourceStamp() {
  const hash = createHash('sha256')
  for (const file of [
    ...sources.flatMap((name) => listFiles(path.join(root, name))),
    path.join(root, 'package.json'),
  ].sort()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Writes the code cache of a part that jobs start, in a process of its own as V8 flags go into it. */
function writeCodeCache(name, build) {
  const part = path.join(dist, `parts/${name}.cjs`)
  if (!existsSync(part)) return
  const args = [path.join(root, 'scripts/write-code-cache.cjs'), part, path.join(dist, `parts/${name}.${build}.cache`)]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  // Without it the command only starts slower.
  if (status !== 0) console.error(`No code cache was written: ${stderr}`)
}

export function isBuilt() {
  const stamp = path.join(dist, '.stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === readSourceStamp()
}

/** The SDK of S3 is larger than the server: it is a bundle beside the parts, which is loaded by who imports it when it is needed. */
const sdkModule = 'server/storage/s3-sdk.ts'
const leaveSdkOut = {
  name: 'leave-sdk-out',
  setup: (bundler) => {
    bundler.onResolve({ filter: /\/s3-sdk\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './s3-sdk.cjs', external: true } : undefined,
    )
  },
}

/** Our transport takes a part of undici, which starts faster; what others import stays whole. */
const takeLeanUndici = {
  name: 'take-lean-undici',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^undici$/ }, ({ importer }) =>
      importer === path.join(root, 'core/arkindex/transport.ts')
        ? { path: path.join(root, 'scripts/lean-undici.cjs') }
        : undefined,
    )
  },
}

/**
 * The same code as modules: it starts faster than the one of its CommonJS files, each in a wrapper of its own. Libraries may
 * import all of it as one object.
 */
const takeYamlModules = {
  name: 'take-yaml-modules',
  setup: (bundler) => {
    const folder = path.join(root, 'node_modules/yaml/browser')
    bundler.onResolve({ filter: /^yaml$/ }, ({ importer }) => ({
      path: path.join(folder, importer.includes(`${path.sep}node_modules${path.sep}`) ? 'index.js' : 'dist/index.js'),
    }))
  },
}

export async function build() {
  const { build: bundle } = await import('esbuild')
  const { compileValidators } = await import('./compile-validators.mjs')
  await compileValidators(root)
  const stamp = readSourceStamp()
  const partsFolder = path.join(root, 'cli/parts')
  const parts = existsSync(partsFolder) ? readdirSync(partsFolder).filter((name) => name.endsWith('.ts')) : []
  const fresh = path.join(root, `dist/.building-${process.pid}`)
  const entryPoints = [
    { in: path.join(root, 'cli/main.ts'), out: 'arkindex-ci' },
    ...parts.map((name) => ({ in: path.join(root, 'cli/parts', name), out: `parts/${name.replace(/\.ts$/, '')}` })),
    // Beside the parts, so that a part is not longer by validators and schemas that this run does not use.
    ...readdirSync(path.join(root, 'generated/validators')).map((name) => ({
      in: path.join(root, 'generated/validators', name),
      out: `parts/validators/${name.replace(/\.cjs$/, '')}`,
    })),
    { in: path.join(root, 'generated/schemas.cjs'), out: 'parts/schemas' },
    { in: path.join(root, sdkModule), out: 'parts/s3-sdk' },
    // Not a part of the command: the server starts it as a thread.
    { in: path.join(root, 'server/exports/export-thread.ts'), out: 'parts/export-thread' },
  ]
  if (existsSync(path.join(root, 'demo/main.ts')))
    entryPoints.push({ in: path.join(root, 'demo/main.ts'), out: 'demo' })
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  await bundle({
    entryPoints,
    outdir: fresh,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20.18',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    external: ['better-sqlite3', './parts/*.cjs', './validators/*.cjs', './schemas.cjs'],
    define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(stamp.slice(0, 16)) },
    plugins: [leaveSdkOut, takeLeanUndici, takeYamlModules],
    logLevel: 'warning',
  })
  for (const file of listFiles(dist)) {
    if (file.endsWith('.cache')) rmSync(file, { force: true })
  }
  // Put in place file by file, each whole: a command that runs meanwhile never reads half a bundle.
  mkdirSync(path.join(dist, 'parts/validators'), { recursive: true })
  for (const file of listFiles(fresh)) renameSync(file, path.join(dist, path.relative(fresh, file)))
  rmSync(fresh, { recursive: true })
  for (const name of ['check', 'image', 'release']) writeCodeCache(name, stamp.slice(0, 16))
  writeFileSync(path.join(dist, '.stamp'), stamp)
}

if (
  import.meta.url === pathToFileURL(process.argv[1] ?? '').href &&
  !(process.argv.includes('--if-needed') && isBuilt())
) {
  await build()
}
