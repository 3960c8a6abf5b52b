import { findCacheFolder } from '../core/arkindex/document-cache.ts'
import type { ArkindexInstance } from '../core/arkindex/instance.ts'
import { openInstance } from '../core/arkindex/open-instance.ts'
import { loadProfiles, type Profile, resolveProfile } from '../core/arkindex/profiles.ts'
import { openTransport } from '../core/arkindex/transport.ts'
import type { CommandContext, CommandInput, OptionSpec } from './command.ts'

/** The options by which every command that talks to instances finds them. */
export const instanceOptions = {
  profile: {
    type: 'string',
    short: 'p',
    value: 'SLUG',
    description: 'Profile of the instance; without it, the default profile',
  },
  'gitlab-secure-file': {
    type: 'string',
    value: 'NAME',
    description: 'File with the profiles: one that exists here, else the GitLab secure file of this name',
  },
} as const satisfies Record<string, OptionSpec>

export interface Instances {
  /** The profile of a slug; without one that of `--profile`, else the default. Throws coded errors. */
  resolve(slug?: string): Profile
  /** Opens the instance of such a profile, once each. Throws coded errors. */
  open(slug?: string): Promise<ArkindexInstance>
}

/** Loads the profiles, lends their instances to `work` and closes all connections after it. Warnings go to stderr. */
export async function withInstances<Result>(
  options: CommandInput['options'],
  context: Pick<CommandContext, 'env' | 'cwd' | 'stderr' | 'signal'>,
  work: (instances: Instances) => Promise<Result>,
): Promise<Result> {
  const { env, cwd, stderr, signal } = context
  const { profile: chosen, 'gitlab-secure-file': secureFile } = options
  const transport = openTransport({ env })
  try {
    const profiles = await loadProfiles({
      env,
      cwd,
      transport,
      signal,
      ...(typeof secureFile === 'string' && secureFile !== '' ? { secureFile } : {}),
    })
    for (const warning of profiles.warnings) stderr.write(`warning: ${warning}\n`)
    const byDefault = typeof chosen === 'string' && chosen !== '' ? chosen : undefined
    const opened = new Map<string, Promise<ArkindexInstance>>()
    const resolve = (slug?: string) => resolveProfile(profiles, slug ?? byDefault)
    return await work({
      resolve,
      open: async (slug) => {
        const profile = resolve(slug)
        const known = opened.get(profile.slug)
        if (known) return known
        const opening = openInstance({ ...profile, transport, signal, cacheFolder: findCacheFolder(env) })
        opened.set(profile.slug, opening)
        return opening
      },
    })
  } finally {
    await transport.close()
  }
}
