import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../../cli/commands/build.ts'
import { plan } from '../../cli/commands/plan.ts'
import { type ErrorCode, errorCodes } from '../../core/errors/codes.ts'
import { badInputs } from '../../scripts/reference/component-facts.ts'
import { makeComponentPages } from '../../scripts/reference/component-page.ts'
import { type CommandRun, openStage, type Stage, writeProfiles } from '../core/release/stage.ts'
import { describeWithTools } from '../required-tools.ts'

const pages = new Map(
  makeComponentPages(path.resolve(import.meta.dirname, '../..')).map(({ file, text }) => [
    path.basename(file, '.md'),
    text,
  ]),
)

/** Whether a page says what a run said: the message of the code, whose blanks the run filled in. */
function expectOnPage(page: string, run: CommandRun, code: ErrorCode): void {
  const { message, exit } = errorCodes[code]
  expect(pages.get(page)).toContain(`Exit ${exit}, \`${code}\`: ${message}`)
  expect(badInputs.map((one) => one.code)).toContain(code)
  const said = new RegExp(
    message
      .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replace(/\{(?!peer)\w+\}/g, '.+')
      .replace('{peer}', '.+'),
  )
  expect(`${run.stdout}${run.stderr}`).toMatch(said)
  expect(run.exit).toBe(exit)
}

/** What a job of GitLab has in its environment. */
const job = (tag: string) => ({
  CI: 'true',
  CI_COMMIT_SHA: '1'.repeat(40),
  CI_COMMIT_TAG: tag,
  CI_PROJECT_URL: 'https://gitlab.example.org/group/letters',
})

describe('what the pages of the components say of bad input is what is seen', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage.close())

  it('for a slug that no profile has', async () => {
    const run = await stage.run(plan, ['--instance', 'demmo'], { ...job('v1.0.0') })
    expect(run.exit).toBe(2)
    stage.repository.write({ '.arkindex-ci.yml': 'version: 1\ninstances: { elsewhere: {} }\n' })
    const unlisted = await stage.run(plan, [], job('v1.0.0'))
    expectOnPage('release-plan', unlisted, 'profile-unknown')
    stage.repository.git('checkout', '--quiet', '.')
  })

  it('for a token that has expired, without showing it', async () => {
    const expired = 'e'.repeat(40)
    const env = writeProfiles(path.join(stage.repository.folder, '.home'), { demo: { url: stage.url, token: expired } })
    const run = await stage.run(plan, [], { ...job('v1.0.0'), ...env })
    expectOnPage('release-plan', run, 'instance-unauthorized')
    expect(`${run.stdout}${run.stderr}`).not.toContain(expired)
  })

  it('for an instance that is down', async () => {
    const env = writeProfiles(path.join(stage.repository.folder, '.away'), {
      demo: { url: 'http://127.0.0.1:9', token: 'a' },
    })
    expectOnPage('release-plan', await stage.run(plan, [], { ...job('v1.0.0'), ...env }), 'connection-refused')
  })

  it('for a tag that is no version', async () => {
    expectOnPage('release-plan', await stage.run(plan, [], job('nonsense')), 'tag-not-semver')
  })

  it('for a folder without a Dockerfile', async () => {
    const env = { ...job('v1.0.0'), CI_REGISTRY_IMAGE: 'registry.example.org/group/letters' }
    expectOnPage('worker-image', await stage.run(build, ['--file', 'none'], env), 'dockerfile-missing')
  })

  describeWithTools(['buildah'], 'with a builder', () => {
    it('for a registry that is down', async () => {
      writeFileSync(path.join(stage.repository.folder, 'Dockerfile'), 'FROM scratch\nCOPY .arkindex.yml /\n')
      const registry = { CI_REGISTRY: '127.0.0.1:9', CI_REGISTRY_IMAGE: '127.0.0.1:9/group/letters' }
      const run = await stage.run(build, ['--insecure-registry'], { ...job('v1.0.0'), ...registry })
      expectOnPage('worker-image', run, 'registry-unreachable')
    })
  })

  it('and a merge request of a fork has no job that reads a secret or writes', () => {
    for (const [name, page] of pages) {
      const [, jobs = ''] = /\| A merge request of a fork \| (.*) \|/.exec(page) ?? []
      expect(['nothing', '`worker-validate`', 'a job that extends `.arkindex-service`'], name).toContain(jobs)
    }
  })
})
