import { writeMoment } from '../../core/time/write-moment.ts'
import { type Html, html, when } from './html.ts'
import { type DeliveryEntry, deliveryStates, type JobEntry, jobStates, type ListPage } from './list-entries.ts'
import type { ListName } from './render-layout.ts'

/** What a list shows, and what its links and forms need. */
export interface ListView {
  base: string
  formToken: string
  list: ListName
  state: string | undefined
  delivery: string | undefined
}

function writeTime(moment: number): Html {
  const text = writeMoment(moment)
  return html`<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 19)}</time>`
}

function writeAddress({ base, list, state, delivery }: ListView, after?: string): string {
  const query = new URLSearchParams({ list })
  if (state !== undefined) query.set('state', state)
  if (delivery !== undefined) query.set('delivery', delivery)
  if (after !== undefined) query.set('after', after)
  return `${base}/?${query}`
}

function renderStates(view: ListView, states: readonly string[]): Html {
  const links = [undefined, ...states].map((state) => {
    const current = when(view.state === state, html` aria-current="true"`)
    return html`<li><a href="${writeAddress({ ...view, state })}"${current}>${state ?? 'all'}</a></li>`
  })
  return html`<ul class="states" aria-label="States">${links}</ul>`
}

function renderReplay(view: ListView, kind: 'delivery' | 'job', id: string): Html {
  const { base, formToken, list } = view
  return html`<form method="post" action="${base}/replay"><input type="hidden" name="form_token" value="${formToken}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="list" value="${list}"><button aria-label="Replay ${kind} ${id}">Replay</button></form>`
}

function renderNext(view: ListView, next: string | undefined): Html {
  if (next === undefined) return html``
  return html`<p><a rel="next" href="${writeAddress(view, next)}">Older ones</a></p>`
}

function renderTable(caption: string, columns: readonly string[], rows: readonly Html[]): Html {
  const heads = columns.map((name) => html`<th scope="col">${name}</th>`)
  if (rows.length === 0) return html`<p>There is nothing here.</p>`
  return html`<table class="wide"><caption class="quiet">${caption}; times in UTC</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`
}

function renderDelivery(view: ListView, entry: DeliveryEntry): Html {
  const { id, received, forge, project, event, origin, state, result } = entry
  const jobs = writeAddress({ ...view, list: 'jobs', state: undefined, delivery: id })
  return html`<tr>
<th scope="row" data-label="Received">${writeTime(received)}</th>
<td data-label="Event">${event}${origin === 'hook' ? '' : ` (${origin})`}</td>
<td data-label="Project">${forge} ${project ?? ''}</td>
<td data-label="State" class="${state}">${state}</td>
<td data-label="Result">${result ?? ''}</td>
<td data-label="Delivery"><a href="${jobs}">${id}</a></td>
<td data-label="Again">${renderReplay(view, 'delivery', id)}</td>
</tr>
`
}

/** The list of deliveries. */
export function renderDeliveries(view: ListView, { entries, next }: ListPage<DeliveryEntry>): Html {
  const columns = ['Received', 'Event', 'Project', 'State', 'Result', 'Delivery', 'Again']
  const rows = entries.map((entry) => renderDelivery(view, entry))
  return html`<h2>Deliveries</h2>
${renderStates(view, deliveryStates)}
${renderTable('Deliveries, the newest first', columns, rows)}
${renderNext(view, next)}`
}

function renderJob(view: ListView, entry: JobEntry): Html {
  const { id, created, ended, kind, forge, project, state, attempts, last_error: error, result, run_at: due } = entry
  const { delivery_id: delivery, correlation } = entry
  const source =
    delivery === null
      ? html`by itself`
      : html`<a href="${writeAddress({ ...view, list: 'jobs', state: undefined, delivery })}">${correlation}</a>`
  return html`<tr>
<th scope="row" data-label="Made">${writeTime(created)}</th>
<td data-label="Job">${kind}<br><span class="quiet">${id}</span></td>
<td data-label="Project">${forge} ${project ?? ''}</td>
<td data-label="State" class="${state}">${state}${state === 'waiting' ? html`<br><span class="quiet">from ${writeTime(due)}</span>` : null}</td>
<td data-label="Attempts" class="number">${attempts}</td>
<td data-label="Ended">${ended === null ? null : writeTime(ended)}</td>
<td data-label="Result">${result ?? ''}${result !== null && error !== null ? html`<br>` : null}${error ?? ''}</td>
<td data-label="Delivery">${source}</td>
<td data-label="Again">${state === 'dead' ? renderReplay(view, 'job', id) : null}</td>
</tr>
`
}

/** The list of jobs, or of those that are dead letters. */
export function renderJobs(view: ListView, { entries, next }: ListPage<JobEntry>): Html {
  const columns = ['Made', 'Job', 'Project', 'State', 'Attempts', 'Ended', 'Result', 'Delivery', 'Again']
  const rows = entries.map((entry) => renderJob(view, entry))
  const isDead = view.list === 'dead'
  const { base, delivery } = view
  const all =
    delivery === undefined
      ? null
      : html`<p>Of the delivery ${delivery}. <a href="${base}/?list=jobs">Show all jobs</a></p>`
  return html`<h2>${isDead ? 'Dead letters' : 'Jobs'}</h2>
${isDead ? html`<p>Work that was given up. Mend the cause, then replay it.</p>` : renderStates(view, jobStates)}
${all}
${renderTable(isDead ? 'Dead letters, the newest first' : 'Jobs, the newest first', columns, rows)}
${renderNext(view, next)}`
}
