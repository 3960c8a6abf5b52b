import type { Plan } from '../../core/release/plan.ts'
import { countSteps, renderPlan } from '../../core/release/render-plan.ts'
import { writeMoment } from '../../core/time/write-moment.ts'
import { type Html, html, lines } from './html.ts'

export interface KeptPlan {
  forge: string
  project: string
  number: number
  sha: string
  created: number
  plan: Plan
}

function renderCounts(plan: Plan): Html {
  const rows = plan.instances.map(({ slug, skipped, error }) => {
    const isOwn = (subject: { instance: string }) => subject.instance === slug
    const { create, update, remove, failed } = countSteps({
      ...plan,
      steps: plan.steps.filter(isOwn),
      failed: plan.failed.filter(isOwn),
    })
    const state = error ? 'could not be read' : skipped !== undefined ? 'does not take it' : ''
    const counts = { create, update, remove, 'cannot be done': failed }
    const numbers = Object.entries(counts).map(
      ([name, count]) => html`<td class="number" data-label="${name}">${count}</td>`,
    )
    return html`<tr><th scope="row" data-label="Instance">${slug}</th>${numbers}<td data-label="State">${state}</td></tr>`
  })
  const heads = ['create', 'update', 'remove', 'cannot be done'].map(
    (name) => html`<th scope="col" class="number">${name}</th>`,
  )
  return html`<table class="wide"><caption class="quiet">Steps by instance</caption><thead><tr><th scope="col">Instance</th>${heads}<th scope="col">State</th></tr></thead><tbody>${rows}</tbody></table>`
}

/** The whole plan of a merge request's commit, in the words of the command. */
export function renderKeptPlan({ forge, project, number, sha, created, plan }: KeptPlan): Html {
  return html`<h2>What a release would change</h2>
<p>Merge request ${number} of the project ${project} on ${forge}, at the commit <code>${sha}</code>, as of ${writeMoment(created).slice(0, 19).replace('T', ' ')} UTC.</p>
${renderCounts(plan)}
<h2>The plan</h2>
<pre tabindex="0" aria-label="The plan">${lines(renderPlan(plan, { hasColor: false }))}</pre>`
}
