import { CodedError } from '../errors/coded-error.ts'

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const registryHost = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]{1,5})?'
const repositoryPattern = new RegExp(`^(${registryHost})/(${component}(?:/${component})*)$`)
const registryPattern = new RegExp(`^${registryHost}$`)
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/

/** Gives the registry's host of the full name of an image, `registry.example.org/group/project`. Throws `image-name-invalid`. */
export function readRegistryHost(repository: string): string {
  const host = repository.length <= 255 ? repositoryPattern.exec(repository)?.[1] : undefined
  if (host === undefined) throw new CodedError('image-name-invalid', { name: repository })
  return host
}

/** Whether a text is the host of a registry with an optional port, so that it can stand on a command line. */
export function isRegistryHost(text: string): boolean {
  return registryPattern.test(text)
}

/**
 * The image's tag for a commit: the Git tag, else `commit-` and the short hash, as Arkindex's own template names them
 * (reference/arkindex.md 6). The `+` of semver's build metadata, which registries refuse, becomes `_`.
 */
export function nameTag({ tag, revision }: { tag?: string | undefined; revision: string }): string {
  const name = tag === undefined ? `commit-${revision.slice(0, 8)}` : tag.replaceAll('+', '_')
  if (!tagPattern.test(name)) throw new CodedError('image-tag-invalid', { tag: tag ?? name })
  return name
}
