import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithTools } from '../../required-tools.ts'
import { expectError, type ImageStage, openImageStage } from './image-stage.ts'

const canary = 'canary-4711-of-the-package-index'

describeWithTools(['buildah', 'skopeo', 'docker-registry', 'busybox', 'git'], 'a build secret', () => {
  let stage: ImageStage
  const flags = ['--insecure-registry', '--format', 'json', '--build-secret', 'index=INDEX_CONF']

  beforeAll(async () => {
    stage = await openImageStage()
    writeFileSync(
      path.join(stage.repository, 'Dockerfile'),
      `FROM scratch
COPY busybox /bin/busybox
RUN --mount=type=secret,id=index ["/bin/busybox", "sh", "-c", "/bin/busybox cat /run/secrets/index; /bin/busybox wc -c < /run/secrets/index > /size"]
`,
    )
    // GitLab's files of variables have such names; a comma ends an argument of the builder.
    mkdirSync(path.join(stage.folder, 'builds,tmp'))
    writeFileSync(
      path.join(stage.folder, 'builds,tmp/INDEX_CONF'),
      `[global]\nindex-url = https://robot:${canary}@pypi.example.org/simple\npassword ${canary}\n`,
    )
  })
  afterAll(() => stage.close())

  const env = (store?: string): Record<string, string> => ({
    ...stage.env(store),
    INDEX_CONF: path.join(stage.folder, 'builds,tmp/INDEX_CONF'),
  })
  const forms = [canary, Buffer.from(canary).toString('base64').slice(0, 24)]

  it.each([[[]], [['--layer-cache']]])(
    'is there for its step, and in no image, cache, log or command line, with %j',
    async (more) => {
      const bin = path.join(stage.folder, `bin${more.length}`)
      mkdirSync(bin)
      for (const program of ['buildah', 'skopeo']) {
        writeFileSync(
          path.join(bin, program),
          `#!/bin/sh\necho "$@" >> ${bin}/calls\nenv >> ${bin}/calls\nexec ${execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()} "$@"\n`,
        )
        chmodSync(path.join(bin, program), 0o755)
      }
      const variables = env(`store${more.length}`)
      const { exit, stdout, stderr } = await stage.run([...flags, ...more], {
        ...variables,
        PATH: `${bin}:${variables.PATH}`,
      })
      expect(exit, stderr).toBe(0)
      const calls = readFileSync(path.join(bin, 'calls'), 'utf8')
      expect(calls).toMatch(/--secret id=index,src=\S+\/secret-0 /)
      expect(stderr, 'the step printed it').toContain('[redacted]')
      for (const form of forms) expect(`${stdout}${stderr}${calls}`).not.toContain(form)
      // Every byte that the registry keeps, decompressed: image, cache and configurations.
      const bytes = execFileSync(
        'sh',
        [
          '-c',
          `find "$1" -type f -name data | while read -r f; do gzip -cd "$f" 2>/dev/null || cat "$f"; done`,
          'sh',
          path.join(stage.folder, 'registry/images'),
        ],
        { maxBuffer: 1 << 28 },
      )
      expect(bytes.length).toBeGreaterThan(100_000)
      for (const form of forms) expect(bytes.includes(form)).toBe(false)
      const size = readFileSync(path.join(stage.folder, 'builds,tmp/INDEX_CONF')).length
      expect(bytes.includes(`${size}\n`), 'the step had read all of it').toBe(true)
    },
  )

  it('does not change what is built: the digest is the same with another value', async () => {
    const digest = async (args: string[], variables: Record<string, string>) =>
      JSON.parse((await stage.run(args, variables)).stdout).digest
    const first = await digest(flags, env('first'))
    const text = readFileSync(path.join(stage.folder, 'builds,tmp/INDEX_CONF'), 'utf8')
    const other = path.join(stage.folder, 'other')
    writeFileSync(other, text.replaceAll('4711', '4712'))
    expect(await digest(flags, { ...env('second'), INDEX_CONF: other })).toBe(first)
  })

  it.each([
    [{ INDEX_CONF: '' }, 'it is not set, or empty'],
    [{ INDEX_CONF: canary }, 'it is no path of a file: it does not exist'],
    [{ INDEX_CONF: `${canary}\nsecond line` }, 'it is no path of a file: '],
    [{ INDEX_CONF: canary.repeat(300) }, 'it is no path of a file: '],
    [{ INDEX_CONF: '/' }, 'it is no path of a file: it is a folder'],
  ])('that is no file is refused without showing it', async (variables, reason) => {
    const error = expectError((await stage.run(flags, { ...env(), ...variables })).exit)
    expect(error).toMatchObject({ code: 'build-secret-missing', exit: 2 })
    expect(error.message).toContain(reason)
    expect(error.message).not.toContain(canary)
  })

  it.each([canary, `index=${canary}`, 'index=', 'a,src=/etc/passwd=X'])('%j names no variable', async (text) => {
    const error = expectError((await stage.run(['--build-secret', text], env())).exit)
    expect(error.code).toBe('wrong-usage')
    if (text.includes('=')) expect(error.message).not.toContain(canary)
  })
})
