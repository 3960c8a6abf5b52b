import type { GitlabProject, ImageRepository, ImageTag } from '../model.ts'
import { answer, notFound, type Route, readBoolean } from './answer.ts'
import { cutPage } from './pagination.ts'

const host = 'registry.example.org'

function describeTag(project: GitlabProject, image: ImageRepository, name: string): Record<string, unknown> {
  const path = readPath(project, image)
  return { name, path: `${path}:${name}`, location: `${host}/${path}:${name}` }
}

function describeTagInFull(project: GitlabProject, image: ImageRepository, name: string, tag: ImageTag): unknown {
  const { digest, revision, total_size, created_at } = tag
  const short = { short_revision: revision.slice(0, 9) }
  return { ...describeTag(project, image, name), ...{ revision, ...short, digest, created_at, total_size } }
}

function readPath(project: GitlabProject, { name }: ImageRepository): string {
  return name === '' ? project.path : `${project.path}/${name}`
}

export const registryRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^registry\/repositories$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: (call, project) => {
      const { query } = call
      const [withTags, withCount] = [readBoolean(query.get('tags')), readBoolean(query.get('tags_count'))]
      const described = project.images.map((image) => ({
        id: image.id,
        name: image.name,
        path: readPath(project, image),
        project_id: project.id,
        location: `${host}/${readPath(project, image)}`,
        created_at: image.created_at,
        cleanup_policy_started_at: null,
        status: null,
        ...(withCount ? { tags_count: image.tags.size } : {}),
        ...(withTags ? { tags: [...image.tags.keys()].map((name) => describeTag(project, image, name)) } : {}),
      }))
      return cutPage(described, call)
    },
  },
  {
    method: 'GET',
    pattern: /^registry\/repositories\/(\d+)\/tags$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: (call, project, [id]) => {
      const image = project.images.find((one) => String(one.id) === id)
      if (!image) return notFound
      return cutPage(
        [...image.tags.keys()].map((name) => describeTag(project, image, name)),
        call,
      )
    },
  },
  {
    method: 'GET',
    pattern: /^registry\/repositories\/(\d+)\/tags\/([^/]+)$/,
    takesJobToken: true,
    wantsUser: true,
    level: 20,
    handle: (_call, project, [id, name = '']) => {
      const image = project.images.find((one) => String(one.id) === id)
      const tag = image?.tags.get(name)
      return image && tag ? answer(describeTagInFull(project, image, name, tag)) : notFound
    },
  },
]
