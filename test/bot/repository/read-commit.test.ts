import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Commit, type CommitSource, withCommit } from '../../../bot/repository/read-commit.ts'
import { CodedError } from '../../../core/errors/coded-error.ts'
import { digestModels } from '../../../core/release/digest-model.ts'
import { lettersWithModel, makeRepository, modernWorker } from '../../core/release/stage.ts'
import { listCommitFolders, ownTemporaryFolder } from '../own-temporary-folder.ts'

const leave = ownTemporaryFolder()
afterAll(leave)

type Content = string | { link: string } | { submodule: true } | { folder: true }

/** A commit that a forge would give: also of paths that Git itself would refuse to hold. */
function makeSource(
  content: Readonly<Record<string, Content>>,
  more: { treeEntries?: number; commitBytes?: number; signal?: AbortSignal; onRead?: (name: string) => void } = {},
) {
  const asked: string[] = []
  const source: CommitSource = {
    project: '1',
    sha: 'a'.repeat(40),
    limits: { treeEntries: more.treeEntries ?? 1000, commitBytes: more.commitBytes ?? 5_000_000 },
    signal: more.signal ?? new AbortController().signal,
    forge: {
      readTree: async (_project, _sha, most) => {
        const entries = Object.entries(content).map(([name, value]) => ({
          path: name,
          kind:
            typeof value === 'string'
              ? ('file' as const)
              : 'link' in value
                ? ('link' as const)
                : 'folder' in value
                  ? ('folder' as const)
                  : ('submodule' as const),
        }))
        return { entries: entries.slice(0, most), isCut: entries.length > most }
      },
      readFile: async (_project, sha, name, largest) => {
        asked.push(name)
        more.onRead?.(name)
        const value = content[name]
        if (value === undefined) return undefined
        const bytes = Buffer.from(typeof value === 'string' ? value : 'link' in value ? value.link : '')
        if (bytes.length > largest) throw new CodedError('forge-file-too-large', { file: name, sha, largest })
        return bytes
      },
    },
  }
  return { source, asked }
}

const worker = (slug: string) => `version: 3
workers:
  - { name: One, slug: ${slug}, type: recognizer }
`

/** Everything that lies in a folder, with the targets of links. */
function list(folder: string, inner = ''): string[] {
  return readdirSync(path.join(folder, inner)).flatMap((name) => {
    const place = inner === '' ? name : `${inner}/${name}`
    const status = lstatSync(path.join(folder, place))
    if (status.isSymbolicLink()) return [`${place} -> ${readlinkSync(path.join(folder, place))}`]
    return status.isDirectory() ? [`${place}/`, ...list(folder, place)] : [place]
  })
}

/** Codes and files of all findings; every detail of their sentences is filled, and none names the folder. */
function codes({ reading, root }: Commit): string[] {
  for (const { message, remedy } of reading.findings) {
    expect(`${message} ${remedy}`).not.toMatch(/\{\w+\}/)
    expect(message).not.toContain(root)
  }
  return reading.findings.map(({ code, file }) => `${code} ${file}`)
}

describe('a commit that is read by the API', () => {
  it('says what its checkout says, and only what is read is fetched', async () => {
    const repository = makeRepository(lettersWithModel)
    try {
      const { source, asked } = makeSource({
        ...lettersWithModel,
        'src/main.py': 'print()',
        'data/big.bin': '0'.repeat(9000),
      })
      const { readRepository } = await import('../../../core/worker-yaml/read-repository.ts')
      const checkout = readRepository(repository.folder)
      await withCommit(source, async ({ root, reading, digestFile }) => {
        expect(reading).toEqual(checkout)
        expect(digestModels(root, reading.models, digestFile)).toEqual(digestModels(repository.folder, checkout.models))
        expect(readFileSync(path.join(root, 'data/big.bin'), 'utf8')).toBe('')
        expect(lstatSync(root).mode & 0o777).toBe(0o700)
      })
      expect(asked.sort()).toEqual(Object.keys(lettersWithModel).sort())
    } finally {
      repository.remove()
    }
  })

  it('fetches what files name that are named, in as many rounds as that takes', async () => {
    const { source, asked } = makeSource({
      '.arkindex.yml': 'version: 3\nworkers:\n  - "workers/*.yml"\n',
      'workers/one.yml': 'name: One\nslug: one\ntype: recognizer\ndescription: docs/one.md\n',
      'docs/one.md': 'Reads.',
      'docs/two.md': 'Is read by nobody.',
    })
    await withCommit(source, async ({ reading }) => {
      expect(reading.workers).toMatchObject([{ slug: 'one', description: 'Reads.' }])
      expect(reading.findings.map(({ severity }) => severity)).not.toContain('error')
    })
    expect(asked).toEqual(['.arkindex.yml', 'workers/one.yml', 'docs/one.md'])
  })

  it('lays out nothing but the newer format where no file and no link leads elsewhere', async () => {
    const modern = { 'arkindex/reader.yml': modernWorker, 'src/main.py': '', 'data/1': '', '../evil': '' }
    await withCommit(makeSource(modern).source, async ({ root, reading }) => {
      expect(list(root)).toEqual(['arkindex/', 'arkindex/reader.yml'])
      expect(reading.workers).toMatchObject([{ slug: 'reader' }])
      expect(reading.findings).toEqual([])
    })
    const linked = { arkindex: { link: 'workers' }, 'workers/reader.yml': modernWorker }
    await withCommit(makeSource(linked).source, async ({ reading }) =>
      expect(reading.workers).toMatchObject([{ slug: 'reader' }]),
    )
  })

  it('leaves no folder behind, after the work, a failure or an abort', async () => {
    const roots: string[] = []
    const { source } = makeSource({ '.arkindex.yml': worker('one') })
    await withCommit(source, async ({ root }) => roots.push(root))
    await expect(
      withCommit(source, async ({ root }) => {
        roots.push(root)
        throw new Error('on purpose')
      }),
    ).rejects.toThrow('on purpose')
    const stop = new AbortController()
    const aborted = makeSource(
      { '.arkindex.yml': worker('one') },
      { signal: stop.signal, onRead: () => stop.abort(new Error('superseded')) },
    )
    await expect(withCommit(aborted.source, async () => 'never')).rejects.toThrow('superseded')
    expect(roots).toHaveLength(2)
    expect(roots.filter((root) => existsSync(root))).toEqual([])
    expect(listCommitFolders()).toEqual([])
  })

  it('removes what a killed bot left, and nothing that may be in use', async () => {
    const tidy = ownTemporaryFolder()
    try {
      for (const name of ['arkindex-ci-commit-old', 'arkindex-ci-commit-used', 'other']) {
        mkdirSync(path.join(tmpdir(), name))
        writeFileSync(path.join(tmpdir(), name, 'file'), '')
      }
      const old = Date.now() / 1000 - 2 * 86_400
      for (const name of ['arkindex-ci-commit-old', 'other']) utimesSync(path.join(tmpdir(), name), old, old)
      await withCommit(makeSource({}).source, async () => 'done')
      expect(readdirSync(tmpdir()).sort()).toEqual(['arkindex-ci-commit-used', 'other'])
    } finally {
      tidy()
    }
  })

  it('lays out no hostile path, and tells it', async () => {
    const { source } = makeSource({
      '.arkindex.yml': worker('one'),
      '/etc/passwd': 'x',
      '../outside': 'x',
      'a/../../outside': 'x',
      'a/./b': 'x',
      'zero\0byte': 'x',
      '.git/config': 'x',
      'sub/.GIT/hooks/post-checkout': 'x',
      'GIT~1/config': 'x',
      'README.md': 'x',
      'Readme.md': 'x',
      'link/below': 'x',
      link: { link: 'a' },
      [`${'long'.repeat(64)}x`]: 'x',
      module: { submodule: true },
    })
    await withCommit(source, async (commit) => {
      expect(list(commit.root).sort()).toEqual(['.arkindex.yml', 'README.md', 'link -> a', 'module/'])
      expect(commit.reading.workers).toHaveLength(1)
      const text = commit.reading.findings.map(({ message }) => message).join('\n')
      for (const reason of ['is absolute', 'leads upwards', 'zero byte', "Git's own", 'too long', 'no folder']) {
        expect(text).toContain(reason)
      }
      expect(text).toContain('such as "Readme.md": it differs from README.md in the case of its letters alone')
      expect(codes(commit).filter((line) => line === 'path-refused .').length).toBeGreaterThan(5)
    })
  })

  it('makes links that stay inside, whatever they lead through, and no others', async () => {
    const { source } = makeSource({
      '.arkindex.yml': { link: 'config/arkindex.yml' },
      'config/arkindex.yml':
        'version: 3\nworkers:\n  - { name: A, slug: a, type: t, description: deep/escape/secret.md }\n',
      'deep/up': { link: '..' },
      'deep/escape': { link: 'up/../../../../../../etc' },
      'deep/out': { link: '../../etc/passwd' },
      absolute: { link: '/etc/passwd' },
      git: { link: '.git/config' },
    })
    await withCommit(source, async (commit) => {
      const links = list(commit.root).filter((line) => line.includes(' -> '))
      expect(links.sort()).toEqual(['.arkindex.yml -> config/arkindex.yml', 'deep/up -> ..'])
      expect(codes(commit)).toEqual([
        'links-not-followed .',
        'legacy-format .arkindex.yml',
        'file-missing .arkindex.yml',
      ])
    })
  })

  it('tells each limit as a finding at the place that meets it', async () => {
    const large = '#'.repeat(1024 * 1024 + 1)
    const { source } = makeSource({
      '.arkindex.yml': 'version: 3\nworkers: [a.yml, b.yml]\n',
      'a.yml': large,
      'b.yml': 'name: B\nslug: b\ntype: t\n',
      'arkindex/c.yml': large,
    })
    await withCommit(source, async ({ reading }) => {
      expect(reading.workers.map(({ slug }) => slug)).toEqual(['b'])
      expect(reading.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
        { file: '.arkindex.yml', line: 2, message: 'a.yml has more than 1,048,576 bytes; at most 1,048,576 are read.' },
        {
          file: 'arkindex/c.yml',
          message: 'arkindex/c.yml has more than 1,048,576 bytes; at most 1,048,576 are read.',
        },
      ])
    })
    const small = makeSource(
      { '.arkindex.yml': 'version: 3\nworkers: [a.yml, b.yml]\n', 'a.yml': `${'#'.repeat(900)}`, 'b.yml': 'name: B' },
      { commitBytes: 500 },
    )
    await withCommit(small.source, async ({ reading }) => {
      expect(reading.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
        {
          code: 'commit-too-large',
          file: '.arkindex.yml',
          message: 'a.yml is not read: the files that are read of one commit have more than 500 bytes.',
        },
        { file: 'b.yml' },
        { file: 'b.yml' },
      ])
    })
    const wide = makeSource({ '.arkindex.yml': worker('one'), x: '', y: '', z: '' }, { treeEntries: 2 })
    await withCommit(wide.source, async (commit) => expect(codes(commit)).toContain('tree-cut .'))
    const many = makeSource({
      '.arkindex.yml': 'version: 3\nworkers: ["w/*.yml"]\n',
      ...Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`w/${n}.yml`, `name: A\nslug: a${n}\ntype: t\n`])),
    })
    await withCommit(many.source, async ({ reading }) => {
      expect(reading.workers).toHaveLength(499)
      expect(many.asked).toHaveLength(500)
      const left = reading.findings.filter(({ code }) => code === 'commit-too-large')
      expect(left[0]?.message).toMatch(/^w\/\d+\.yml is not read: more than 500 files are named\.$/)
    })
  })

  it('knows pointers of Git LFS: the digest is that of the content, an archive cannot be had', async () => {
    const content = '0123456789'.repeat(1000)
    const { createHash } = await import('node:crypto')
    const oid = createHash('sha256').update(content).digest('hex')
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${content.length}\n`
    const { source } = makeSource({ ...lettersWithModel, 'shapes/weights.bin': pointer })
    const repository = makeRepository(lettersWithModel)
    try {
      await withCommit(source, async ({ root, reading, digestFile, digestArchive }) => {
        expect(digestModels(root, reading.models, digestFile)).toEqual(digestModels(repository.folder, reading.models))
        await expect(digestArchive(reading.models[0]!)).rejects.toThrow(/kept by Git LFS/)
        expect(reading.findings.filter(({ code }) => code === 'model-files-unread')).toMatchObject([
          {
            severity: 'warning',
            file: '.arkindex.yml',
            message: expect.stringContaining('1 of them is kept by Git LFS'),
          },
        ])
      })
    } finally {
      repository.remove()
    }
  })

  it('says so where the files of a model are more than is read, and goes on with the rest', async () => {
    const { source } = makeSource(lettersWithModel, { commitBytes: 5000 })
    await withCommit(source, async (commit) => {
      const { root, reading, digestFile, digestArchive } = commit
      expect(reading.workers).toHaveLength(2)
      const digests = digestModels(root, reading.models, digestFile)
      expect(digests['Letter shapes']).toMatch(/^sha256:/)
      await expect(digestArchive(reading.models[0]!)).rejects.toThrow('weights.bin is not read, as the files that')
      expect(codes(commit)).toContain('model-files-unread .arkindex.yml')
    })
  })
})
