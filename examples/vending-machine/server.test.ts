import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { heard } from './demo/heard.js'
import { scriptOf } from './demo/run-script.js'

let server: ChildProcess | undefined

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve))

afterEach(async () => {
  if (server === undefined || server.exitCode !== null) return
  server.kill('SIGTERM')
  await ended(server)
})

it('npm run server serves a device that is started as it says, and leaves nothing behind', async () => {
  server = spawn(process.execPath, scriptOf('server'), { cwd: import.meta.dirname })
  const said = await heard(server, /npm run device .*\n/)
  const [, options = ''] = /npm run device .* -- (.*)\n/.exec(said) ?? []
  const [, files = ''] = /removes (\S+)/.exec(said) ?? []
  const vended = heard(server, /"kind":"vended"/)
  const device = (): string =>
    execFileSync(process.execPath, [...scriptOf('device'), ...options.split(' ')], { encoding: 'utf8' })
  expect(device()).toContain('I am pump-P1001')
  await vended
  expect(device()).toBe('sent a reading to pump/pump-P1001/pressure\n')

  server.kill('SIGTERM')
  expect(await ended(server)).toBe(0)
  expect(existsSync(files)).toBe(false)
}, 60_000)
