import type { Binding } from './binding.ts'
import { readBoundTag } from './binding.ts'
import type { Applier, InstanceRule, Training } from './manifest.ts'
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

const setting = 'the manifest says applied_by'

/** Why somebody leaves an instance to another; null where it does not, and where nobody in particular asks. */
export function refuseApplier({ appliedBy }: InstanceRule, applier: Applier | undefined): string | null {
  if (applier === undefined || applier === appliedBy) return null
  return appliedBy === 'bot'
    ? `${setting}: bot, so the bot applies releases to it, not the jobs of CI`
    : `${setting}: ci, so the jobs of CI apply releases to it, not the bot`
}

/** What is said of an instance that the jobs of CI leave out. */
export function describeApplier({ appliedBy }: InstanceRule): string[] {
  return appliedBy === 'bot' ? ['the bot applies this, as applied_by says; the jobs of CI leave it out'] : []
}

/** Why a release does not start a training; null where it does. */
export function refuseTraining(training: Training, binding: Binding): string | null {
  const tag = readBoundTag(binding)
  return tag ? refuseTag(training, tag) : 'trainings are started by tags, not by branches'
}
