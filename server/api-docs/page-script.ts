/** Shows the OpenAPI document. It is put into the page as text only: what the document says is never markup. */
export const script = `
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children.filter((child) => child !== undefined))
  return element
}
const withCode = (text = '') => text.split(/\`([^\`]+)\`/).map((part, index) => index % 2 ? make('code', {}, part) : part)
const show = (text, label) => {
  const box = make('div', { class: 'shown' }, make('pre', { tabindex: '0', 'aria-label': label }, text))
  if (navigator.clipboard) {
    const button = make('button', { type: 'button', 'aria-label': 'Copy: ' + label }, 'Copy')
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text)
      button.textContent = 'Copied'
      setTimeout(() => { button.textContent = 'Copy' }, 1500)
    })
    box.append(button)
  }
  return box
}
const showJson = (value, label) => show(JSON.stringify(value, null, 2), label)
const nameOf = (schema = {}) => schema.$ref ? schema.$ref.split('/').pop()
  : schema.allOf ? nameOf(schema.allOf[0]) : schema.anyOf ? schema.anyOf.map(nameOf).join(' or ')
  : schema.type === 'array' ? 'list of ' + nameOf(schema.items)
  : schema.enum ? schema.enum.filter((one) => one !== null).join(' | ') : (schema.format || schema.type || 'any')
const media = (holder) => holder && holder.content && holder.content['application/json']
const row = (name, required, kind, description) => make('tr', {},
  make('td', {}, make('code', {}, name), required ? make('span', { class: 'required' }, 'required') : undefined),
  make('td', {}, make('span', { class: 'kind' }, kind), description ? make('div', {}, ...withCode(description)) : undefined))
const listFields = (api, schema = {}) => {
  const held = schema.$ref ? api.components.schemas[schema.$ref.split('/').pop()] : schema
  const fields = Object.entries(held.properties || {})
  if (fields.length === 0) return undefined
  return make('table', {}, ...fields.map(([name, field]) =>
    row(name, (held.required || []).includes(name), nameOf(field) + (field.nullable ? ', or null' : ''), field.description)))
}
const writeCurl = (path, method, operation, body) => {
  const lines = ['curl -X ' + method.toUpperCase(), "'" + location.origin + path + "'"]
  if ((operation.security || []).length) lines.push('-H "Authorization: Token $ARKINDEX_API_TOKEN"')
  if (body) lines.push("-H 'Content-Type: application/json'", "-d '" + JSON.stringify(body.example, null, 2).replaceAll("'", "'\\\\''") + "'")
  return lines.join(' \\\\\\n  ')
}
const describeAnswer = (api, status, response, isOpen) => {
  const content = media(response)
  const box = make('details', isOpen ? { open: '' } : {}, make('summary', {},
    make('span', { class: status < 400 ? 'status good' : 'status' }, status), ' ', ...withCode(response.description)))
  if (content) box.append(listFields(api, content.schema) || '')
  return box
}
const describe = (api, { path, method, operation }) => {
  const id = operation.operationId
  const body = media(operation.requestBody)
  const texts = (operation.description || '').split('\\n\\n').filter(Boolean)
  const parameters = operation.parameters || []
  const answers = Object.entries(operation.responses).sort(([one], [other]) => one - other)
  const good = answers.filter(([status]) => status < 400)
  const bad = answers.filter(([status]) => status >= 400)
  const example = good.map(([, response]) => media(response)).find(Boolean)
  return make('section', { id: 'operation/' + id },
    make('h3', {}, make('a', { href: '#operation/' + id }, id)),
    make('p', { class: 'route' }, make('span', { class: 'method ' + method }, method.toUpperCase()), make('code', {}, path)),
    make('div', { class: 'sides' },
      make('div', {},
        make('p', {}, make('strong', {}, ...withCode(operation.summary))),
        ...texts.map((text, index) => make('p', index === texts.length - 1 ? { class: 'rights' } : {}, ...withCode(text))),
        parameters.length ? make('h4', {}, 'Parameters') : undefined,
        parameters.length ? make('table', {}, ...parameters.map((one) =>
          row(one.name, one.required, one.in + ', ' + nameOf(one.schema), one.description))) : undefined,
        body ? make('h4', {}, 'Body') : undefined, body ? listFields(api, body.schema) : undefined,
        make('h4', {}, 'Answers'), ...good.map(([status, response]) => describeAnswer(api, status, response, false)),
        bad.length ? make('details', {}, make('summary', {}, 'Refusals: ' + bad.map(([status]) => status).join(', ')),
          ...bad.map(([status, response]) => describeAnswer(api, status, response, false))) : undefined),
      make('div', {}, make('h4', {}, 'Request'), show(writeCurl(path, method, operation, body), 'the request of ' + id),
        example ? make('h4', {}, 'Answer') : undefined, example ? showJson(example.example, 'the answer of ' + id) : undefined)))
}
const followReading = (sections, links) => {
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      for (const link of links.values()) link.removeAttribute('aria-current')
      const link = links.get(target.id)
      link.setAttribute('aria-current', 'true')
      const [frame, place] = [link.closest('nav'), link.offsetTop]
      if (place < frame.scrollTop || place > frame.scrollTop + frame.clientHeight - 60) frame.scrollTop = place - frame.clientHeight / 2
    }
  }, { rootMargin: '-20% 0px -70% 0px' })
  for (const section of sections) observer.observe(section)
}
const openFilter = (groups) => {
  const filter = document.getElementById('filter')
  const apply = () => {
    const words = filter.value.toLowerCase().split(/\\s+/)
    let found = 0
    for (const { group, items } of groups) {
      for (const { item, text } of items) item.hidden = !words.every((word) => text.includes(word))
      const shown = items.filter(({ item }) => !item.hidden).length
      group.hidden = shown === 0
      found += shown
    }
    document.getElementById('none').hidden = found > 0
  }
  filter.addEventListener('input', apply)
  filter.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { filter.value = ''; apply() }
    if (event.key !== 'Enter') return
    const first = groups.flatMap(({ items }) => items).find(({ item }) => !item.hidden)
    if (first) first.item.querySelector('a').click()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.matches('input, textarea')) return
    event.preventDefault()
    filter.focus()
    filter.select()
  })
}
const render = (api) => {
  document.getElementById('version').textContent = api.info.version
  document.getElementById('base').textContent = location.origin + '/api/v1/'
  const [list, content] = [document.getElementById('list'), document.getElementById('content')]
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })))
  const [links, groups, sections] = [new Map(), [], []]
  for (const { name } of api.tags) {
    const held = operations.filter(({ operation }) => operation.tags.includes(name))
    const described = held.map((one) => describe(api, one))
    sections.push(...described)
    content.append(make('h2', { id: 'tag/' + name }, name), ...described)
    const items = held.map(({ path, method, operation }) => {
      const id = operation.operationId
      const link = make('a', { href: '#operation/' + id }, make('span', { class: 'method ' + method }, method.toUpperCase()), id)
      links.set('operation/' + id, link)
      return { item: make('li', {}, link), text: [id, path, method, operation.summary].join(' ').toLowerCase() }
    })
    const group = make('div', {}, make('h2', {}, make('a', { href: '#tag/' + name }, name)), make('ul', {}, ...items.map(({ item }) => item)))
    groups.push({ group, items })
    list.append(group)
  }
  openFilter(groups)
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target) {
    document.documentElement.scrollTop = 0
    location.replace('#')
    location.replace('#' + target.id)
  }
  followReading(sections, links)
}
fetch('/api/v1/openapi/?format=json').then((response) => {
  if (!response.ok) throw new Error('the server answered with ' + response.status)
  return response.json()
}).then(render).catch((error) => {
  document.getElementById('content').replaceChildren(make('p', { role: 'alert' }, 'The document could not be shown: ' + error.message))
})
`
