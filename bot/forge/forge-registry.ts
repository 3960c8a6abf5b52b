import { isDeepStrictEqual } from 'node:util'
import type { BotConfig } from '../config/bot-config.ts'
import type { Forge } from './forge.ts'

export type ForgeSettings = BotConfig['forges'][number]
export type OpenForge = (settings: ForgeSettings) => Forge | Promise<Forge>

interface OpenedForge {
  readonly settings: ForgeSettings
  readonly forge: Forge
  users: number
  isReplaced: boolean
}

export interface ForgeRegistry {
  list(): readonly Forge[]
  /** Lends a forge for some work; undefined is lent where the configuration has none of this name. */
  use<Result>(name: string, work: (forge: Forge | undefined) => Promise<Result>): Promise<Result>
  /** Opens what is new or has changed. What is not wanted any more is closed when the work with it has ended. */
  update(wanted: readonly ForgeSettings[]): Promise<void>
  close(): Promise<void>
}

/** Keeps the forges of the configuration open, one each. */
export function createForgeRegistry(open: OpenForge): ForgeRegistry {
  let opened: OpenedForge[] = []

  const closeUnused = async (entry: OpenedForge) => {
    if (entry.isReplaced && entry.users === 0) await entry.forge.close()
  }

  return {
    list: () => opened.map(({ forge }) => forge),
    use: async (name, work) => {
      const entry = opened.find(({ settings }) => settings.name === name)
      if (!entry) return work(undefined)
      entry.users += 1
      try {
        return await work(entry.forge)
      } finally {
        entry.users -= 1
        await closeUnused(entry)
      }
    },
    update: async (wanted) => {
      const next: OpenedForge[] = []
      for (const settings of wanted) {
        const same = opened.find((entry) => isDeepStrictEqual(entry.settings, settings))
        next.push(same ?? { settings, forge: await open(settings), users: 0, isReplaced: false })
      }
      const replaced = opened.filter((entry) => !next.includes(entry))
      opened = next
      for (const entry of replaced) {
        entry.isReplaced = true
        await closeUnused(entry)
      }
    },
    close: async () => {
      const all = opened
      opened = []
      for (const { forge } of all) await forge.close()
    },
  }
}
