import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openGitlabForge } from '../../../../bot/forge/gitlab/open-gitlab-forge.ts'
import { openTransport } from '../../../../core/arkindex/transport.ts'
import { type GitlabStage, startGitlabStage } from './gitlab-stage.ts'

let stage: GitlabStage
beforeEach(async () => {
  stage = await startGitlabStage()
})
afterEach(() => stage.close())

describe('the rate limit of a GitLab', () => {
  it('is told as GitLab said it last', async () => {
    expect(stage.forge.readBudget()).toBeUndefined()
    stage.gitlab.setRateLimit({ limit: 600 })
    await stage.forge.readProject(stage.project)
    expect(stage.forge.readBudget()).toMatchObject({ limit: 600, remaining: 599 })
  })

  it('is kept by all forges of the host before GitLab has to refuse', async () => {
    const transport = openTransport({ env: {} })
    const other = openGitlabForge({ ...stage.settings, name: 'other' }, { transport, budgets: stage.budgets })
    stage.gitlab.setRateLimit({ limit: 3, period: 3_600_000 })
    await stage.forge.readProject(stage.project)
    await other.readProject(stage.project)
    await stage.forge.readProject(stage.project)
    for (const forge of [stage.forge, other])
      await expect(forge.createNote(stage.project, 1, 'x')).rejects.toMatchObject({ code: 'forge-limited', exit: 3 })
    expect(stage.gitlab.requests.map(({ status }) => status)).toEqual([200, 200, 200])
    await transport.close()
  })

  it('is waited for where it opens again soon', async () => {
    stage.gitlab.setRateLimit({ limit: 1, period: 2_000 })
    await stage.forge.readProject(stage.project)
    stage.gitlab.setRateLimit(undefined)
    await stage.forge.readProject(stage.project)
    expect(stage.slept).toHaveLength(1)
  })

  it.each(['plain', 'application'] as const)('that refuses in its %s form is told with the seconds', async (style) => {
    stage.gitlab.setRateLimit({ limit: 0, period: 600_000, style })
    await expect(stage.forge.readProject(stage.project)).rejects.toMatchObject({ code: 'forge-limited' })
    expect(stage.gitlab.requests).toHaveLength(1)
  })
})
