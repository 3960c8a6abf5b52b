import type { AccessLevel, Forge, ForgeProject } from '../forge.ts'
import type { Fields } from '../read-fields.ts'
import { findFields } from './find-fields.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'

function readProjectFields(fields: Fields): ForgeProject {
  return {
    id: fields.id('id'),
    path: fields.text('path_with_namespace'),
    webUrl: fields.text('web_url'),
    defaultBranch: fields.optionalText('default_branch'),
    isArchived: fields.flag('archived'),
  }
}

/** GitLab's numbers; levels between, such as planner, count as the one below. */
function readLevel(level: number): AccessLevel {
  if (level >= 50) return 'owner'
  if (level >= 40) return 'maintainer'
  if (level >= 30) return 'developer'
  if (level >= 20) return 'reporter'
  return level >= 10 ? 'guest' : 'none'
}

export function createProjectMethods(api: GitlabApi): Pick<Forge, 'readProject' | 'listProjects' | 'readAccessLevel'> {
  return {
    readProject: async (project) => {
      const fields = await findFields(api.rest.Projects.show(project), api.origin('the project'))
      return fields && readProjectFields(fields)
    },
    listProjects: async function* (group) {
      const origin = api.origin('the projects of the group')
      const askPage = (page: Parameters<Parameters<typeof listPages>[1]>[0]) =>
        api.rest.Groups.allProjects(group, {
          includeSubgroups: true,
          withShared: false,
          orderBy: 'id',
          sort: 'asc',
          ...page,
        })
      for await (const fields of listPages(origin, askPage)) yield readProjectFields(fields)
    },
    readAccessLevel: async (project, userId) => {
      if (!/^\d+$/.test(userId)) return 'none'
      const member = await findFields(
        api.rest.ProjectMembers.show(project, Number(userId), { includeInherited: true }),
        api.origin('the member of the project'),
      )
      if (member?.id('id') !== userId) return 'none'
      // A blocked or deactivated user stays a member; so does one who waits for an owner to let them in.
      const isActive = (member.optionalText('state') ?? 'active') === 'active'
      const isIn = (member.optionalText('membership_state') ?? 'active') === 'active'
      // GitLab removes a membership some hours after its end.
      const isOver = member.optionalText('expires_at') !== null && member.moment('expires_at') <= api.clock.now()
      return isActive && isIn && !isOver ? readLevel(member.number('access_level')) : 'none'
    },
  }
}
