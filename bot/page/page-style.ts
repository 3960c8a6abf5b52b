import { createHash } from 'node:crypto'

/** The style of every page: it stands in the page itself, and the policy names it by its digest. */
export const pageStyle = `
:root{color-scheme:light dark;--line:#8886;--soft:#8882;--bad:#b3261e;--good:#1a7f37}
@media(prefers-color-scheme:dark){:root{--bad:#ff8a80;--good:#7ee787}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif}
a.skip{position:absolute;left:-99rem}a.skip:focus{left:1rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;justify-content:space-between}
h1{font-size:1.3rem;margin:0}h2{font-size:1.1rem;margin:1rem 0 .5rem}
nav ul,ul.states{display:flex;flex-wrap:wrap;gap:.25rem .5rem;list-style:none;margin:.5rem 0;padding:0}
nav a,ul.states a{display:block;padding:.35rem .7rem;border:1px solid var(--line);border-radius:.4rem;text-decoration:none;color:inherit}
a[aria-current]{font-weight:600;background:var(--soft)}
a:focus-visible,button:focus-visible,input:focus-visible,pre:focus-visible{outline:3px solid #4c8dff;outline-offset:2px}
table{border-collapse:collapse;width:100%}
p,code{overflow-wrap:anywhere}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th[scope=col]{white-space:nowrap}
td.number,th.number{text-align:right}
.dead{color:var(--bad);font-weight:600}.done,.worked{color:var(--good)}
.quiet{opacity:.75;font-size:.9em}
form{margin:0}
button,input{font:inherit;padding:.35rem .8rem;border:1px solid var(--line);border-radius:.4rem}
button{cursor:pointer;white-space:nowrap}
time,td[data-label=State]{white-space:nowrap}
caption{text-align:left}
form.login{max-width:26rem;margin:3rem auto;display:grid;gap:.7rem}
form.login input{width:100%}
p.alert{border-left:4px solid var(--bad);padding:.4rem .8rem;background:var(--soft)}
p.said{border-left:4px solid var(--good);padding:.4rem .8rem;background:var(--soft)}
pre{overflow-x:auto;padding:.8rem;border:1px solid var(--line);border-radius:.4rem;font:.85rem/1.5 ui-monospace,monospace}
@media(max-width:48rem){
table.wide,table.wide caption,table.wide tbody,table.wide tr{display:block}
table.wide thead{position:absolute;left:-99rem}
table.wide tr{border-bottom:2px solid var(--line);padding:.4rem 0}
table.wide td,table.wide th[scope=row]{display:block;position:relative;min-height:1.8rem;padding:.15rem 0 .15rem 6.5rem;border:0;font-weight:inherit;text-align:left}
table.wide td::before,table.wide th[scope=row]::before{content:attr(data-label);position:absolute;left:0;font-weight:600;opacity:.75}
table.wide td[data-label=State]{white-space:normal}
table.wide td:empty{display:none}
}
`

const digest = createHash('sha256').update(pageStyle).digest('base64')

/** No script at all, no style but this one, no other origin, in no frame. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${digest}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
