import type { Command } from '../command.ts'
import { apply } from '../commands/apply.ts'
import { approve } from '../commands/approve.ts'
import { corpusExport } from '../commands/corpus-export.ts'
import { notes } from '../commands/notes.ts'
import { plan } from '../commands/plan.ts'
import { processWatch } from '../commands/process-watch.ts'
import { release } from '../commands/release.ts'
import { train } from '../commands/train.ts'

export const commands: Readonly<Record<string, Command>> = {
  plan,
  apply,
  approve,
  notes,
  release,
  train,
  'process watch': processWatch,
  'corpus export': corpusExport,
}
