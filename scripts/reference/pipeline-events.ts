/** Something that starts a pipeline, with the variables that GitLab sets for it and that rules ask for. */
export interface PipelineEvent {
  /** As a table says it. */
  name: string
  variables: Readonly<Record<string, string>>
}

const branch = (name: string) => ({ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: name, CI_COMMIT_REF_NAME: name })
const tag = (name: string) => ({ CI_PIPELINE_SOURCE: 'push', CI_COMMIT_TAG: name, CI_COMMIT_REF_NAME: name })
const mergeRequest = (source: string) => ({
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_COMMIT_REF_NAME: 'feature',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_PROJECT_ID: '10',
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source,
})
const isProtected = { CI_COMMIT_REF_PROTECTED: 'true' }

/** Every event that the components tell apart. */
export const pipelineEvents: readonly PipelineEvent[] = [
  { name: 'a push to a branch', variables: branch('feature') },
  {
    name: 'a push to a branch that has a merge request',
    variables: { ...branch('feature'), CI_OPEN_MERGE_REQUESTS: 'group/project!7' },
  },
  { name: 'a push to the protected default branch', variables: { ...branch('main'), ...isProtected } },
  { name: 'a merge request', variables: mergeRequest('10') },
  { name: 'a merge request of a fork', variables: mergeRequest('11') },
  { name: 'a protected tag', variables: { ...tag('v1.0.0'), ...isProtected } },
  { name: 'a protected pre-release tag', variables: { ...tag('v1.0.0-rc.1'), ...isProtected } },
  { name: 'a tag that is not protected', variables: tag('v1.0.0') },
  { name: 'a schedule', variables: { ...branch('main'), ...isProtected, CI_PIPELINE_SOURCE: 'schedule' } },
]

/** The branch that `CI_DEFAULT_BRANCH` names in every event. */
export const defaultBranch = 'main'
