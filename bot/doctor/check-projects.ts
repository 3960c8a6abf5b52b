import { CodedError } from '../../core/errors/coded-error.ts'
import type { BotConfig } from '../config/bot-config.ts'
import { accessLevels, type Forge, type ForgeProject } from '../forge/forge.ts'
import { type Check, describeFailure } from './check.ts'
import { checkWebhook, findWebhooks, type WebhookTask } from './check-webhook.ts'

/** Projects of one group that are looked at. */
const mostProjects = 1000

export interface ProjectsTask {
  settings: BotConfig['forges'][number]
  forge: Forge
  /** Whose token it is; undefined for an App of which it is not known. */
  userId: string | undefined
  /** Where webhooks are to lead; undefined where the bot has no public address. */
  hookUrl: string | undefined
  isFixing: boolean
}

async function checkProject({ forge, userId, settings }: ProjectsTask, project: ForgeProject): Promise<Check> {
  const at = { subject: 'project', of: settings.name, name: project.path } as const
  if (project.isArchived) {
    const remedy = 'Unarchive it, or take it out of the configuration.'
    return { ...at, state: 'warning', message: 'It is archived: nothing can be written there.', remedy }
  }
  // What an App may is the same in all that it is installed on, and told with its token.
  if (forge.kind === 'github') return { ...at, state: 'good', message: 'The App is installed on it.', remedy: null }
  const level = userId === undefined ? 'none' : await forge.readAccessLevel(project.id, userId)
  if (accessLevels.indexOf(level) < accessLevels.indexOf('developer')) {
    const remedy =
      'Give the user of the token the role Developer, or Maintainer where this command is to keep the webhooks.'
    const message = `The token has the role ${level} there; Developer is needed to set statuses and resolve discussions.`
    return { ...at, state: 'problem', message, remedy }
  }
  return { ...at, state: 'good', message: `The token has the role ${level} there.`, remedy: null }
}

async function findProject(task: ProjectsTask, path: string): Promise<{ project?: ForgeProject; checks: Check[] }> {
  const at = { subject: 'project', of: task.settings.name, name: path } as const
  try {
    const project = await task.forge.readProject(path)
    if (project) return { project, checks: [await checkProject(task, project)] }
    const message = 'It is not there, or the token may not see it.'
    const remedy =
      task.forge.kind === 'github'
        ? 'Check its name, and install the App on it.'
        : 'Check its path, and make the user of the token a member.'
    return { checks: [{ ...at, state: 'problem', message, remedy }] }
  } catch (error) {
    return { checks: [describeFailure(at, error)] }
  }
}

async function listGroup(task: ProjectsTask, group: string): Promise<{ projects: ForgeProject[]; checks: Check[] }> {
  const at = { subject: 'group', of: task.settings.name, name: group } as const
  const projects: ForgeProject[] = []
  let isCut = false
  try {
    for await (const project of task.forge.listProjects(group)) {
      isCut = projects.length >= mostProjects
      if (isCut) break
      if (!project.isArchived) projects.push(project)
    }
  } catch (error) {
    return { projects, checks: [describeFailure(at, error)] }
  }
  if (projects.length === 0) {
    const remedy = 'Check its path, and that the token is one of this group.'
    return { projects, checks: [{ ...at, state: 'problem', message: 'No project is seen in it.', remedy }] }
  }
  const more = isCut ? `; only the first ${mostProjects} are looked at` : ''
  return {
    projects,
    checks: [{ ...at, state: 'good', message: `It has ${projects.length} projects${more}.`, remedy: null }],
  }
}

/** How many webhooks of a place lead to the bot; undefined where the forge does not tell. */
async function countHooks(task: Pick<WebhookTask, 'forge' | 'place' | 'url'>): Promise<number | undefined> {
  try {
    return (await findWebhooks(task)).own.length
  } catch (error) {
    if (error instanceof CodedError) return undefined
    throw error
  }
}

/** The webhooks of a group: its own, which not all editions of GitLab have, or one on each project; never both. */
async function checkGroupHooks(
  { forge, isFixing }: ProjectsTask,
  group: string,
  projects: readonly ForgeProject[],
  url: string,
): Promise<Check[]> {
  const ofGroup: WebhookTask = { forge, place: { group }, name: group, url, isFixing }
  const tasks = projects.map(
    ({ id, path }): WebhookTask => ({ forge, place: { project: id }, name: path, url, isFixing }),
  )
  if (((await countHooks(ofGroup)) ?? 0) > 0) {
    const checks = await checkWebhook(ofGroup)
    for (const task of tasks) {
      if (((await countHooks(task)) ?? 0) === 0) continue
      const remedy = 'Delete the one of the project by hand.'
      const message = `Its webhook doubles that of the group ${group}: everything arrives twice.`
      checks.push({ subject: 'webhook', of: forge.name, name: task.name, state: 'problem', message, remedy })
    }
    return checks
  }
  if (isFixing) {
    const counts: (number | undefined)[] = []
    for (const task of tasks) counts.push(await countHooks(task))
    if (counts.every((count) => count === 0)) {
      const [made] = await checkWebhook(ofGroup)
      if (made?.state === 'mended') return [made]
    }
  }
  const checks: Check[] = []
  for (const task of tasks) checks.push(...(await checkWebhook(task)))
  return checks
}

/** Checks the projects and groups that a forge is to be used for, and their webhooks. */
export async function checkProjects(task: ProjectsTask): Promise<Check[]> {
  const { settings, forge, hookUrl: url, isFixing } = task
  const checks: Check[] = []
  const hasAppHook = forge.kind === 'github'
  for (const path of settings.projects) {
    const { project, checks: found } = await findProject(task, path)
    checks.push(...found)
    if (project && url !== undefined && !hasAppHook) {
      checks.push(...(await checkWebhook({ forge, place: { project: project.id }, name: path, url, isFixing })))
    }
  }
  for (const group of settings.groups) {
    const { projects, checks: found } = await listGroup(task, group)
    checks.push(...found)
    for (const project of hasAppHook ? [] : projects) {
      const check = await checkProject(task, project).catch((error: unknown) =>
        describeFailure({ subject: 'project', of: settings.name, name: project.path }, error),
      )
      if (check.state !== 'good') checks.push(check)
    }
    if (projects.length > 0 && url !== undefined && !hasAppHook) {
      checks.push(...(await checkGroupHooks(task, group, projects, url)))
    }
  }
  if (hasAppHook && url !== undefined) {
    checks.push(...(await checkWebhook({ forge, place: { project: '' }, name: 'the App', url, isFixing })))
  }
  return checks
}
