import { execFileSync } from 'node:child_process'

/** The environment that git runs in: nothing of this machine's configuration, no questions. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
}

/** Runs git in a bare repository and gives the bytes that it prints. */
export function runGit(repository: string, args: readonly string[], input?: string | Buffer): Buffer {
  return execFileSync('git', ['--git-dir', repository, ...args], {
    env: gitEnvironment,
    maxBuffer: 256 * 1024 * 1024,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  })
}
