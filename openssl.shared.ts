import { execFileSync } from 'node:child_process'

const version = (): string => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return ''
  }
}

/** LibreSSL calls itself by its own name. */
const isJudge = (found: string): boolean => /^OpenSSL ([3-9]|\d\d)\./.test(found)

const look = (): boolean => {
  const found = version()
  if (isJudge(found) || process.env['REQUIRE_OPENSSL'] !== '1') return isJudge(found)
  throw new Error(`REQUIRE_OPENSSL=1 wants OpenSSL 3 or newer, and here is ${found || 'none'}`)
}

/**
 * Whether OpenSSL 3 or newer is here to judge; tests that ask it end their titles in `(needs openssl)`. With REQUIRE_OPENSSL=1
 * they fail where it is missing.
 */
export const hasOpenssl: boolean = look()
