import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PreProvisioningHook } from '@thingplan/aws-adapter'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const folder = import.meta.dirname
const built = mkdtempSync(join(tmpdir(), 'thingplan-hook-'))
const hooks: Record<string, PreProvisioningHook> = {}

beforeAll(async () => {
  const { build } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const file = join(built, 'handler.mjs')
  const [program, ...options] = build.replace(/--outfile=\S+/, `--outfile=${file}`).split(' ')
  const esbuild = join(folder, '../../node_modules/.bin', program)
  execFileSync(esbuild, [...options, '--conditions=@thingplan/source'], { cwd: folder })
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('FACTORY_URL', 'https://factory.example.com')
  const arn = 'arn:aws:iot:eu-central-1:123456789012:provisioningtemplate'
  vi.stubEnv('SENSOR_TEMPLATE_ARN', `${arn}/sensors`)
  vi.stubEnv('CORE_TEMPLATE_ARN', `${arn}/cores`)
  Object.assign(hooks, await import(pathToFileURL(file).href))
}, 60_000)

afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(built, { recursive: true, force: true })
})

describe('the bundle that is deployed', () => {
  it.each(['sensorHook', 'coreHook'])('%s denies what is no request of AWS IoT, and tells why', async (name) => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    expect(await hooks[name]?.({})).toEqual({ allowProvisioning: false })
    expect(log.mock.calls).toEqual([[expect.stringContaining('templateArn')]])
    log.mockRestore()
  })
})
