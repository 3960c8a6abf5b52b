import type { Binding } from './binding.ts'
import { readBoundTag } from './binding.ts'
import type { InstanceRule, Training } from './manifest.ts'
import { type Channel, isInRange, type ReleaseTag } from './release-tag.ts'

const channelWords: Readonly<Record<Channel, string>> = {
  stable: 'stable tags',
  'pre-release': 'pre-release tags',
  branch: 'commits of a branch',
}

/** Which releases an instance takes, in words. */
export function describeRule(rule: InstanceRule, defaultBranch: string | null): string {
  const kinds = rule.channels.map((channel) =>
    channel === 'branch' ? `commits of ${listBranches(rule, defaultBranch).join(', ')}` : channelWords[channel],
  )
  const range = rule.tags === null ? '' : `, tags in ${rule.tags}`
  return `${kinds.join(', ')}${range}`
}

/** For which tags a training starts, in words. */
export function describeTags(rule: { tags: string | null; channels?: readonly Channel[] }): string {
  const kinds = (rule.channels ?? []).map((channel) => channelWords[channel]).join(' and ')
  const range = rule.tags === null ? '' : `in ${rule.tags}`
  return [kinds, range].filter(Boolean).join(' ') || 'all tags'
}

function listBranches(rule: InstanceRule, defaultBranch: string | null): string[] {
  return rule.branches ?? [defaultBranch ?? 'main']
}

function refuseTag(rule: { tags: string | null; channels: readonly Channel[] }, tag: ReleaseTag): string | null {
  if (!rule.channels.includes(tag.channel)) {
    return `${tag.name} is a ${tag.channel} tag; taken are ${describeTags({ tags: rule.tags, channels: rule.channels })}`
  }
  if (rule.tags !== null && !isInRange(tag, rule.tags)) return `${tag.name} is not in the range ${rule.tags}`
  return null
}

/** Why an instance does not take a release; null where it does. */
export function refuseRelease(rule: InstanceRule, binding: Binding, defaultBranch: string | null): string | null {
  const tag = readBoundTag(binding)
  if (tag) return refuseTag(rule, tag)
  const branches = listBranches(rule, defaultBranch)
  if (!rule.channels.includes('branch')) {
    return `it takes no branches, only ${describeTags({ tags: rule.tags, channels: rule.channels })}`
  }
  if (binding.branch === null || !branches.includes(binding.branch)) {
    return `it takes the ${branches.length === 1 ? 'branch' : 'branches'} ${branches.join(', ')}, not ${binding.branch}`
  }
  return null
}

/** Why a release does not start a training; null where it does. */
export function refuseTraining(training: Training, binding: Binding): string | null {
  const tag = readBoundTag(binding)
  return tag ? refuseTag(training, tag) : 'trainings are started by tags, not by branches'
}
