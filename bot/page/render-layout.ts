import { type Html, html, when } from './html.ts'
import { pageStyle } from './page-style.ts'

export interface Layout {
  /** Path of the bot's address below its host, without a closing slash. */
  base: string
  title: string
  /** Where somebody is logged in: the token of the log-out form, and what is looked at. */
  session?: { formToken: string; current: string; dead: number; isDryRun: boolean }
  /** Goes on to the same address at once. */
  isReloading?: boolean
}

export const lists = [
  { name: 'deliveries', title: 'Deliveries' },
  { name: 'jobs', title: 'Jobs' },
  { name: 'dead', title: 'Dead letters' },
] as const
export type ListName = (typeof lists)[number]['name']

function renderHeader({ base, session }: Layout): Html {
  if (!session) return html`<header><h1>The bot of arkindex-ci</h1></header>`
  const links = lists.map(({ name, title }) => {
    const current = when(session.current === name, html` aria-current="page"`)
    const count = name === 'dead' && session.dead > 0 ? ` (${session.dead})` : ''
    return html`<li><a href="${base}/?list=${name}"${current}>${title}${count}</a></li>`
  })
  return html`<header>
<h1>The bot of arkindex-ci</h1>
<form method="post" action="${base}/logout"><input type="hidden" name="form_token" value="${session.formToken}"><button>Log out</button></form>
</header>
<nav aria-label="Lists"><ul>${links}</ul></nav>
${when(session.isDryRun, html`<p class="said">Dry run: nothing is written to a forge or an instance.</p>`)}`
}

/** A whole page. */
export function renderPage(layout: Layout, content: Html): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${when(layout.isReloading === true, html`<meta http-equiv="refresh" content="0">`)}
<title>${layout.title} · arkindex-ci bot</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
<a class="skip" href="#content">Go to the content</a>
${renderHeader(layout)}
<main id="content">
${content}
</main>
</body>
</html>
`
  return markup
}
