import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { image, makeRepository, type Repository } from '../core/release/stage.ts'
import { describeWithTools } from '../required-tools.ts'

const program = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/arkindex-ci.cjs')

/** In a network of its own whose only interface is the loopback: the server, a health check, a release, a second release. */
const scenario = `
set -eu
ip link set lo up
CALLS=trace=connect,sendto,sendmsg,sendmmsg
strace -f -qq -e "$CALLS" -o server.trace node "$PROGRAM" server --port 8000 --data data >server.out 2>server.err &
server=$!
tries=0
until node "$PROGRAM" server health >health.out; do
  tries=$((tries + 1))
  if [ "$tries" -gt 100 ]; then cat server.err >&2; exit 1; fi
  sleep 0.1
done
cat health.out
for time in 1 2; do
  (cd "$REPOSITORY" && strace -f -qq -e "$CALLS" -o "$OUT/release-$time.trace" node "$PROGRAM" release --tag v1.0.0 --image "$IMAGE" --format json) >"release-$time.json"
done
# strace passes nothing on, and ends as the server does: the server itself is told to stop.
kill -TERM "$(cat "/proc/$server/task/$server/children")"
wait $server
`

/** What a trace of system calls shows that was sent to an address which is no loopback. */
function listOutside(trace: string): string[] {
  return trace
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?/.test(line))
    .filter((line) => !/inet_addr\("127\.\d+\.\d+\.\d+"\)|inet_pton\(AF_INET6, "::1"/.test(line))
}

/** Why no network can be taken away here, or undefined where it can. */
function findRefusal(): string | undefined {
  const { status, stderr, error } = spawnSync('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' })
  return status === 0 ? undefined : (error?.message ?? stderr.trim())
}

describeWithTools(['unshare', 'ip', 'strace', 'git'], 'without any network', () => {
  const refusal = findRefusal()
  const skip = refusal !== undefined && !process.env.CI
  describe.skipIf(skip)(
    `the server${skip ? ` (skipped: the system refuses a network of its own: ${refusal})` : ''}`,
    () => {
      let folder: string
      let repository: Repository
      beforeAll(() => {
        folder = mkdtempSync(path.join(tmpdir(), 'arkindex-no-network-'))
        repository = makeRepository(
          {
            '.arkindex.yml': 'version: 3\nworkers:\n  - { name: Reader, slug: reader, type: recognizer }\n',
            '.arkindex-ci.yml': 'version: 1\ninstances:\n  env: { channels: [stable] }\n',
          },
          'v1.0.0',
        )
      })
      afterAll(() => {
        repository.remove()
        rmSync(folder, { recursive: true, force: true })
      })

      it('starts, is published to, stops, and calls nobody', () => {
        const { status, stdout, stderr } = spawnSync('unshare', ['-rn', 'sh', '-c', scenario], {
          cwd: folder,
          encoding: 'utf8',
          timeout: 60_000,
          env: {
            PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
            HOME: folder,
            PROGRAM: program,
            OUT: folder,
            REPOSITORY: repository.folder,
            IMAGE: image,
            ARKINDEX_ADMIN_TOKEN: 'token-of-the-administrator',
            ARKINDEX_API_URL: 'http://127.0.0.1:8000',
            ARKINDEX_API_TOKEN: 'token-of-the-administrator',
          },
        })
        expect(status, stderr).toBe(0)
        expect(stdout).toBe('ready\n')
        const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
        const outcomes = (name: string) =>
          JSON.parse(read(name)).steps.map(({ outcome }: { outcome: string }) => outcome)
        expect(outcomes('release-1.json')).toContain('created')
        expect(new Set(outcomes('release-2.json'))).toEqual(new Set(['unchanged']))
        const call =
          'connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = -1 ENETUNREACH'
        expect(listOutside(call)).toEqual([call])
        // The command reaches the server by the loopback; the trace sees that, and so would it see anything else.
        expect(read('release-1.trace')).toMatch(/sin_port=htons\(8000\)/)
        for (const name of ['server.trace', 'release-1.trace', 'release-2.trace'])
          expect(listOutside(read(name))).toEqual([])
      })
    },
  )
})
