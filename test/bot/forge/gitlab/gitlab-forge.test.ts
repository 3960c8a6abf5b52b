import { describeForge } from '../describe-forge.ts'
import { startGitlabStage } from './gitlab-stage.ts'

describeForge('GitLab', startGitlabStage)
