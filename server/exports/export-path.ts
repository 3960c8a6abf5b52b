/** Where the server itself gives the file of an export, by a signed URL. */
export function exportPath(id: string): string {
  return `/storage/exports/${id}.sqlite`
}
