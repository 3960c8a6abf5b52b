import path from 'node:path'
import { isJsonObject } from '../../core/arkindex/openapi-document.ts'
import type { Host } from '../../core/image/host.ts'
import { isPinned } from './executors/container-tool.ts'
import { type Executor, getTool } from './executors/find-executor.ts'
import { type ImageConfig, readJson, writeJson } from './task-folder.ts'

interface KeptImage {
  /** When a task used it last, epoch milliseconds. */
  used: number
  config: ImageConfig | null
}

export interface KeptImages {
  /** What an image starts, where that is known and cannot have changed. */
  getConfig(image: string): ImageConfig | null
  /** Notes that a task used an image, and removes those beyond the bound that were not used for longest. */
  noteUse(image: string, config: ImageConfig | undefined, inUse: readonly string[]): Promise<void>
}

function readConfig(value: unknown): ImageConfig | null {
  if (!isJsonObject(value) || !Array.isArray(value.entrypoint) || !Array.isArray(value.command)) return null
  return { entrypoint: value.entrypoint.map(String), command: value.command.map(String) }
}

/** The images that an agent got for its tasks, kept for the next ones within a bound. Other images of the machine are never touched. */
export function openKeptImages(folder: string, executor: Executor, host: Host, most: number): KeptImages {
  const file = path.join(folder, `images-${executor.name}.json`)
  const images = new Map<string, KeptImage>()
  for (const [image, value] of Object.entries(readJson(file) ?? {})) {
    if (isJsonObject(value)) images.set(image, { used: Number(value.used) || 0, config: readConfig(value.config) })
  }
  return {
    getConfig: (image) => (isPinned(image) ? (images.get(image)?.config ?? null) : null),
    noteUse: async (image, config, inUse) => {
      images.set(image, { used: Date.now(), config: config ?? images.get(image)?.config ?? null })
      const idle = [...images]
        .filter(([name]) => !inUse.includes(name))
        .sort(([, one], [, other]) => one.used - other.used)
      for (const [name] of idle.slice(0, Math.max(0, images.size - most))) {
        images.delete(name)
        await getTool(executor.name).removeImage({ host, toolEnv: executor.env }, name)
      }
      writeJson(file, Object.fromEntries(images))
    },
  }
}
