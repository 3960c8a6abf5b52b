import type { CommitStatus, Forge, StatusState } from '../forge.ts'
import type { Fields } from '../read-fields.ts'
import { ForgeAnswerError } from '../requester/forge-errors.ts'
import type { GitlabApi } from './gitlab-api.ts'
import { listPages } from './list-pages.ts'
import { readUser } from './users.ts'

/** A pipeline that a status stands in. */
interface Place {
  id: string
  ref: string
}

interface Standing {
  id: number
  state: string
  description: string
  targetUrl: string
  place: Place
}

function isUnderWay(state: string): boolean {
  return state === 'pending' || state === 'running'
}

function readStanding(fields: Fields): Standing | undefined {
  const id = fields.optionalId('pipeline_id')
  if (id === null) return undefined
  return {
    id: fields.number('id'),
    state: fields.text('status'),
    description: fields.optionalText('description') ?? '',
    targetUrl: fields.optionalText('target_url') ?? '',
    place: { id, ref: fields.optionalText('ref') ?? '' },
  }
}

/** Pipelines of merge requests run under a name of their own; whoever looks at the merge request sees those. */
const mergeRequestRef = /^refs\/merge-requests\/\d+\/(?:head|merge|train)$/

/**
 * Statuses by requirements R6: what stands there is read first, the new one names the pipeline and its ref, a transition that GitLab refuses
 * is taken for done, and an end is told to every pipeline in which the status is still under way.
 */
export function createStatusMethods(
  api: GitlabApi,
  repository: Pick<Forge, 'readBranch' | 'isInHistory'>,
): Pick<Forge, 'setStatus'> {
  const { Commits, Pipelines } = api.rest

  /** The newest pipeline of the commit and ref, else the newest one of a merge request; undefined where there is none yet. */
  async function findPlace(project: string, { sha, ref }: CommitStatus): Promise<Place | undefined> {
    const found: Place[] = []
    const pages = listPages(
      api.origin('the pipelines of the commit'),
      (page) => Pipelines.all(project, { sha, orderBy: 'id', sort: 'desc', ...page }),
      { most: 1 },
    )
    for await (const fields of pages) found.push({ id: fields.id('id'), ref: fields.text('ref') })
    return found.find((place) => place.ref === ref) ?? found.find((place) => mergeRequestRef.test(place.ref))
  }

  /** Whether the project has another branch of this name, as where a fork's `main` is asked for: GitLab would show the status there. */
  async function isOfAnotherBranch(project: string, { sha, ref }: CommitStatus): Promise<boolean> {
    const branch = await repository.readBranch(project, ref)
    return branch !== undefined && branch.sha !== sha && !(await repository.isInHistory(project, sha, branch.sha))
  }

  /** The bot's own statuses of this name at the commit, the newest first. */
  async function listStandings(project: string, status: CommitStatus): Promise<Standing[]> {
    const self = await api.readSelf()
    const found: Standing[] = []
    const pages = listPages(api.origin('the statuses of the commit'), (page) =>
      Commits.allStatuses(project, status.sha, { name: status.name, ...page }),
    )
    for await (const fields of pages) {
      const standing = readStanding(fields)
      const isOfRef = standing && (standing.place.ref === status.ref || mergeRequestRef.test(standing.place.ref))
      if (isOfRef && readUser(fields.optionalFields('author')).id === self.id) found.push(standing)
    }
    return found.sort((one, other) => other.id - one.id)
  }

  /** False where GitLab refuses the transition. */
  async function send(project: string, status: CommitStatus, state: StatusState, place: Place | undefined) {
    const { sha, ref, name, description, targetUrl } = status
    try {
      // By the API itself: gitbeaker's type knows no `skipped`.
      await api.ask({
        method: 'POST',
        path: `projects/${encodeURIComponent(project)}/statuses/${encodeURIComponent(sha)}`,
        body: {
          state,
          ref: place?.ref ?? ref,
          name,
          description,
          ...(targetUrl === null ? {} : { target_url: targetUrl }),
          ...(place === undefined ? {} : { pipeline_id: Number(place.id) }),
        },
      })
      return true
    } catch (error) {
      if (error instanceof ForgeAnswerError && error.says(/Cannot transition status/)) return false
      throw error
    }
  }

  /** Ends what is under way at any price: a running one cannot become `skipped`. */
  async function move(project: string, status: CommitStatus, place: Place | undefined, from: string | undefined) {
    if (await send(project, status, status.state, place)) return true
    return status.state === 'skipped' && from !== undefined && isUnderWay(from)
      ? send(project, status, 'canceled', place)
      : false
  }

  return {
    setStatus: async (project, status) => {
      const standings = await listStandings(project, status)
      const newest = await findPlace(project, status)
      const isEnd = !isUnderWay(status.state)
      const others = standings.filter(({ state, place }) => isUnderWay(state) && place.id !== newest?.id)
      // A pipeline that was made since: the beginning that stands in the older one is not told again, its end is told to both.
      if (!isEnd && others.some(({ state }) => state === status.state || state === 'running')) return 'unchanged'
      for (const { place, state } of isEnd ? others : []) await move(project, status, place, state)
      const here = standings.find(({ place }) => place.id === newest?.id)
      const isSame =
        here?.state === status.state &&
        (!isEnd || (here.description === status.description && here.targetUrl === (status.targetUrl ?? '')))
      if (isSame) return 'unchanged'
      if (newest === undefined && (await isOfAnotherBranch(project, status))) return 'refused'
      return (await move(project, status, newest, here?.state)) ? 'set' : 'refused'
    },
  }
}
