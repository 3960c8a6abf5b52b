import { nullable, uuid } from '../contract/shape.ts'

/** What a process of the mode `training` works on (reference/arkindex.md 3.12); null for all others. */
export const trainingFields = {
  model_id: nullable(uuid('The model that a training on folders makes a version of.')),
  train_folder_id: nullable(uuid()),
  validation_folder_id: nullable(uuid()),
  test_folder_id: nullable(uuid()),
}
