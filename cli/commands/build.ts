import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CodedError, describeSystemError } from '../../core/errors/coded-error.ts'
import { buildImage } from '../../core/image/build-image.ts'
import { readBuildSecrets } from '../../core/image/build-secrets.ts'
import { type BuilderName, builderNames } from '../../core/image/find-builder.ts'
import { nameTag } from '../../core/image/image-name.ts'
import { describeImage, renderDotenv } from '../../core/image/image-report.ts'
import { readGitMetadata } from '../../core/release/git-metadata.ts'
import type { Command, CommandContext, CommandInput, OptionValue } from '../command.ts'
import { openHost } from '../run-program.ts'

function readText(value: OptionValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function readList(value: OptionValue): readonly string[] {
  return Array.isArray(value) ? value : []
}

function readLogin(env: CommandContext['env']): { registry: string; user: string; password: string } | undefined {
  const [registry, user, password] = [env.CI_REGISTRY, env.CI_REGISTRY_USER, env.CI_REGISTRY_PASSWORD]
  return registry && user && password ? { registry, user, password } : undefined
}

function readCommitTime(text: string | null): number {
  const time = text === null ? Number.NaN : Date.parse(text)
  if (!Number.isFinite(time)) {
    throw new CodedError('repository-unknown', {
      what: 'commit time',
      reason: 'there is no commit yet',
      option: 'CI_COMMIT_TIMESTAMP',
    })
  }
  return Math.floor(time / 1000)
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, text)
  } catch (error) {
    throw new CodedError('file-unwritable', { file, reason: describeSystemError(error) })
  }
}

async function run({ options }: CommandInput, context: CommandContext): Promise<number> {
  const { env, cwd, stdout, stderr, signal } = context
  const git = readGitMetadata(env, cwd)
  if (!git.sha) {
    throw new CodedError('repository-unknown', { what: 'commit', reason: 'there is none yet', option: 'CI_COMMIT_SHA' })
  }
  const repository = readText(options['image-name']) ?? env.CI_REGISTRY_IMAGE
  if (!repository) throw new CodedError('image-name-missing')
  const tag = readText(options['image-tag'])
  const folder = path.resolve(cwd, readText(options.context) ?? '.')
  const file = readText(options.file)
  const image = await buildImage(
    {
      context: folder,
      file: file && path.resolve(cwd, file),
      repository,
      tag: nameTag({ tag: tag ?? git.tag ?? undefined, revision: git.sha }),
      commitTime: readCommitTime(git.commitTime),
      revision: git.sha,
      source: git.repositoryUrl ?? undefined,
      buildArgs: readList(options['build-arg']),
      secrets: readBuildSecrets(readList(options['build-secret'])),
      hasLayerCache: options['layer-cache'] === true,
      // A branch builds anew: its image is what a tag then takes as it was tested.
      isReused: git.tag !== null && tag === undefined && options.rebuild !== true,
      login: readLogin(env),
      isInsecure: options['insecure-registry'] === true,
      isPushed: options['no-push'] !== true && options['dry-run'] !== true,
      builder: builderNames.find((name: BuilderName) => name === options.builder),
    },
    openHost(env, signal),
    (lines) => stderr.write(lines),
  )
  const report = describeImage(image, repository)
  const dotenv = readText(options.dotenv)
  if (dotenv) await write(path.resolve(cwd, dotenv), renderDotenv(report))
  if (options.format === 'json') stdout.write(`${JSON.stringify(report)}\n`)
  else if (report.pinned)
    stdout.write(`${report.builder ? 'Pushed' : 'Tagged'} ${report.reference}\nDigest ${report.digest}\n`)
  else stdout.write(`Built ${report.reference}; nothing was pushed\n`)
  return 0
}

/** `arkindex-ci build`: builds the repository's image with whichever builder is there, pushes it, and hands the digest on. */
export const build: Command = {
  name: 'build',
  summary: 'Builds the Docker image of the repository and pushes it; on a tag, tags the image that its commit has',
  options: {
    file: {
      type: 'string',
      short: 'f',
      value: 'FILE',
      description: 'The Dockerfile; by default Dockerfile or Containerfile of the context',
    },
    context: { type: 'string', value: 'DIR', description: 'The folder that the Dockerfile copies from', default: '.' },
    'build-arg': {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      description: 'A build argument. It stays readable in the image: never a secret',
    },
    'build-secret': {
      type: 'string',
      multiple: true,
      value: 'ID=VARIABLE',
      description:
        'A secret for RUN --mount=type=secret,id=ID, from the file that this variable names. It is neither in the image nor in a log',
    },
    'layer-cache': {
      type: 'boolean',
      description:
        'Takes layers from the image NAME/cache, and puts them there. Files of the image are then of 1980, so that a layer is the same from either',
    },
    rebuild: {
      type: 'boolean',
      description: 'Builds on a Git tag too, where the registry has the image of the commit',
    },
    'image-name': {
      type: 'string',
      value: 'NAME',
      description: 'Name of the image in its registry, without a tag; by default CI_REGISTRY_IMAGE',
    },
    'image-tag': {
      type: 'string',
      value: 'TAG',
      description: 'Tag of the image; by default the Git tag, else commit- and the short hash',
    },
    builder: {
      type: 'string',
      value: 'NAME',
      description: 'The program to build with; by default the first that works',
      choices: builderNames,
    },
    dotenv: {
      type: 'string',
      value: 'FILE',
      description: 'Writes ARKINDEX_IMAGE, ARKINDEX_IMAGE_DIGEST and ARKINDEX_IMAGE_REFERENCE for later jobs',
    },
    'insecure-registry': {
      type: 'boolean',
      description: 'Takes a registry that speaks plain http or has an unknown certificate',
    },
    'no-push': { type: 'boolean', description: 'Builds only' },
    'dry-run': { type: 'boolean', description: 'The same as --no-push' },
    format: {
      type: 'string',
      value: 'FORMAT',
      description: 'How the result is printed',
      choices: ['text', 'json'],
      default: 'text',
    },
  },
  examples: [
    {
      line: 'arkindex-ci build --dotenv arkindex-image.env',
      does: "in a GitLab job: builds, pushes to the project's registry, hands the digest on",
    },
    {
      line: 'arkindex-ci build --no-push --image-name localhost/worker',
      does: 'on your machine: tries whether the image builds',
    },
  ],
  run,
}
