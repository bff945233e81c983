import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Files = Readonly<Record<string, string>>

/** Runs something on files that it finds by their names in a folder of their own. */
const inFolder = <Result>(files: Files, act: (folder: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'thingplan-pki-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o600 })
    return act(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const run = (args: readonly string[], cwd: string): string =>
  execFileSync('openssl', args, { cwd, encoding: 'utf8', stdio: 'pipe' })

/** Runs OpenSSL; returns what it prints, or throws. */
export const openssl = (args: readonly string[], files: Files = {}): string =>
  inFolder(files, (folder) => run(args, folder))

/** Runs several commands of OpenSSL, one after the other; returns the files that they leave, by the names that are asked for. */
export const opensslFiles = (
  commands: readonly (readonly string[])[],
  files: Files,
  wanted: readonly string[],
): readonly string[] =>
  inFolder(files, (folder) => {
    for (const args of commands) run(args, folder)
    return wanted.map((name) => readFileSync(join(folder, name), 'utf8'))
  })
