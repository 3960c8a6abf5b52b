import { makeCommandsPage } from './commands-page.ts'
import { makeComponentPages } from './component-page.ts'
import { makeComponentsPage } from './components-page.ts'
import { makeErrorsPage } from './errors-page.ts'
import { makeFindingsPage } from './findings-page.ts'
import { makeOperationsPage } from './operations-page.ts'
import { makeSchemaPages } from './schema-pages.ts'
import { makeTemplateFindingsPage } from './template-findings-page.ts'

/** Every generated page of `docs/reference`. */
export async function makeReferencePages(root: string): Promise<ReadonlyArray<{ file: string; text: string }>> {
  return [
    { file: 'docs/reference/errors.md', text: makeErrorsPage() },
    { file: 'docs/reference/findings.md', text: makeFindingsPage() },
    { file: 'docs/reference/template-findings.md', text: makeTemplateFindingsPage() },
    { file: 'docs/reference/commands.md', text: await makeCommandsPage() },
    { file: 'docs/reference/components.md', text: makeComponentsPage(root) },
    ...makeComponentPages(root),
    { file: 'docs/reference/operations.md', text: makeOperationsPage() },
    ...makeSchemaPages(root),
  ]
}
