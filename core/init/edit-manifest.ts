import validators from '../../generated/validators.cjs'
import { asMap, readEntry, readTemplate, type TemplateNode } from '../ci-template/read-template.ts'
import { CodedError } from '../errors/coded-error.ts'
import { checkYamlFile } from '../findings/check-yaml-file.ts'
import { refuseFile } from './edit-pipeline.ts'
import { editText, findLineEnd, insertLines, type OffsetEdit, readIndent } from './text-edits.ts'

export const manifestName = '.arkindex-ci.yml'
export const schemaName = 'manifest.schema.json'

const schemaLine = `# yaml-language-server: $schema=./${schemaName}\n`

export interface ManifestEdit {
  text: string
  /** The instances that it lists now; empty where it lists none. */
  instances: string[]
  /** Whether its first lines name the schema file beside it. */
  namesSchema: boolean
  problems: CodedError[]
}

/** A new release manifest. `isMove` is true where a job of Teklia's template published each commit until now. */
export function writeManifest(instances: readonly string[], isMove: boolean): string {
  const lines = [schemaLine, 'version: 1\n']
  if (instances.length === 0) return lines.join('')
  lines.push(
    '\n# The instances that get releases, by the slug of their profile in the secure file arkindex-cli.yaml.\n',
  )
  if (isMove) {
    lines.push(
      '# Commits of the default branch are published too, as the job publish-worker did; without "branch" only tags are.\n',
    )
  }
  const channels = isMove ? '[stable, pre-release, branch]' : '[stable]'
  lines.push('instances:\n', ...instances.map((slug) => `  ${quoteSlug(slug)}:\n    channels: ${channels}\n`))
  return lines.join('')
}

/** A slug as a key of YAML: one that reads as a number or a boolean in quotes. */
function quoteSlug(slug: string): string {
  return /^[A-Za-z_][\w-]*$/.test(slug) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(slug) ? slug : `"${slug}"`
}

function readKeys(node: TemplateNode | undefined): string[] {
  return [...(asMap(node)?.entries.keys() ?? [])]
}

/**
 * Adds instances and the line that names the schema to a release manifest; all else of it stays as it is.
 *
 * @param added slugs to add where they are not listed
 */
export function editManifest(text: string, added: readonly string[]): ManifestEdit {
  const { findings, isValid } = checkYamlFile(text, { file: manifestName, validate: validators.manifest })
  const root = isValid ? asMap(readTemplate(text, () => {})) : undefined
  if (!root) {
    const problems = findings.filter(({ severity }) => severity === 'error').map(refuseFile)
    return { text, instances: [], namesSchema: false, problems }
  }
  const edits: OffsetEdit[] = []
  const problems: CodedError[] = []
  const named = /^#\s*yaml-language-server:\s*\$schema=(\S+)/m.exec(text)?.[1]
  if (named === undefined) edits.push({ start: 0, end: 0, text: schemaLine })
  const entry = root.entries.get('instances')
  const listed = readKeys(readEntry(root, 'instances'))
  const missing = added.filter((slug) => !listed.includes(slug))
  if (missing.length > 0) {
    const first = entry && asMap(entry.value)?.entries.values().next().value
    if (!entry && text[root.start] !== '{') {
      const lines = missing.map((slug) => `  ${quoteSlug(slug)}:\n    channels: [stable]\n`).join('')
      edits.push(insertLines(text, text.length, `\ninstances:\n${lines}`))
    } else if (first && entry && entry.value.start > entry.key.end && text[entry.value.start] !== '{') {
      const indent = readIndent(text, first.key.start)
      const lines = missing.map((slug) => `${indent}${quoteSlug(slug)}:\n${indent}  channels: [stable]\n`).join('')
      edits.push(insertLines(text, findLineEnd(text, entry.value.end), lines))
    } else {
      const advice = `add ${missing.join(', ')} below instances`
      problems.push(new CodedError('init-form-unknown', { what: 'instances', file: manifestName, advice }))
    }
  }
  return {
    text: editText(text, edits),
    instances: [...listed, ...missing],
    namesSchema: named === undefined || named.replace(/^\.\//, '') === schemaName,
    problems,
  }
}
