import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SightingHandler, VendingHandler } from '@thingplan/aws-adapter/vending'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const folder = import.meta.dirname
const built = mkdtempSync(join(tmpdir(), 'thingplan-vending-'))
let bundle: { readonly vend: VendingHandler['lambda']; readonly see: SightingHandler }

beforeAll(async () => {
  const { build } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const file = join(built, 'handler.mjs')
  const [program, ...options] = build.replace(/--outfile=\S+/, `--outfile=${file}`).split(' ')
  const esbuild = join(folder, '../../node_modules/.bin', program)
  execFileSync(esbuild, [...options, '--conditions=@thingplan/source'], { cwd: folder })
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('ACCOUNT_ID', '123456789012')
  vi.stubEnv('TABLE_NAME', 'devices')
  bundle = await import(pathToFileURL(file).href)
}, 60_000)

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(built, { recursive: true, force: true })
})

/** An event of an HTTP API, version 2. */
const event = (body: string) => ({
  version: '2.0',
  rawPath: '/certificates',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method: 'POST', path: '/certificates', sourceIp: '192.0.2.1' } },
  body,
  isBase64Encoded: false,
})

describe('the bundle that is deployed', () => {
  it('answers a request that cannot be one with a problem, and logs it without its body', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const answer = await bundle.vend(event('{"serialNumber":"*","token":"not-for-the-logs"}'))
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([400, 'field-malformed'])
    expect(log.mock.calls).toEqual([[expect.stringContaining('"code":"field-malformed"')]])
    expect(String(log.mock.calls)).not.toContain('not-for-the-logs')
    log.mockRestore()
  })

  it('has nothing to do with clients that are no pumps', async () => {
    const event = { eventType: 'connected', clientId: 'iotconsole-1', principalIdentifier: 'ab'.repeat(32) }
    expect(await bundle.see(event)).toMatchObject({ kind: 'ignored', reason: 'no-serial-number' })
  })
})
