import type { ModelDefinition } from '../worker-yaml/definition.ts'
import { digestValue } from './canonical-json.ts'

/** Digest of what is published of each model, by name. */
export function digestModels(_root: string, models: readonly ModelDefinition[]): Record<string, string> {
  return Object.fromEntries(
    models.map(({ file, line, ...content }) => [content.name, digestValue(content)]),
  )
}
