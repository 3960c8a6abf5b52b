import { activityOperations } from './activities/operations.ts'
import { agentOperations } from './agents/operations.ts'
import { artifactOperations } from './artifacts/operations.ts'
import { classificationOperations } from './classifications/operations.ts'
import type { CompatRelease, Operation } from './contract/operation.ts'
import { elementTypeOperations } from './corpora/element-type-operations.ts'
import { corpusOperations } from './corpora/operations.ts'
import { datasetOperations } from './datasets/operations.ts'
import { elementChildOperations } from './elements/child-operations.ts'
import { elementListOperations } from './elements/list-operations.ts'
import { elementOperations } from './elements/operations.ts'
import { entityOperations } from './entities/operations.ts'
import { exportOperations } from './exports/operations.ts'
import { farmOperations } from './farms/operations.ts'
import { imageOperations } from './images/operations.ts'
import { metadataOperations } from './metadata/operations.ts'
import { multipartOperations } from './model-versions/multipart.ts'
import { modelVersionOperations } from './model-versions/operations.ts'
import { modelOperations } from './models/operations.ts'
import { processElementOperations } from './processes/list-elements.ts'
import { processOperations } from './processes/operations.ts'
import { processDatasetOperations } from './processes/process-datasets.ts'
import { trainingOperations } from './processes/start-training.ts'
import { processTemplateOperations } from './processes/templates.ts'
import { selectionOperations } from './selection/operations.ts'
import { taskOperations } from './tasks/operations.ts'
import { transcriptionOperations } from './transcriptions/operations.ts'
import { userOperations } from './users/operations.ts'
import { workerConfigurationOperations } from './worker-configurations/operations.ts'
import { workerResultOperations } from './worker-results/operations.ts'
import { workerRunOperations } from './worker-runs/operations.ts'
import { workerVersionOperations } from './worker-versions/operations.ts'
import { workerOperations } from './workers/operations.ts'

/** Every operation of the server. */
export const operations: readonly Operation[] = [
  ...userOperations,
  ...workerOperations,
  ...workerVersionOperations,
  ...workerConfigurationOperations,
  ...modelOperations,
  ...modelVersionOperations,
  ...multipartOperations,
  ...corpusOperations,
  ...elementTypeOperations,
  ...imageOperations,
  ...elementOperations,
  ...elementListOperations,
  ...elementChildOperations,
  ...transcriptionOperations,
  ...entityOperations,
  ...classificationOperations,
  ...metadataOperations,
  ...selectionOperations,
  ...workerResultOperations,
  ...datasetOperations,
  ...exportOperations,
  ...processOperations,
  ...processDatasetOperations,
  ...processTemplateOperations,
  ...workerRunOperations,
  ...taskOperations,
  ...processElementOperations,
  ...trainingOperations,
  ...activityOperations,
  ...artifactOperations,
  ...agentOperations,
  ...farmOperations,
]

/** What the server offers when it takes on a release of Arkindex. */
export function listOperations(compat: CompatRelease | undefined): readonly Operation[] {
  return operations.filter(
    ({ offeredBy }) => compat === undefined || offeredBy === undefined || offeredBy.includes(compat),
  )
}
