import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Gitlab, startGitlab } from './start-gitlab.ts'

const token = 'glcbt-deployments-1234'
let folder: string
let gitlab: Gitlab

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'deployments-'))
  gitlab = await startGitlab({
    folder,
    jobs: [
      { token, project: 'acme/demo' },
      { token: 'glcbt-stranger-1234', project: 'acme/other' },
    ],
    projects: [{ path: 'acme/demo' }, { path: 'acme/other' }],
  })
  const project = gitlab.project('acme/demo')
  for (const number of [1, 2, 3]) {
    const artifacts = { 'a.json': `{"number":${number}}` }
    project.addDeployment({
      sha: `sha-${number}`,
      environment: number === 2 ? 'other' : 'gate',
      job: 'approve',
      artifacts,
    })
  }
})

afterAll(async () => {
  await gitlab.close()
  rmSync(folder, { recursive: true })
})

const ask = (route: string, headers: Record<string, string> = { 'job-token': token }) =>
  fetch(`${gitlab.apiUrl}/projects/acme%2Fdemo/${route}`, { headers })

it('a job reads the deployments of an environment, newest first, and the artifacts of their jobs', async () => {
  const listed = (await (await ask('deployments?environment=gate&status=success&sort=desc')).json()) as {
    sha: string
    deployable: { id: number }
  }[]
  expect(listed.map(({ sha }) => sha)).toEqual(['sha-3', 'sha-1'])
  expect(await (await ask(`jobs/${listed[0]?.deployable.id}/artifacts/a.json`)).json()).toEqual({ number: 3 })
  expect((await ask(`jobs/${listed[0]?.deployable.id}/artifacts/b.json`)).status).toBe(404)
})

it('a job does not list jobs, and one of another project sees nothing', async () => {
  expect((await ask('jobs')).status).toBe(401)
  expect((await ask('deployments', { 'job-token': 'glcbt-stranger-1234' })).status).toBe(404)
  expect((await ask('deployments', {})).status).toBe(401)
})
