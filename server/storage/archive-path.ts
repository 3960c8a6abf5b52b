/** Where the archive of a model version is put and fetched at this server, by signed URLs. */
export function archivePath(modelVersionId: string): string {
  return `/storage/model-versions/${modelVersionId}.tar.zst`
}

/** Where a part of it is put. */
export function partPath(upload: { id: string; model_version_id: string }, number: number): string {
  return `/storage/model-versions/${upload.model_version_id}/parts/${upload.id}/${number}`
}
