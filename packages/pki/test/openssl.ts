import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const version = (): string => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return ''
  }
}

const { REQUIRE_OPENSSL: required } = process.env

/** Whether OpenSSL 3 or newer is here to judge. With `REQUIRE_OPENSSL=1` its tests run, and fail, in any case. */
export const hasOpenssl: boolean = required === '1' || /^OpenSSL [3-9]/.test(version())

/** Runs OpenSSL on files that it finds by their names in a folder of their own; returns what it prints, or throws. */
export const openssl = (args: readonly string[], files: Readonly<Record<string, string>> = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'thingplan-pki-'))
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o600 })
    return execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
