import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeCACertificateCommand } from '@aws-sdk/client-iot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openAccount } from '../account/open-account.js'
import { runProgram } from '../command-line/run-program.js'
import { scriptedTerminal } from '../dialogue/scripted-terminal.js'
import { type RunningEmulator, runEmulator } from '../emulator/run-emulator.js'
import { createCa } from './create-ca.js'
import { registerCa } from './register-ca.js'

const folder = mkdtempSync(join(tmpdir(), 'thingplan-registration-'))
let emulator: RunningEmulator

beforeAll(async () => {
  emulator = await runEmulator(scriptedTerminal(), { directory: folder, port: 0, region: 'eu-west-1' })
})
beforeEach(() => {
  for (const name of readdirSync(folder)) if (name !== 'emulator.json') rmSync(join(folder, name))
})
afterAll(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

const run = async (args: readonly string[], answers?: readonly string[]) => {
  const terminal = scriptedTerminal(answers)
  const programs = { 'create-ca': async () => createCa, 'register-ca': async () => registerCa }
  const status = await runProgram(programs, [...args, '--emulator', '--directory', folder], terminal)
  const said = terminal.said.join('\n')
  return { status, said, id: /cacert\/([0-9a-f]{64})/.exec(said)?.[1] }
}

const described = async (certificateId: string | undefined) => {
  const client = await openAccount({ emulator: true }, folder)
  const { certificateDescription } = await client.send(new DescribeCACertificateCommand({ certificateId }))
  const { status, autoRegistrationStatus, certificateMode } = certificateDescription ?? {}
  return [status, autoRegistrationStatus, certificateMode]
}

describe('create-ca', () => {
  it.each<[string, readonly string[], readonly unknown[]]>([
    ['everything is suggested', ['CN=A', 'n', 'y', '', ''], ['ACTIVE', 'ENABLE', 'DEFAULT']],
    ['activation is not wanted', ['CN=B', 'n', 'y', 'n', ''], ['INACTIVE', 'ENABLE', 'DEFAULT']],
    ['auto-registration is not wanted', ['CN=C', 'n', 'y', 'y', 'n'], ['ACTIVE', 'DISABLE', 'DEFAULT']],
  ])('offers to register, to activate and to let devices register themselves: %s', async (_, answers, outcome) => {
    const { status, said, id } = await run(['create-ca'], answers)
    expect({ status, said }).toEqual({ status: 0, said: expect.stringContaining(': registered') })
    expect(await described(id)).toEqual(outcome)
  })

  it('names the files again to whoever registers it later', async () => {
    const { said } = await run(['create-ca', '-c', 'line-4', '--subject', 'CN=D', '--no-passphrase', '--no-register'])
    expect(said).toContain(`npm run ca-tools -- register-ca --ca-name line-4 --directory ${folder}`)
  })
})

describe('register-ca', () => {
  it('says what it changes, and that there is nothing to change', async () => {
    await run(['create-ca', '--subject', 'CN=E', '--no-passphrase', '--no-register'])
    const registered = await run(['register-ca', '--activate', '--auto-registration'])
    expect(registered.said).toContain(': registered')
    expect((await run(['register-ca', '--activate', '--auto-registration'])).said).toContain('just like that')
    expect((await run(['register-ca', '--no-activate', '--auto-registration'])).said).toContain('changed as you said')
    expect(await described(registered.id)).toEqual(['INACTIVE', 'ENABLE', 'DEFAULT'])
  })

  it('needs no proof in mode SNI_ONLY', async () => {
    await run(['create-ca', '--subject', 'CN=F', '--no-passphrase', '--no-register'])
    const { id } = await run(['register-ca', '--sni-only', '--activate', '--auto-registration'])
    expect(await described(id)).toEqual(['ACTIVE', 'ENABLE', 'SNI_ONLY'])
  })
})
