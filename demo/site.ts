import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openHost } from '../cli/run-program.ts'
import { findBuilder } from '../core/image/find-builder.ts'
import { type Gitlab, startGitlab } from '../test/gitlab/start-gitlab.ts'
import { type LocalRegistry, startRegistry } from '../test/registry/start-registry.ts'
import {
  baseName,
  baseTag,
  keepImages,
  nameBase,
  pushBaseImage,
  renderRegistries,
  restoreImages,
} from './base-image.ts'
import { git } from './git.ts'
import { hasTag, publishContent } from './publish-content.ts'
import { type PipelineEvent, type PipelineResult, runPipeline } from './run-pipeline.ts'
import { type AgentProcess, startAgent } from './start-agent.ts'
import { type ServerProcess, startServer } from './start-server.ts'
import type { State } from './state.ts'

/** The version of the components that the example includes. */
const componentsTag = 'v0.1.0'
export const exampleProject = 'acme/letters-workers'
const componentsProject = 'arkindex/arkindex-ci'
const registryUser = 'ci-robot'

export interface Site {
  readonly server: ServerProcess
  readonly gitlab: Gitlab
  readonly registry: LocalRegistry | undefined
  /** Runs the trainings; undefined where no image can be built. */
  readonly agent: AgentProcess | undefined
  /** Why no image can be built here; undefined where one can. */
  readonly reasonWithoutImages: string | undefined
  /** Variables that the jobs get, secrets among them. */
  readonly variables: Readonly<Record<string, string>>
  /** Commits the content of a folder to the example's default branch. */
  commit(content: string, message: string): Promise<string>
  /** Makes sure that the example has a tag: one that is missing is made of the folder's content. Gives true where it was made. */
  ensureTag(tag: string, content: string): Promise<boolean>
  /** Runs a pipeline of the example project. */
  run(event: PipelineEvent, options?: RunOptions): Promise<PipelineResult>
  /** Stops all of it. */
  close(): Promise<void>
}

export interface RunOptions {
  /** Added to the variables of the site. */
  variables?: Readonly<Record<string, string>>
  jobs?: readonly string[]
  onLine?: (line: string) => void
  signal?: AbortSignal
}

export interface SiteOptions {
  root: string
  state: State
  /** Folder of a base image that earlier runs kept; it may not exist yet. */
  cache: string
  signal: AbortSignal
  say(text: string): void
}

/** Everything that building needs, kept away from what this user has. `login` reads registries.conf from the home alone. */
function describeStorage(folder: string): Record<string, string> {
  return { HOME: path.join(folder, 'home'), CONTAINERS_STORAGE_CONF: path.join(folder, 'storage.conf') }
}

interface Images {
  registry: LocalRegistry | undefined
  reason: string | undefined
}

/** Starts the registry and puts the base image into it, or says why that cannot be. */
async function setUpImages({ state, cache, signal, say }: SiteOptions): Promise<Images> {
  const folder = path.join(state.folder, 'images')
  const configuration = path.join(folder, 'home/.config/containers')
  await mkdir(configuration, { recursive: true })
  // The driver vfs copies, which works everywhere and leaves no mounts behind (reference/gitlab-ci.md 1a).
  const storage = `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/store"\nrunroot = "${folder}/run"\n`
  await writeFile(path.join(folder, 'storage.conf'), storage)
  const env = describeStorage(folder)
  const host = openHost({ PATH: process.env.PATH, ...env }, signal)
  if (!host.isOnPath('docker-registry')) {
    return {
      registry: undefined,
      reason: 'docker-registry is not installed; "apt-get install -y docker-registry" brings it',
    }
  }
  const images = path.join(folder, 'registry/images')
  const kept = path.join(cache, `base-${nameBase()}`)
  const base = path.join(images, 'docker/registry/v2/repositories', baseName, '_manifests/tags', baseTag)
  const hasBase = existsSync(base) || (await restoreImages(kept, images))
  const { registryPassword: password, ports } = state.settings
  const registry = await startRegistry({
    folder: path.join(folder, 'registry'),
    user: registryUser,
    password,
    port: ports.registry,
  })
  await writeFile(path.join(configuration, 'registries.conf'), renderRegistries(registry.host))
  try {
    await findBuilder(host, 'buildah')
    if (!hasBase) {
      say('Making the base image of this machine’s node, which stands in for docker.io/library/node:20-slim')
      await pushBaseImage({ host, folder, registry: registry.host, user: registryUser, password, env })
      await keepImages(images, kept)
    }
    return { registry, reason: undefined }
  } catch (error) {
    if (signal.aborted) {
      await registry.stop()
      throw signal.reason
    }
    return { registry, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function setUpGitlab({ root, state }: SiteOptions, serverUrl: string): Promise<Gitlab> {
  const { settings, folder } = state
  const gitlab = await startGitlab({
    folder: path.join(folder, 'gitlab'),
    port: settings.ports.gitlab,
    projects: [{ path: componentsProject, visibility: 'public' }, { path: exampleProject }],
    jobs: [{ token: settings.jobToken, project: exampleProject }],
  })
  const components = gitlab.project(componentsProject)
  const commit = await publishContent({
    repository: components.repository,
    content: path.join(root, 'ci-templates'),
    into: 'ci-templates',
    branch: 'main',
    message: 'The components',
    folder: path.join(folder, 'work/components'),
  })
  await git(components.repository, 'tag', '--force', componentsTag, commit)
  const profiles = { default_host: 'demo', hosts: { demo: { url: serverUrl, token: settings.publisherToken } } }
  gitlab.project(exampleProject).addSecureFile('arkindex-cli.yaml', JSON.stringify(profiles))
  return gitlab
}

/** Removes the store of the builder, whose files belong to other user numbers where it ran without root. */
async function removeStore(folder: string): Promise<void> {
  const store = path.join(folder, 'images')
  try {
    await rm(store, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    const host = openHost({ PATH: process.env.PATH, HOME: folder }, new AbortController().signal)
    await host.run({ program: 'buildah', args: ['unshare', 'rm', '-rf', store] })
  }
}

/**
 * Opens a whole site on this machine: the bundled server with its seed, a registry behind a password, and a GitLab with the
 * example repository, the components and the secure file. What was started is stopped again where something fails.
 */
export async function openSite(options: SiteOptions): Promise<Site> {
  const { root, state, signal, say } = options
  const { settings, folder } = state
  const started: { close(): Promise<void> }[] = []
  let agent: AgentProcess | undefined
  const closeAll = async () => {
    // While the server is there, so that it is told.
    await agent?.stop()
    await Promise.allSettled(
      started
        .splice(0)
        .reverse()
        .map((one) => one.close()),
    )
    if (state.isTemporary) await removeStore(folder)
  }
  const serverUrl = `http://127.0.0.1:${settings.ports.server}`
  const parts = await Promise.allSettled([
    startServer({
      root,
      data: path.join(folder, 'server'),
      port: settings.ports.server,
      seed: path.join(root, 'demo/seed.yml'),
      publisherToken: settings.publisherToken,
      guestToken: settings.guestToken,
      farmKey: settings.farmKey,
      signal,
    }).then((server) => {
      started.push({ close: () => server.stop() })
      say(`The server is ready at ${server.url}`)
      return server
    }),
    setUpImages(options).then((images) => {
      const { registry } = images
      if (registry) started.push({ close: () => registry.stop() })
      return images
    }),
    setUpGitlab(options, serverUrl).then((gitlab) => {
      started.push({ close: () => gitlab.close() })
      return gitlab
    }),
  ])
  const failed = parts.find((part) => part.status === 'rejected')
  const [server, images, gitlab] = parts
  if (failed || server.status === 'rejected' || images.status === 'rejected' || gitlab.status === 'rejected') {
    await closeAll()
    throw failed?.reason
  }
  const project = gitlab.value.project(exampleProject)
  if (images.value.registry && images.value.reason === undefined) {
    agent = await startAgent({
      root,
      state: path.join(folder, 'agent'),
      serverUrl,
      farmKey: settings.farmKey,
      registry: {
        host: images.value.registry.host,
        user: registryUser,
        password: settings.registryPassword,
      },
      env: describeStorage(path.join(folder, 'images')),
    })
  }
  const { registry, reason } = images.value
  const variables: Record<string, string> = {
    CI_JOB_TOKEN: settings.jobToken,
    CI_PROJECT_ID: String(project.id),
    CI_COMMIT_REF_PROTECTED: 'true',
    ...(registry
      ? {
          CI_REGISTRY: registry.host,
          CI_REGISTRY_IMAGE: `${registry.host}/${exampleProject}`,
          CI_REGISTRY_USER: registryUser,
          CI_REGISTRY_PASSWORD: settings.registryPassword,
        }
      : {}),
  }
  const publish = (content: string, message: string) =>
    publishContent({
      repository: project.repository,
      content,
      branch: 'main',
      message,
      folder: path.join(folder, 'work/example'),
    })
  return {
    server: server.value,
    gitlab: gitlab.value,
    registry,
    agent,
    reasonWithoutImages: reason,
    variables,
    commit: publish,
    ensureTag: async (tag, content) => {
      if (await hasTag(project.repository, tag)) return false
      await git(project.repository, 'tag', tag, await publish(content, `Release ${tag}`))
      return true
    },
    run: (event, { variables: more = {}, jobs, onLine, signal: own = signal } = {}) =>
      runPipeline({
        root,
        folder: path.join(folder, 'work/pipeline'),
        repository: project.repository,
        gitUrl: project.gitUrl,
        event,
        variables: { ...variables, ...more },
        env: {
          PATH: process.env.PATH ?? '',
          TMPDIR: path.join(folder, 'tmp'),
          ...describeStorage(path.join(folder, 'images')),
        },
        signal: own,
        ...(jobs ? { jobs } : {}),
        ...(onLine ? { onLine } : {}),
      }),
    close: closeAll,
  }
}
