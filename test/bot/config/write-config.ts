import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Secrets that a test may look for in everything that was said; none of them may stand anywhere. */
export const secrets = {
  GITLAB_TOKEN: 'glpat-6nVQ2tZ8w4Rk1sYx',
  WEBHOOK_TOKEN: '7d1f0a93c2b84e56a1d9f30c7be2458a6f1c',
  OLD_WEBHOOK_TOKEN: 'b6a0e1d7c94f4b23857e6d1f0a2c3b4e5f6a',
  SIGNING_KEY: `whsec_${Buffer.from('k3yOfThirtyTwoBytesForTheWebhook').toString('base64')}`,
  PAGE_TOKEN: 'p4g3-0c7f1e5a9b3d2846f7c1a0e5d9b38247',
  DEMO_TOKEN: 'demo-9c1f7ab3e5d04268',
} as const

export const goodConfig = `version: 1
public_url: https://bot.example.com
page_token: { env: PAGE_TOKEN }
gitlab:
  - name: gitlab
    url: https://gitlab.example.com/
    token: { env: GITLAB_TOKEN }
    webhook_tokens:
      - { env: WEBHOOK_TOKEN }
    projects: [workers/recognizer]
instances:
  demo:
    url: https://demo.example.com/api/v1/
    token: { env: DEMO_TOKEN }
`

const folders: string[] = []

/** Removes what was written. */
export function removeConfigs(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** A folder with a configuration in it, and what else is given, by name. */
export function writeConfig(text: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'arkindex-bot-config-'))
  folders.push(folder)
  for (const [name, content] of Object.entries({ ...files, 'bot.yml': text })) {
    writeFileSync(path.join(folder, name), content)
    chmodSync(path.join(folder, name), 0o600)
  }
  return path.join(folder, 'bot.yml')
}
