import { expect, it } from 'vitest'
import { createCa } from '../commands/create-ca.js'
import { createDevice } from '../commands/create-device.js'
import { emulator } from '../commands/emulator.js'
import { registerCa } from '../commands/register-ca.js'
import { scriptedTerminal } from '../dialogue/scripted-terminal.js'
import { runProgram } from './run-program.js'

const commands = { 'create-ca': createCa, 'register-ca': registerCa, 'create-device': createDevice, emulator }
const programs = Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, async () => command]))

const run = async (...args: string[]) => {
  const terminal = scriptedTerminal()
  return { status: await runProgram(programs, args, terminal), said: terminal.said.join('\n') }
}

it.each([[], ['--help'], ['-h']])('names every program: %j', async (...args) => {
  const { status, said } = await run(...args)
  expect(status).toBe(0)
  for (const name of Object.keys(commands)) expect(said).toContain(`npm run ca-tools -- ${name}`)
})

it.each([
  [
    'create-ca',
    '--ca-name --subject --key --days --passphrase-file --register --activate --auto-registration --profile',
  ],
  ['register-ca', '--ca-name --passphrase-file --provisioning-template --sni-only --profile --region --emulator'],
  ['create-device', '--subject --device-name --chain-file --root-file --csr --days --emulator --force'],
  ['emulator', '--port --region --directory'],
])('%s tells its options, whatever else is said, and does nothing', async (name, flags) => {
  for (const help of ['--help', '-h']) {
    const { status, said } = await run(name, '--force', help)
    expect(status).toBe(0)
    for (const flag of flags.split(' ')) expect(said).toContain(flag)
  }
})

it('names every program to whoever asks for another', async () => {
  const { status, said } = await run('create-devic')
  expect(status).toBe(1)
  expect(said).toContain('there is no program `create-devic`')
  expect(said).toContain('create-device')
})
