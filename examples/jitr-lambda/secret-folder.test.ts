import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'

const program = `
import { endOnSignal, makeSecretFolder } from './demo/secret-folder.ts'
endOnSignal()
console.log(await makeSecretFolder('test'))
setInterval(() => {}, 1000)
`

it.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a demo that is ended by %s leaves no key behind', async (signal, status) => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
  })
  const folder = await new Promise<string>((resolve) => {
    child.stdout.once('data', (said: Buffer) => resolve(said.toString('utf8').trim()))
  })
  expect(existsSync(folder)).toBe(true)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  expect(await ended).toBe(status)
  expect(existsSync(folder)).toBe(false)
})
