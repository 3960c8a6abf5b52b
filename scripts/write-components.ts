import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type ComponentText, describeComponent, readComponents } from './reference/components-page.ts'

const imageDefault = /(\n {4}image:\n(?: {6}.*\n)*? {6}default: ).*\n/
const whereFrom = 'By default the one of the project arkindex/arkindex-ci on the same GitLab.'

/** The template with another default of its input `image`. Throws where it has no such input. */
function pinImage(text: string, name: string, image: string): string {
  if (!imageDefault.test(text)) throw new Error(`The component ${name} has no input "image" with a default.`)
  return text
    .replace(imageDefault, (_whole, lead: string) => `${lead}${image}\n`)
    .replaceAll(whereFrom, 'By default the one that was released with this component.')
}

/** What a component does, without what its file says to those who change it. */
function makeLead(about: readonly string[]): string {
  const [lead = ''] = about.join('\n').split('\nWritten by')
  return lead
}

function makeReadme(components: readonly ComponentText[]): string {
  const sections = components.flatMap(({ name, about, table }) => [
    `### ${name}`,
    '',
    makeLead(about),
    '',
    '```yaml',
    'include:',
    `  - component: $CI_SERVER_FQDN/arkindex/components/${name}@VERSION`,
    '```',
    '',
    table,
    '',
  ])
  return [
    '# Components of arkindex-ci',
    '',
    'They check, build and release repositories of Arkindex workers. This project is written by `npm run components` of',
    'arkindex-ci: change it there.',
    '',
    'Put the path of this project in place of `arkindex/components`, and a tag in place of `VERSION`. GitLab includes a component',
    'only from the same instance; elsewhere, mirror this project. They work on GitLab 16.11 and newer.',
    '',
    '## Components',
    '',
    ...sections,
  ].join('\n')
}

/** The pipeline of the project itself: it lints the components, and a tag that is a version makes the release that the catalog takes. */
function makePipeline(image: string): string {
  return `# Written by "npm run components" of arkindex-ci: change it there.
stages: [test, release]

lint:
  stage: test
  image:
    name: ${image}
    entrypoint: [""]
  script:
    - arkindex-ci lint-template --strict templates/*.yml
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
    - if: $CI_COMMIT_TAG

# The catalog takes only releases that a job makes with the keyword "release", of tags that are plain versions.
release:
  stage: release
  image: registry.gitlab.com/gitlab-org/cli:latest
  script:
    - echo "Releasing $CI_COMMIT_TAG"
  release:
    tag_name: $CI_COMMIT_TAG
    name: $CI_COMMIT_TAG
    description: Components of arkindex-ci, version $CI_COMMIT_TAG.
  rules:
    - if: $CI_COMMIT_TAG =~ /^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?$/
`
}

/** The default of the input `image` of a component. */
function readImage({ text }: ComponentText): string {
  return / {4}image:\n(?: {6}.*\n)*? {6}default: (.*)\n/.exec(text)?.[1] ?? ''
}

/**
 * Writes the project that GitLab's catalog wants into a folder: `templates/NAME.yml`, `README.md`, `LICENSE`, and a
 * `.gitlab-ci.yml` that lints and releases it. What is as it would be written is left alone.
 *
 * @param image the command's image by digest, as the default of the input `image`; left out, the templates' own default
 * @returns what was written, and the templates of the folder that are none of ours
 * @throws where the image is not named by digest, or the folder cannot be written
 */
export function writeComponents(
  root: string,
  folder: string,
  image: string | undefined,
): { written: string[]; strangers: string[] } {
  if (image && !/^[\w./:-]+@sha256:[0-9a-f]{64}$/.test(image))
    throw new Error(`ARKINDEX_CI_COMMAND_IMAGE is "${image}"; it must name the image by digest: NAME@sha256:...`)
  const components = readComponents(root).map(({ name, text }) =>
    describeComponent(name, image ? pinImage(text, name, image) : text),
  )
  const files = [
    ...components.map(({ name, text }) => ({ file: `templates/${name}.yml`, text })),
    { file: 'README.md', text: makeReadme(components) },
    { file: '.gitlab-ci.yml', text: makePipeline(image ?? components.map(readImage).find(Boolean) ?? '') },
    { file: 'LICENSE', text: readFileSync(path.join(root, 'LICENSE'), 'utf8') },
  ]
  const written: string[] = []
  for (const { file, text } of files) {
    const target = path.join(folder, file)
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, text)
    written.push(file)
  }
  const own = files.map(({ file }) => file)
  const strangers = readdirSync(path.join(folder, 'templates'))
    .map((name) => `templates/${name}`)
    .filter((name) => !own.includes(name))
  return { written, strangers }
}
