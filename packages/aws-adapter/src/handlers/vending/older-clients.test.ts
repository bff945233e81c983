import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import type { Endpoint } from '@thingplan/emulator'
import { connectAsync } from 'mqtt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Program, runProgram } from '../../fixtures/run-program.js'
import { serveFetch } from '../../fixtures/serve-fetch.js'
import { createMachine, enrol, fieldsOf, type Machine, token } from '../../fixtures/vending-machine.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const listen = async ({ emulator }: Machine): Promise<Endpoint> => {
  const endpoint = await emulator.listen()
  closing.push(endpoint.close)
  return endpoint
}

/** Certificates begin to be valid when they are made: these tests run in the present. */
const clock = () => new Date()
const expiresAt = new Date(Date.now() + 3_600_000)

describe('a client of the older app, a program that knows its wire format and nothing else', () => {
  const session = 'Bearer the-session-of-an-app'
  let machine: Machine
  beforeEach(() => {
    machine = createMachine({
      unsafeOlderAppFormat: true,
      authenticate: (call) => (call.header('authorization') === session ? { id: 'app-user' } : undefined),
      ownsDevice: ({ serialNumber }) => serialNumber === 'SN-1',
      clock,
    })
  })

  it('gets its key through POST /certificate, and connects with it', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('x25519')
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
    await enrol(machine.store, 'SN-1', {
      sealingKeyHashes: [createHash('sha256').update(raw).digest('hex')],
      expiresAt,
    })
    const server = await serveFetch(machine.fetch)
    closing.push(server.close)
    const { close: _close, ...endpoint } = await listen(machine)

    const program: Program = runProgram('older-app-device.ts')
    closing.push(() => program.process.kill())
    const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32).toString('base64')
    program.process.stdin.end(
      JSON.stringify({ origin: server.origin, session, DSN: 'SN-1', clientId: 'pump-SN-1', secret, endpoint }),
    )
    const certificateId = (await program.line()).replace(/^connected with /, '')
    expect((await machine.store.read('SN-1'))?.next).toMatchObject({ stage: 'ready', certificateId })
  }, 60_000)

  it('gets nothing for a device that is not its own', async () => {
    await enrol(machine.store, 'SN-2', { expiresAt })
    const body = { DSN: 'SN-2', publicKey: Buffer.alloc(32, 9).toString('base64') }
    const response = await machine.post(body, { authorization: session }, '/certificate')
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([403, 'not-authorized'])
  })

  it.each([
    ['a DSN of *', '*'],
    ['a DSN of two lines', 'SN-1\nSN-2'],
    ['a DSN of 10,000 characters', 'x'.repeat(10_000)],
  ])('gets 400 for %s', async (_what, DSN) => {
    const response = await machine.post({ DSN, publicKey: 'x' }, { authorization: session }, '/certificate')
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([400, 'field-malformed'])
  })
})

interface FirstMachineAnswer {
  readonly certificatePem: string
  readonly keyPair: { readonly PublicKey: string; readonly PrivateKey: string }
  readonly RootCA: string
}

describe('a client of the first machine', () => {
  it('gets certificate, keys and root through POST /getcert, and connects with them', async () => {
    const machine = createMachine({ unsafeFirstMachineFormat: true, clock }, { unsafePlainKeys: true })
    await enrol(machine.store, 'SN-1', { expiresAt })
    const response = await machine.post({ serialNumber: 'SN-1', deviceToken: token }, {}, '/getcert')
    const { certificatePem, keyPair, RootCA } = (await response.json()) as FirstMachineAnswer
    expect(new X509Certificate(RootCA).subject).toContain('CN=Amazon Root CA 1')
    const certified = new X509Certificate(certificatePem).publicKey
    expect(createPublicKey(keyPair.PublicKey).equals(certified)).toBe(true)

    const { host, port, caCertificatePem: ca } = await listen(machine)
    const client = await connectAsync({
      protocol: 'mqtts',
      host,
      port,
      ca,
      cert: certificatePem,
      key: keyPair.PrivateKey,
      clientId: 'pump-SN-1',
      protocolVersion: 4,
      reconnectPeriod: 0,
    })
    expect(client.connected).toBe(true)
    await client.endAsync()
  })

  it('gets nothing of a token in the address', async () => {
    const machine = createMachine({ unsafeFirstMachineFormat: true }, { unsafePlainKeys: true })
    await enrol(machine.store)
    const path = `/getcert?serialNumber=SN-1&deviceToken=${token}`
    expect((await machine.call({ method: 'GET', path })).status).toBe(405)
    expect((await machine.call({ path, body: {} })).status).toBe(400)
  })
})
