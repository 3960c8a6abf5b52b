/** Whether two texts are one to a forge, which keeps them without what blanks stand at their end, and some with its own line ends. */
export function isSameText(one: string, other: string): boolean {
  const tidy = (text: string) => text.replaceAll('\r\n', '\n').trimEnd()
  return tidy(one) === tidy(other)
}
