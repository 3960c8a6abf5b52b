import { describeForge } from '../describe-forge.ts'
import { startGithubStage } from './github-stage.ts'

describeForge('GitHub', startGithubStage)
