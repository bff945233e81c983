import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const programs: readonly [program: string, options: readonly string[], said: string][] = [
  ['fleet-provisioning/demo.ts', ['--sreve'], "Unknown option '--sreve'"],
  ['fleet-provisioning/device.ts', ['--host', '127.0.0.1'], 'an option is missing'],
]

it.each(programs)(
  '%s says how it is used, where it is used otherwise, and nothing of a stack: %j',
  (program, options, said) => {
    const path = fileURLToPath(new URL(`../${program}`, import.meta.url))
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--conditions=@thingplan/source', '--import', 'tsx', path, ...options],
      { encoding: 'utf8' },
    )
    const [first, blank, usage = ''] = stderr.split('\n')
    expect([status, first, blank]).toEqual([2, said, ''])
    expect(usage).toMatch(/^(npm run demo|device --host)/)
    expect(stderr).not.toContain(' at ')
  },
  60_000,
)
