import type { Finding } from '../finding.ts'

// What XML 1.0 has no character for, even as an entity.
const impossible = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function escapeXml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
    '\t': '&#9;',
    '\n': '&#10;',
    '\r': '&#13;',
  }
  return text.replace(impossible, '\ufffd').replace(/[&<>"'\t\n\r]/g, (sign) => entities[sign] ?? sign)
}

function describe({ file, line, column, code, severity, message, remedy }: Finding): string {
  return `${file}:${line}:${column} ${severity}[${code}] ${message} ${remedy}`
}

/**
 * A JUnit report: one test case a file, one failure a finding that fails the check. Warnings that do not fail it stand in
 * the output of their test case.
 *
 * @param files the files that were checked, with and without findings
 * @param options.command the command that found them
 * @param options.isStrict whether warnings fail too
 */
export function formatJunit(
  findings: readonly Finding[],
  files: readonly string[],
  options: { command: string; isStrict: boolean },
): string {
  const isFailure = ({ severity }: Finding) => severity === 'error' || options.isStrict
  const names = [...new Set([...files, ...findings.map(({ file }) => file)])].sort()
  const cases = names.map((name) => {
    const own = findings.filter(({ file }) => file === name)
    const failures = own
      .filter(isFailure)
      .map(
        (finding) =>
          `      <failure type="${escapeXml(finding.code)}" message="${escapeXml(finding.message)}">${escapeXml(describe(finding))}</failure>\n`,
      )
    const others = own.filter((finding) => !isFailure(finding)).map((finding) => escapeXml(`${describe(finding)}\n`))
    const output = others.length > 0 ? `      <system-out>${others.join('')}</system-out>\n` : ''
    const attributes = `name="${escapeXml(name)}" classname="arkindex-ci.${options.command}" file="${escapeXml(name)}"`
    return failures.length + others.length === 0
      ? `    <testcase ${attributes}/>\n`
      : `    <testcase ${attributes}>\n${failures.join('')}${output}    </testcase>\n`
  })
  const failed = names.filter((name) => findings.some((finding) => finding.file === name && isFailure(finding))).length
  const counts = `tests="${names.length}" failures="${failed}" errors="0"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="arkindex-ci" ${counts}>\n  <testsuite name="${options.command}" ${counts}>\n${cases.join('')}  </testsuite>\n</testsuites>\n`
}
