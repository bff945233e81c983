import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { heard } from '../vending-machine/demo/heard.js'
import { scriptOf } from '../vending-machine/demo/run-script.js'

const manifest = new URL('package.json', import.meta.url)
const running: ChildProcess[] = []

const begin = (script: string, ...options: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [...scriptOf(script, manifest), ...options], { cwd: import.meta.dirname })
  running.push(child)
  return child
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve))

// Asked to end, and not killed: the server removes its folder, which holds keys.
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await ended(child)
  }
})

it('npm run server serves a lamp and an app that are started as it says, and leaves nothing behind', async () => {
  const server = begin('server')
  const said = await heard(server, /npm run app .*\n/)
  const optionsOf = (script: string): readonly string[] =>
    (new RegExp(`npm run ${script} .* -- (.*)\n`).exec(said)?.[1] ?? '').split(' ')
  const lamp = begin('device', ...optionsOf('device'))
  const [, door = ''] = /(http:\S+)\n/.exec(await heard(lamp, /http:\S+\n/)) ?? []
  const lampEnded = ended(lamp)
  const app = [...scriptOf('app', manifest), ...optionsOf('app').slice(0, 4), '--lamp', door]
  expect(execFileSync(process.execPath, app, { encoding: 'utf8' })).toContain('lamp-L1001 is set up')
  expect(await lampEnded).toBe(0)

  const [, files = ''] = /removes (\S+)/.exec(said) ?? []
  server.kill('SIGTERM')
  expect(await ended(server)).toBe(0)
  expect(existsSync(files)).toBe(false)
}, 60_000)

it('npm run server says how it is used, and serves nothing then', async () => {
  const server = begin('server', '--help')
  expect(await heard(server, /npm run server/)).toContain('127.0.0.1')
  expect(server.exitCode ?? (await ended(server))).toBe(0)
})
