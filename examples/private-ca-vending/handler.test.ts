import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SightingHandler, VendingHandler } from '@thingplan/aws-adapter/vending'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const folder = import.meta.dirname
const built = mkdtempSync(join(tmpdir(), 'thingplan-lamps-'))
let bundle: { readonly vend: VendingHandler['lambda']; readonly see: SightingHandler }

beforeAll(async () => {
  const { build } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const file = join(built, 'handler.mjs')
  const [program, ...options] = build.replace(/--outfile=\S+/, `--outfile=${file}`).split(' ')
  const esbuild = join(folder, '../../node_modules/.bin', program)
  execFileSync(esbuild, [...options, '--conditions=@thingplan/source'], { cwd: folder })
  const authority = 'certificate-authority/12345678-1234-1234-1234-123456789012'
  for (const [name, value] of Object.entries({
    AWS_REGION: 'eu-central-1',
    ACCOUNT_ID: '123456789012',
    DEVICE_TABLE: 'devices',
    OWNER_TABLE: 'owners',
    CERTIFICATE_AUTHORITY_ARN: `arn:aws:acm-pca:eu-central-1:123456789012:${authority}`,
    USER_POOL_ID: 'eu-central-1_Example01',
    CLIENT_ID: 'an-app',
  })) {
    vi.stubEnv(name, value)
  }
  bundle = await import(pathToFileURL(file).href)
}, 60_000)

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(built, { recursive: true, force: true })
})

/** An event of an HTTP API, version 2. */
const event = (authorization: string) => ({
  version: '2.0',
  rawPath: '/certificates',
  headers: { 'content-type': 'application/json', authorization },
  requestContext: { http: { method: 'POST', path: '/certificates', sourceIp: '192.0.2.1' } },
  body: JSON.stringify({ serialNumber: 'L1001' }),
  isBase64Encoded: false,
})

describe('the bundle that is deployed', () => {
  it('asks whoever has not signed in to do so, and logs it without what was sent', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const answer = await bundle.vend(event('Bearer not-for-the-logs'))
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([401, 'credential-missing'])
    expect(log.mock.calls).toEqual([[expect.stringContaining('"code":"credential-missing"')]])
    expect(String(log.mock.calls)).not.toContain('not-for-the-logs')
    log.mockRestore()
  })

  it('has nothing to do with clients that are no lamps', async () => {
    const connected = { eventType: 'connected', clientId: 'pump-P1001', principalIdentifier: 'ab'.repeat(32) }
    expect(await bundle.see(connected)).toMatchObject({ kind: 'ignored', reason: 'no-serial-number' })
  })
})
