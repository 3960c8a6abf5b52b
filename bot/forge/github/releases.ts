import type { Deployment, DeploymentState, ForgePipeline } from '../forge.ts'
import { replaceSection } from '../replace-section.ts'
import type { GithubClient } from './github-client.ts'
import { readPart, readRecord, readString, readUser } from './read-answer.ts'

export async function keepCommitComment(
  client: GithubClient,
  project: string,
  sha: string,
  marker: string,
  body: string,
  selfId: string,
): Promise<void> {
  const text = `${marker}\n${body}`
  const list = {
    route: 'GET /repos/{owner}/{repo}/commits/{sha}/comments',
    parameters: { sha },
    what: 'list the comments',
  }
  for await (const comment of client.list(project, list)) {
    const found = readString(comment, 'body')
    if (readUser(comment).id !== selfId || !found.startsWith(`${marker}\n`)) continue
    if (found === text) return
    const route = 'PATCH /repos/{owner}/{repo}/comments/{id}'
    await client.write(project, {
      route,
      parameters: { id: readString(comment, 'id'), body: text },
      what: 'edit a comment',
    })
    return
  }
  const route = 'POST /repos/{owner}/{repo}/commits/{sha}/comments'
  await client.write(project, { route, parameters: { sha, body: text }, what: 'comment on a commit' })
}

export async function keepReleaseSection(
  client: GithubClient,
  project: string,
  tag: string,
  marker: string,
  body: string,
): Promise<boolean> {
  const what = 'read a release'
  const route = 'GET /repos/{owner}/{repo}/releases/tags/{tag}'
  const answer = await client.ask(project, { route, parameters: { tag }, what })
  if (answer === undefined) return false
  const release = readRecord(answer, client.peer, what)
  const before = readString(release, 'body')
  const after = replaceSection(before, marker, body)
  if (after === before) return true
  const edit = 'PATCH /repos/{owner}/{repo}/releases/{id}'
  await client.write(project, {
    route: edit,
    parameters: { id: readString(release, 'id'), body: after },
    what: 'edit a release',
  })
  return true
}

const conclusions: Readonly<Record<string, string>> = {
  success: 'success',
  neutral: 'success',
  skipped: 'success',
  cancelled: 'canceled',
}

/** All workflows of a commit as one pipeline: it runs while one does, and fails with one that fails. */
export async function readPipeline(
  client: GithubClient,
  project: string,
  ref: string,
  sha: string,
): Promise<ForgePipeline | undefined> {
  const parameters = { head_sha: sha, branch: ref }
  const call = {
    route: 'GET /repos/{owner}/{repo}/actions/runs',
    parameters,
    wrap: 'workflow_runs',
    what: 'list the workflows',
  }
  let id = ''
  const statuses = new Set<string>()
  for await (const run of client.list(project, call)) {
    if (readString(run, 'head_sha') !== sha) continue
    id = id || readString(run, 'id')
    const isEnded = readString(run, 'status') === 'completed'
    statuses.add(isEnded ? (conclusions[readString(run, 'conclusion')] ?? 'failed') : 'running')
  }
  const status = ['running', 'failed', 'canceled', 'success'].find((one) => statuses.has(one))
  return status === undefined ? undefined : { id, sha, ref, isTag: /^v?\d+\.\d+\.\d+/.test(ref), status }
}

/** GitHub's own registry, or that of an Enterprise Server. */
function nameRegistry(url: string): string {
  const { host } = new URL(url)
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`
}

/** An image of the repository's package on GitHub's registry. */
export async function findImage(client: GithubClient, project: string, tag: string): Promise<string | undefined> {
  const [owner = '', name = ''] = project.split('/')
  for (const kind of ['orgs', 'users']) {
    const route = `GET /${kind}/{owner}/packages/container/{package}/versions`
    const parameters = { owner, package: name.toLowerCase() }
    for await (const version of client.list(project, { route, parameters, what: 'list the images' })) {
      const { tags } = readPart(readPart(version, 'metadata'), 'container')
      const digest = readString(version, 'name')
      if (Array.isArray(tags) && tags.includes(tag) && /^sha256:[0-9a-f]{64}$/.test(digest))
        return `${nameRegistry(client.settings.url)}/${project.toLowerCase()}@${digest}`
    }
  }
  return undefined
}

async function readState(client: GithubClient, project: string, id: string): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/deployments/{id}/statuses'
  for await (const status of client.list(project, { route, parameters: { id }, what: 'read a deployment' }))
    return readString(status, 'state')
  return ''
}

const endStates = ['success', 'failure', 'error', 'inactive']

export async function startDeployment(
  client: GithubClient,
  project: string,
  { environment, sha, url }: { environment: string; sha: string; url: string | null },
): Promise<Deployment> {
  const list = {
    route: 'GET /repos/{owner}/{repo}/deployments',
    parameters: { environment, sha },
    what: 'list the deployments',
  }
  for await (const found of client.list(project, list)) {
    const id = readString(found, 'id')
    if (!endStates.includes(await readState(client, project, id))) return { id, environment, sha }
    break
  }
  const route = 'POST /repos/{owner}/{repo}/deployments'
  const parameters = { ref: sha, environment, auto_merge: false, required_contexts: [] }
  const made = await client.write(project, { route, parameters, what: 'make a deployment' })
  const deployment = { id: readString(made, 'id'), environment, sha }
  await writeState(client, project, deployment, 'in_progress', url)
  return deployment
}

async function writeState(
  client: GithubClient,
  project: string,
  { id }: Deployment,
  state: string,
  url: string | null,
): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/deployments/{id}/statuses'
  const place = url === null ? {} : { environment_url: url }
  await client.write(project, { route, parameters: { id, state, ...place }, what: 'write the state of a deployment' })
}

const deploymentWords: Readonly<Record<DeploymentState, string>> = {
  running: 'in_progress',
  success: 'success',
  failed: 'failure',
  canceled: 'inactive',
}

export async function endDeployment(
  client: GithubClient,
  project: string,
  deployment: Deployment,
  state: DeploymentState,
): Promise<void> {
  if (endStates.includes(await readState(client, project, deployment.id))) return
  await writeState(client, project, deployment, deploymentWords[state], null)
}
