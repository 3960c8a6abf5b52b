// `npm run components -- DIR`: writes the project that GitLab's catalog of components wants. ARKINDEX_CI_COMMAND_IMAGE names
// the command's image by digest, which then is the default of the input "image".
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { register } from 'tsx/esm/api'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const [folder, ...more] = process.argv.slice(2)
if (!folder || more.length > 0) {
  process.stderr.write('Usage: npm run components -- DIR\n')
  process.exitCode = 2
} else {
  register()
  const { writeComponents } = await import('./write-components.ts')
  try {
    const { written, strangers } = writeComponents(root, path.resolve(folder), process.env.ARKINDEX_CI_COMMAND_IMAGE)
    process.stdout.write(
      written.length > 0 ? `Written: ${written.join(', ')}\n` : 'All files are as they would be written.\n',
    )
    if (strangers.length > 0)
      process.stderr.write(`Not ours, and published with the rest: ${strangers.join(', ')}. Remove what is stale.\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}
