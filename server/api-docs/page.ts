const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --link: #1d5fa8; }
@media (prefers-color-scheme: dark) { :root { --link: #8ab8ec; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0; display: grid; grid-template-columns: 19rem 1fr; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; box-sizing: border-box; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav h2 { font-size: 1rem; margin: 0.5rem 0 0; }
main { padding: 1rem 2rem 50vh; min-width: 0; max-width: 60rem; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
input { width: 100%; box-sizing: border-box; font: inherit; padding: 0.3rem 0.5rem; margin-bottom: 0.5rem; }
section { border-top: 1px solid var(--line); padding: 0.5rem 0 1rem; }
section:target { background: var(--soft); }
code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); padding: 0.75rem; overflow: auto; max-height: 24rem; }
table { border-collapse: collapse; } td { padding: 0.2rem 1rem 0.2rem 0; vertical-align: top; }
summary { cursor: pointer; }
@media (max-width: 45rem) { body { display: block; } nav { position: static; height: auto; border: 0; } main { padding: 1rem; } }
`

/** Puts text into the page as text only: what the document says is never markup. */
const script = `
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children.filter((child) => child !== undefined))
  return element
}
const show = (value) => make('pre', { tabindex: '0' }, JSON.stringify(value, null, 2))
const nameOf = (schema = {}) => schema.$ref ? schema.$ref.split('/').pop()
  : schema.allOf ? nameOf(schema.allOf[0]) : schema.anyOf ? schema.anyOf.map(nameOf).join(' or ')
  : schema.type === 'array' ? 'list of ' + nameOf(schema.items)
  : schema.enum ? schema.enum.filter((one) => one !== null).join(' | ') : (schema.format || schema.type || 'any')
const media = (holder) => holder && holder.content && holder.content['application/json']
const listFields = (document, schema = {}) => {
  const held = schema.$ref ? document.components.schemas[schema.$ref.split('/').pop()] : schema
  const fields = Object.entries(held.properties || {})
  if (fields.length === 0) return undefined
  return make('table', {}, ...fields.map(([name, field]) => make('tr', {},
    make('td', {}, make('code', {}, name), (held.required || []).includes(name) ? ' *' : ''),
    make('td', {}, nameOf(field) + (field.nullable ? ', or null' : '')), make('td', {}, field.description || ''))))
}
const describe = (document, path, method, operation) => {
  const body = media(operation.requestBody)
  const parts = (operation.description || '').split('\\n\\n').map((text) => make('p', {}, text))
  const parameters = (operation.parameters || []).map((one) => make('tr', {},
    make('td', {}, make('code', {}, one.name), one.required ? ' *' : ''), make('td', {}, one.in),
    make('td', {}, nameOf(one.schema)), make('td', {}, one.description || '')))
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const content = media(response)
    return make('details', {}, make('summary', {}, status + ' \\u2014 ' + response.description),
      content ? listFields(document, content.schema) : undefined, content ? show(content.example) : undefined)
  })
  return make('section', { id: 'operation/' + operation.operationId },
    make('h3', {}, make('a', { href: '#operation/' + operation.operationId }, operation.operationId)),
    make('p', {}, make('code', {}, method.toUpperCase() + ' ' + path)), make('p', {}, make('strong', {}, operation.summary)), ...parts,
    parameters.length ? make('h4', {}, 'Parameters') : undefined, parameters.length ? make('table', {}, ...parameters) : undefined,
    body ? make('h4', {}, 'Body') : undefined, body ? listFields(document, body.schema) : undefined, body ? show(body.example) : undefined,
    make('h4', {}, 'Answers'), ...responses)
}
const render = (api) => {
  document.getElementById('title').textContent = api.info.title + ' ' + api.info.version
  const [list, content] = [document.getElementById('list'), document.getElementById('content')]
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })))
  const links = []
  for (const { name } of api.tags) {
    const held = operations.filter(({ operation }) => operation.tags.includes(name))
    content.append(make('h2', { id: 'tag/' + name }, name),
      ...held.map(({ path, method, operation }) => describe(api, path, method, operation)))
    const items = held.map(({ operation }) => make('li', {}, make('a', { href: '#operation/' + operation.operationId }, operation.operationId)))
    links.push(...items)
    list.append(make('h2', {}, make('a', { href: '#tag/' + name }, name)), make('ul', {}, ...items))
  }
  document.getElementById('filter').addEventListener('input', (event) => {
    const wanted = event.target.value.toLowerCase()
    for (const item of links) item.hidden = !item.textContent.toLowerCase().includes(wanted)
  })
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target) { location.hash = ''; location.hash = '#' + target.id }
}
fetch('/api/v1/openapi/?format=json').then((response) => response.json()).then(render, (error) => {
  document.getElementById('title').textContent = 'The document could not be loaded: ' + error.message
})
`

/** The page of `/api-docs/`: it renders the server's OpenAPI document in the browser and asks for nothing else. */
export const apiDocsPage = {
  style,
  script,
  html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Arkindex API</title><style>${style}</style></head>
<body>
<nav aria-label="Operations"><input id="filter" type="search" placeholder="Find an operation" aria-label="Find an operation"><div id="list"></div></nav>
<main><h1 id="title">Arkindex API</h1>
<p>The document itself: <a href="/api/v1/openapi/?format=json">OpenAPI 3.0.3</a>. A field with * is required.</p>
<div id="content"></div></main>
<script>${script}</script>
</body>
</html>
`,
}
