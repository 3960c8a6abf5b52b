import type { SecureFile } from '../model.ts'
import { answer, notFound, type Route } from './answer.ts'
import { cutPage } from './pagination.ts'

function describeSecureFile({ id, name, checksum, created_at }: SecureFile): Record<string, unknown> {
  return { id, name, checksum, checksum_algorithm: 'sha256', created_at, expires_at: null, metadata: null }
}

export const secureFileRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: /^secure_files$/,
    takesJobToken: true,
    wantsUser: true,
    level: 30,
    handle: (call, project) => cutPage(project.secureFiles.map(describeSecureFile), call),
  },
  {
    method: 'GET',
    pattern: /^secure_files\/(\d+)(\/download)?$/,
    takesJobToken: true,
    wantsUser: true,
    level: 30,
    handle: (_call, project, [id, download]) => {
      const file = project.secureFiles.find((one) => String(one.id) === id)
      if (!file) return notFound
      if (download === undefined) return answer(describeSecureFile(file))
      return { status: 200, bytes: file.content, headers: { 'content-type': 'application/octet-stream' } }
    },
  },
]
