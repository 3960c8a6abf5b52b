import type { Deployment, Forge } from '../forge.ts'
import { type Fields, readFields } from '../read-fields.ts'
import { ForgeAnswerError } from '../requester/forge-errors.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'

function readDeploymentFields(fields: Fields): Deployment {
  return { id: fields.id('id'), environment: fields.fields('environment').text('name'), sha: fields.text('sha') }
}

/** Environments and their deployments. One that a job of CI made is not the bot's: GitLab lets nobody change it. */
export function createDeploymentMethods(api: GitlabApi): Pick<Forge, 'startDeployment' | 'endDeployment'> {
  const { Deployments, Environments } = api.rest
  const origin = api.origin('the deployments')

  /** Gives the environment its address; makes it where it is missing. */
  async function keepEnvironment(project: string, name: string, url: string): Promise<void> {
    const pages = listPages(api.origin('the environments'), (page) => Environments.all(project, { name, ...page }))
    for await (const fields of pages) {
      if (fields.text('name') !== name) continue
      if (fields.optionalText('external_url') !== url) {
        await Environments.edit(project, Number(fields.id('id')), { externalUrl: url })
      }
      return
    }
    await Environments.create(project, name, { externalUrl: url }).catch((error: unknown) => {
      // Somebody was quicker: another replica of the bot, or a job.
      if (error instanceof ForgeAnswerError && error.says(/already been taken/)) return
      throw error
    })
  }

  async function findRunning(project: string, environment: string, sha: string): Promise<Deployment | undefined> {
    const pages = listPages(
      origin,
      (page) => Deployments.all(project, { environment, status: 'running', orderBy: 'id', sort: 'desc', ...page }),
      { most: 1 },
    )
    for await (const fields of pages) {
      if (fields.text('sha') === sha && fields.optionalFields('deployable') === undefined)
        return readDeploymentFields(fields)
    }
    return undefined
  }

  return {
    startDeployment: async (project, { environment, sha, ref, isTag, url }) => {
      if (url !== null) await keepEnvironment(project, environment, url)
      const running = await findRunning(project, environment, sha)
      if (running) return running
      const made = await Deployments.create(project, environment, sha, ref, isTag, { status: 'running' })
      return readDeploymentFields(readFields(made, origin))
    },
    endDeployment: async (project, { id }, state) => {
      const status = (await findFields(Deployments.show(project, Number(id)), origin))?.text('status')
      if (status === undefined || status === state || !['created', 'running'].includes(status)) return
      await Deployments.edit(project, Number(id), state).catch((error: unknown) => {
        // It was ended in between.
        if (error instanceof ForgeAnswerError && error.says(/cannot transition/i)) return
        throw error
      })
    },
  }
}
