/** Where the archive of a model version is put and fetched, by signed URLs. */
export function archivePath(modelVersionId: string): string {
  return `/storage/model-versions/${modelVersionId}.tar.zst`
}
