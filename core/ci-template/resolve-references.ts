import { yamlLimits } from '../findings/read-yaml.ts'
import { asMap, type MapNode, type ReferenceNode, readEntry, type Tell, type TemplateNode } from './read-template.ts'

/** As deep as GitLab follows references of references. */
const deepest = 10

/** Told of a reference to what this file does not have. */
export type TellUnknown = (reference: ReferenceNode) => void

/**
 * The body with each `!reference` replaced by what it refers to; those that lead elsewhere stay. Lists that are referred to
 * from a list become part of it. Undefined where that makes it too large, which is told.
 */
export function resolveReferences(body: MapNode, tellUnknown: TellUnknown, tell: Tell): MapNode | undefined {
  let size = 0
  const told = new Set<ReferenceNode>()

  const isTooLarge = () => size > yamlLimits.values

  const follow = (reference: ReferenceNode, depth: number): TemplateNode => {
    if (reference.path.length === 0) return reference
    let target: TemplateNode | undefined = body
    for (const step of reference.path) target = readEntry(target, step)
    if (depth >= deepest) {
      if (!told.has(reference)) {
        const problem = `leads through more than ${deepest} others, or back to itself`
        tell('reference-wrong', reference.start, reference.end, { problem })
      }
      told.add(reference)
      return reference
    }
    if (!target) {
      if (!told.has(reference)) tellUnknown(reference)
      told.add(reference)
      return reference
    }
    const { start, end } = reference
    return { ...resolve(target, depth + 1), start, end }
  }

  const resolve = (node: TemplateNode, depth: number): TemplateNode => {
    size += 1
    if (isTooLarge()) return node
    switch (node.kind) {
      case 'scalar':
        return node
      case 'reference':
        return follow(node, depth)
      case 'list': {
        const items = node.items.flatMap((item) => {
          const resolved = resolve(item, depth)
          return item.kind === 'reference' && resolved.kind === 'list' ? resolved.items : [resolved]
        })
        return { ...node, items }
      }
      case 'map':
        return resolveMap(node, depth)
    }
  }

  const resolveMap = (node: MapNode, depth: number): MapNode => ({
    ...node,
    entries: new Map([...node.entries].map(([name, { key, value }]) => [name, { key, value: resolve(value, depth) }])),
  })

  const resolved = resolveMap(body, 0)
  if (!isTooLarge()) return asMap(resolved)
  const details = { limit: yamlLimits.values.toLocaleString('en') }
  tell('yaml-alias-expansion', body.start, body.start + 1, details)
  return undefined
}
