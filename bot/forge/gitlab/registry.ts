import { CodedError } from '../../../core/errors/coded-error.ts'
import type { Forge } from '../forge.ts'
import { orUndefined } from '../requester/forge-errors.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'

/** Repositories of images of one project that are looked through. */
const mostImages = 50

/** The registry as GitLab shows it: repositories of images, with the project's own name or parts below it. */
export function createRegistryMethods(api: GitlabApi): Pick<Forge, 'findImage'> {
  const { ContainerRegistry } = api.rest

  async function readDigest(project: string, image: string, tag: string): Promise<string | undefined> {
    const asked = ContainerRegistry.showTag(project, Number(image), tag)
    const digest = (await findFields(asked, api.origin('the tag of the image')))?.optionalText('digest')
    return digest && /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : undefined
  }

  return {
    findImage: async (project, tag) => {
      // What cannot be the tag of an image is not there.
      if (!/^\w[\w.-]{0,127}$/.test(tag)) return undefined
      const origin = api.origin('the images of the project')
      const pages = listPages(origin, (page) => ContainerRegistry.allRepositories({ projectId: project, ...page }), {
        perPage: mostImages,
        most: 1,
      })
      const images: { id: string; location: string; isOwn: boolean }[] = []
      const asked = async () => {
        for await (const fields of pages) {
          const isOwn = fields.text('name') === ''
          images.push({ id: fields.id('id'), location: fields.text('location'), isOwn })
        }
        return images
      }
      // Where the project has no registry, GitLab knows no such path.
      const listed = (await orUndefined(asked())) ?? []
      const found: string[] = []
      for (const { id, location, isOwn } of listed.sort((one, other) => Number(other.isOwn) - Number(one.isOwn))) {
        const digest = await readDigest(project, id, tag)
        if (digest === undefined || !/^[a-z0-9.:-]+(?:\/[a-z0-9._-]+)+$/.test(location)) continue
        if (isOwn) return `${location}@${digest}`
        found.push(`${location}@${digest}`)
      }
      if (found.length > 1) throw new CodedError('forge-image-ambiguous', { count: found.length, project, tag })
      return found[0]
    },
  }
}
