// GitLab's own schema of a pipeline file, as gitlab-ci-local ships it, for lint-template.

/** Keys that say something to people only. */
const forPeople = new Set(['markdownDescription', 'description', 'examples', 'title', '$schema', 'default'])

/** @type {(value: unknown, isProperties?: boolean) => unknown} */
function strip(value, isProperties = false) {
  if (Array.isArray(value)) return value.map((item) => strip(item))
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isProperties || !forPeople.has(key))
      .map(([key, inner]) => [
        key,
        strip(inner, !isProperties && (key === 'properties' || key === 'definitions' || key === 'patternProperties')),
      ]),
  )
}

/**
 * The schema without its texts, and with what GitLab takes and this version of it does not know yet. `spec` is left out:
 * the header is a document of its own, which `core/ci-template/read-header.ts` checks.
 */
export async function readCiSchema() {
  const { schema } = await import('gitlab-ci-schema/src/schema/schema.js')
  const stripped = strip(schema)
  const { definitions } = stripped
  // GitLab takes "tags: []" for no tags.
  delete definitions.tags.minItems
  definitions.artifacts.properties.access.enum.push('maintainer')
  definitions.artifacts.properties.public = { type: 'boolean' }
  const { reports } = definitions.artifacts.properties
  for (const name of ['api_fuzzing', 'cluster_image_scanning', 'coverage_fuzzing', 'performance', 'sarif'])
    reports.properties[name] = { $ref: '#/definitions/string_file_list' }
  definitions.job_template.properties.dast_configuration = { type: 'object' }
  const [secret] = Object.values(definitions.secrets.patternProperties)
  secret.properties.gitlab_secrets_manager = { type: 'object', required: ['name'] }
  secret.anyOf.push({ required: ['gitlab_secrets_manager'] })
  // Reasons are added with each release.
  definitions.retry_errors = { type: 'string', minLength: 1 }
  for (const [name, branch] of [
    ['changes', 0],
    ['exists', 1],
    ['exists', 2],
  ]) {
    const place = definitions[name].anyOf[branch]
    place.properties.regexp = { type: 'string', maxLength: 255 }
    delete place.required
  }
  delete stripped.properties.spec
  return { ...stripped, $id: 'urn:arkindex-ci:schema:gitlab-ci' }
}
