import type { BuiltImage } from './build-image.ts'

/** What `build --format json` prints; schemas/image.json describes it. */
export interface ImageReport {
  reference: string
  digest: string | null
  pinned: string | null
  isPushed: boolean
  builder: { name: string; details: string } | null
}

export function describeImage(image: BuiltImage, repository: string): ImageReport {
  return {
    reference: image.reference,
    digest: image.digest ?? null,
    pinned: image.digest ? `${repository}@${image.digest}` : null,
    isPushed: image.digest !== undefined,
    builder: image.builder ? { name: image.builder.name, details: image.builder.details } : null,
  }
}

/**
 * The variables that later jobs get, as GitLab's dotenv report wants them: `KEY=value` lines without quotes, blank lines
 * or comments (reference/gitlab-ci.md 3.3). Every value is of a checked form, so none can break out of its line.
 */
export function renderDotenv(report: ImageReport): string {
  const variables: Record<string, string | null> = {
    ARKINDEX_IMAGE: report.reference,
    ARKINDEX_IMAGE_DIGEST: report.digest,
    ARKINDEX_IMAGE_REFERENCE: report.pinned,
  }
  return Object.entries(variables)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}
