import type { Forge } from '../forge.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'

/** Pipelines of one commit and ref that are looked through for one with jobs. */
const mostPipelines = 20

export function createPipelineMethods(api: GitlabApi): Pick<Forge, 'readPipeline'> {
  const { Pipelines } = api.rest
  const origin = api.origin('the pipelines of the commit')

  /** One that GitLab made for statuses alone, those of the bot among them, says less than one with jobs. */
  async function findNewest(project: string, ref: string, sha: string): Promise<string | undefined> {
    let external: string | undefined
    const pages = listPages(
      origin,
      (page) => Pipelines.all(project, { sha, ref, orderBy: 'id', sort: 'desc', ...page }),
      { most: 1, perPage: mostPipelines },
    )
    for await (const fields of pages) {
      if (fields.optionalText('source') !== 'external') return fields.id('id')
      external ??= fields.id('id')
    }
    return external
  }

  return {
    readPipeline: async (project, ref, sha) => {
      const id = await findNewest(project, ref, sha)
      const fields = id === undefined ? undefined : await findFields(Pipelines.show(project, Number(id)), origin)
      return (
        fields && {
          id: fields.id('id'),
          sha: fields.text('sha'),
          ref: fields.text('ref'),
          isTag: fields.flag('tag'),
          status: fields.text('status'),
        }
      )
    },
  }
}
