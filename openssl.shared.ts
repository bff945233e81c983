import { execFileSync } from 'node:child_process'

const version = (): string => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return ''
  }
}

/** Whether OpenSSL 3 or newer is here to judge; tests that ask it end their titles in `(needs openssl)`. */
export const hasOpenssl: boolean = /^OpenSSL [3-9]/.test(version())
