import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { CodedError, describeSystemError } from '../errors/coded-error.ts'

const variables = ['ARKINDEX_CI_CA_FILE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'] as const

/**
 * The certificates to trust: Node's own roots and those of the files that the environment names, or undefined where it names
 * none and Node's own choice stands. NODE_EXTRA_CA_CERTS is among them because Node forgets it where roots are given.
 * Throws `certificates-unreadable`.
 */
export function readCertificates(env: Readonly<Record<string, string | undefined>>): string[] | undefined {
  const extra = variables.flatMap((variable) => {
    const file = env[variable]
    if (!file) return []
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      throw new CodedError('certificates-unreadable', { variable, reason: `${file}: ${describeSystemError(error)}` })
    }
    if (!text.includes('-----BEGIN CERTIFICATE-----')) {
      throw new CodedError('certificates-unreadable', { variable, reason: `${file} holds no PEM certificate` })
    }
    return [text]
  })
  return extra.length === 0 ? undefined : [...rootCertificates, ...extra]
}
