/** Whether a forge of the configuration works on a project, by its path: it is named, or is in a group that is. */
export function coversProject(
  { projects, groups }: { projects: readonly string[]; groups: readonly string[] },
  path: string,
): boolean {
  const wanted = path.toLowerCase()
  return (
    projects.some((project) => project.toLowerCase() === wanted) ||
    groups.some((group) => wanted.startsWith(`${group.toLowerCase()}/`))
  )
}
