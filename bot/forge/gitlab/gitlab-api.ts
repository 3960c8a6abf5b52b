import { Gitlab } from '@gitbeaker/rest'
import type { Clock } from '../../../core/arkindex/clock.ts'
import type { GitlabSettings } from '../../config/bot-config.ts'
import type { ForgeUser } from '../forge.ts'
import type { AnswerOrigin } from '../read-fields.ts'
import type { ForgeRequest, Requester } from '../requester/open-requester.ts'
import { createGitbeakerRequester, parseBody } from './gitbeaker-requester.ts'

/** What the methods of the adapter work with. */
export interface GitlabApi {
  readonly settings: GitlabSettings
  readonly clock: Clock
  /** gitbeaker on our requester. What it gives is checked by `readFields`, whatever its types say. */
  readonly rest: InstanceType<typeof Gitlab<false>>
  readonly requester: Requester
  /** Sends what gitbeaker has not or cannot do safely, and gives what the JSON holds. */
  ask(request: ForgeRequest): Promise<unknown>
  /** The bot's own user, asked once. */
  readSelf(): Promise<ForgeUser>
  /** Names an answer for errors. */
  origin(what: string): AnswerOrigin
}

/** Puts gitbeaker on the requester. It gets no token: the requester has it. */
export function openGitlabApi(
  settings: GitlabSettings,
  requester: Requester,
  clock: Clock,
  readSelf: (api: GitlabApi) => Promise<ForgeUser>,
): GitlabApi {
  let self: Promise<ForgeUser> | undefined
  const api: GitlabApi = {
    settings,
    clock,
    requester,
    rest: new Gitlab({
      host: settings.url,
      requesterFn: createGitbeakerRequester(requester),
      queryTimeout: null,
      rateLimits: {},
    }),
    readSelf: () => {
      self ??= readSelf(api).catch((error: unknown) => {
        self = undefined
        throw error
      })
      return self
    },
    ask: async (request) => {
      const { body } = await requester.send(request)
      return parseBody(body, { peer: requester.peer, what: `${request.method} ${request.path.split('?')[0]}` })
    },
    origin: (what) => ({ peer: requester.peer, what }),
  }
  return api
}
