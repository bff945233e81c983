import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const programs: readonly [program: string, options: readonly string[], said: string][] = [
  ['fleet-provisioning/demo.ts', ['--sreve'], "Unknown option '--sreve'"],
  ['fleet-provisioning/device.ts', ['--host', '127.0.0.1'], 'an option is missing'],
]

const run = (program: string, ...options: readonly string[]): SpawnSyncReturns<string> => {
  const path = fileURLToPath(new URL(`../${program}`, import.meta.url))
  return spawnSync(process.execPath, ['--conditions=@thingplan/source', '--import', 'tsx', path, ...options], {
    encoding: 'utf8',
  })
}

it.each(programs)(
  '%s says how it is used, where it is used otherwise, and nothing of a stack: %j',
  (program, options, said) => {
    const { status, stderr } = run(program, ...options)
    const [first, blank, usage = ''] = stderr.split('\n')
    expect([status, first, blank]).toEqual([2, said, ''])
    expect(usage).toMatch(/^(npm run demo|device --host)/)
    expect(stderr).not.toContain(' at ')
  },
  60_000,
)

it.each([
  ['jitr-lambda/demo.ts', 'npm run demo '],
  ['fleet-provisioning/device.ts', 'device --host'],
  ['vending-machine/load.ts', 'npm run load '],
])(
  '%s says how it is used, where it is asked',
  (program, usage) => {
    const { status, stdout, stderr } = run(program, '--help')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.slice(0, usage.length)).toBe(usage)
  },
  60_000,
)
