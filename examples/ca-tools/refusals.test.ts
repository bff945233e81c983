import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from './command-line/run-program.js'
import { createCa } from './commands/create-ca.js'
import { createDevice } from './commands/create-device.js'
import { registerCa } from './commands/register-ca.js'
import { scriptedTerminal } from './dialogue/scripted-terminal.js'
import { runEmulator } from './emulator/run-emulator.js'

const parent = mkdtempSync(join(tmpdir(), 'thingplan-refusals-'))
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(parent, 'run-'))
})
afterAll(() => rmSync(parent, { recursive: true }))

const programs = {
  'create-ca': async () => createCa,
  'register-ca': async () => registerCa,
  'create-device': async () => createDevice,
}

const run = async (command: string, answers?: readonly string[]) => {
  const terminal = scriptedTerminal(answers)
  const status = await runProgram(programs, [...command.split(' '), '--directory', folder], terminal)
  return { status, said: terminal.said.join('\n') }
}

const clearCa = 'create-ca --subject CN=CA --no-passphrase --no-register'
const encrypt = (passphrase: string): string => {
  const file = join(folder, 'passphrase')
  writeFileSync(file, passphrase)
  return `create-ca --subject CN=CA --passphrase-file ${file} --no-register`
}

describe('nothing is written', () => {
  it.each([
    ['create-ca', '`--subject`'],
    ['create-ca --subject CN=CA', '`--passphrase` or `--no-passphrase`'],
    ['create-ca --subject CN=CA --passphrase', '`--passphrase-file`'],
    ['create-ca --subject CN=CA --no-passphrase', '`--register` or `--no-register`'],
    ['create-ca --subject CN=CA --no-passphrase --register', '`--activate` or `--no-activate`'],
    ['create-ca --subject CN=CA --no-passphrase --register --activate', '`--auto-registration`'],
    [`${clearCa} --days 0`, '1 to 99999'],
    [`${clearCa} --key RSA-1024`, 'RSA-2048'],
    [`${clearCa} --ca-name ../CA`, 'use letters, digits'],
    ['create-ca --subject C=Austria --no-passphrase --no-register', 'Austria'],
    [`${clearCa} --passphrase-file nowhere`, 'exclude each other'],
    ['create-ca --subject CN=CA --passphrase-file nowhere --no-register', 'there is no nowhere'],
    [
      'create-ca --subject CN=CA --no-passphrase --register --activate --auto-registration --emulator',
      'no emulator runs',
    ],
    ['create-device --subject CN=sensor-1', 'there is no my-ca-certificate.pem'],
  ])('by %s, which hears of %s', async (command, hint) => {
    const { status, said } = await run(command)
    expect(status).toBe(1)
    expect(said).toContain(hint)
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['create-device', '`--subject`'],
    ['create-device --subject CN=sensor-1 --key Ed25519', 'EC-P256'],
    ['create-device --subject CN=sensor-1 --csr missing.csr', 'there is no missing.csr'],
    ['create-device --subject CN=sensor-1 --days 99999', 'outside the validity of the issuer'],
    [
      'create-device --subject CN=sensor-1 --chain-file my-ca-certificate.pem --device-name my-ca-certificate',
      'exists',
    ],
    [clearCa, 'my-ca-certificate.key exists'],
  ])('beside a CA by %s, which hears of %s', async (command, hint) => {
    await run(clearCa)
    const { status, said } = await run(command)
    expect(status).toBe(1)
    expect(said).toContain(hint)
    expect(readdirSync(folder).sort()).toEqual(['my-ca-certificate.key', 'my-ca-certificate.pem'])
  })

  it('for a key that is not the CA’s', async () => {
    await run(`${clearCa} -c other`)
    await run(clearCa)
    writeFileSync(join(folder, 'my-ca-certificate.key'), readFileSync(join(folder, 'other.key')))
    const before = readdirSync(folder)
    expect(await run('create-device --subject CN=sensor-1')).toMatchObject({ status: 1 })
    expect(readdirSync(folder)).toEqual(before)
  })
})

describe('an encrypted key', () => {
  it('is opened with its passphrase, from a file or a person', async () => {
    await run(encrypt('correct horse\n'))
    expect(readFileSync(join(folder, 'my-ca-certificate.key'), 'utf8')).toMatch(
      /^-----BEGIN ENCRYPTED PRIVATE KEY-----/,
    )
    const device = 'create-device --no-root --subject CN=sensor-1 --device-name'
    expect(await run(`${device} one --passphrase-file ${join(folder, 'passphrase')}`)).toMatchObject({ status: 0 })
    expect(await run(`${device} two`, ['correct horse'])).toMatchObject({ status: 0 })
  })

  it.each([
    ['nobody to be asked', undefined, '`--passphrase-file`'],
    ['another passphrase', ['wrong'], 'the private key is corrupt, or the passphrase is not its own'],
  ])('stays shut with %s', async (_, answers, hint) => {
    await run(encrypt('correct horse'))
    const { status, said } = await run('register-ca --activate --auto-registration --emulator', answers)
    expect(status).toBe(1)
    expect(said).toContain(hint)
    expect(said).not.toContain('wrong')
  })

  it('is not made of an empty file', async () => {
    expect((await run(encrypt('\nsecond line'))).said).toContain('is empty')
  })

  it('is made of what was typed twice', async () => {
    const answers = ['CN=CA', 'y', '', 'a', 'b', 'secret', 'secret', 'n']
    expect(await run('create-ca', answers)).toMatchObject({ status: 0 })
    expect(await run('create-device --no-root --subject CN=x', ['secret'])).toMatchObject({ status: 0 })
  })
})

describe('a device with a key of its own', () => {
  it('gets its certificate for a request, and the name that was decided here', async () => {
    await run(clearCa)
    const { pem } = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=admin' })
    writeFileSync(join(folder, 'device.csr'), pem)
    const { status, said } = await run(
      `create-device --no-root --subject CN=sensor-1 --csr ${join(folder, 'device.csr')}`,
    )
    expect({ status, said }).toMatchObject({ status: 0, said: expect.not.stringContaining('.key') })
    expect(readdirSync(folder)).not.toContain('my-device-certificate.key')
  })
})

describe('the emulator', () => {
  it('answers nobody who does not know the token', async () => {
    const { close } = await runEmulator(scriptedTerminal(), { directory: folder, port: 0, region: 'eu-central-1' })
    const file = join(folder, 'emulator.json')
    try {
      const content = JSON.parse(readFileSync(file, 'utf8'))
      writeFileSync(file, JSON.stringify({ ...content, token: '0'.repeat(64) }))
      await run(clearCa)
      const { status, said } = await run('register-ca --activate --auto-registration --emulator')
      expect({ status, said }).toMatchObject({ status: 1, said: expect.not.stringContaining('registered') })
    } finally {
      await close()
    }
  })
})
