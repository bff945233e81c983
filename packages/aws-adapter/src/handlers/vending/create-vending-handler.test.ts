import {
  DescribeCertificateCommand,
  ListAttachedPoliciesCommand,
  ListPrincipalThingsCommand,
} from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import { defineVending } from '@thingplan/core/lifecycle'
import { createSealingKeyPair, openSealedPrivateKey } from '@thingplan/pki/sealing'
import { beforeEach, describe, expect, it } from 'vitest'
import { createIotIssuer } from '../../authority/issuer/create-iot-issuer.js'
import { createIotDriver } from '../../driver/create-iot-driver.js'
import { account } from '../../fixtures/emulated-account.js'
import {
  certificateIds,
  createMachine,
  csrOf,
  enrol,
  fieldsOf,
  type Machine,
  now,
  pumps,
  subject,
  token,
} from '../../fixtures/vending-machine.js'
import { createVendingHandler } from './create-vending-handler.js'

describe('a device with a token and a key of its own', () => {
  it('gets a certificate that is registered, and the same one however often it asks', async () => {
    const { emulator, store, post, outcomes } = createMachine()
    await enrol(store)
    const csr = await csrOf()
    const response = await post({ serialNumber: 'SN-1', token, csr })
    expect(response.status).toBe(200)
    const answer = await fieldsOf(response)
    const { id } = readCertificate(answer['certificatePem'] ?? '')
    expect(answer).toEqual({ certificateId: id, certificatePem: expect.any(String), thingName: 'pump-SN-1' })

    const described = await emulator.client.send(new DescribeCertificateCommand({ certificateId: id }))
    const target = described.certificateDescription?.certificateArn ?? ''
    const { things } = await emulator.client.send(new ListPrincipalThingsCommand({ principal: target }))
    const { policies } = await emulator.client.send(new ListAttachedPoliciesCommand({ target }))
    expect(described.certificateDescription?.status).toBe('ACTIVE')
    expect(things).toEqual(['pump-SN-1'])
    expect(policies).toHaveLength(1)

    expect(await (await post({ serialNumber: 'SN-1', token, csr })).json()).toEqual(answer)
    expect(await certificateIds(emulator)).toEqual([id])
    expect(outcomes).toMatchObject([
      { kind: 'vended', serialNumber: 'SN-1', certificateId: id },
      { kind: 'vended', certificateId: id },
    ])
    expect(JSON.stringify(outcomes)).not.toContain(token)
  })

  it('may send the token as a bearer token (RFC 6750 section 2.1)', async () => {
    const { store, post } = createMachine()
    await enrol(store)
    const response = await post({ serialNumber: 'SN-1', csr: await csrOf() }, { authorization: `Bearer ${token}` })
    expect(response.status).toBe(200)
  })

  it('is the only one whom a token serves: a thief who comes second gets nothing', async () => {
    const { emulator, store, post } = createMachine()
    await enrol(store)
    expect((await post({ serialNumber: 'SN-1', token, csr: await csrOf() })).status).toBe(200)
    const second = await post({ serialNumber: 'SN-1', token, csr: await csrOf() })
    expect([second.status, (await fieldsOf(second))['code']]).toEqual([409, 'claimed-by-another-key'])
    expect(await certificateIds(emulator)).toHaveLength(1)
  })
})

describe('a device that cannot make a key', () => {
  it('gets one that is sealed to the key that is enrolled for it', async () => {
    const { store, post, outcomes } = createMachine()
    const device = await createSealingKeyPair()
    const raw = Buffer.from(device.publicKey, 'base64')
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', raw)).toString('hex')
    await enrol(store, 'SN-1', { sealingKeyHashes: [hash] })

    const response = await post({ serialNumber: 'SN-1', token, sealingKey: device.publicKey })
    const { certificateId = '', sealedPrivateKey = '' } = await fieldsOf(response)
    const names = { serialNumber: 'SN-1', certificateId }
    const pem = await openSealedPrivateKey(sealedPrivateKey, { privateKey: device.privateKey, ...names })
    expect(pem.startsWith('-----BEGIN PRIVATE KEY-----')).toBe(true)
    expect(JSON.stringify(outcomes)).not.toContain('PRIVATE')
  })

  it('gets none that is sealed to a key which nobody knows', async () => {
    const { store, post } = createMachine()
    await enrol(store)
    const { publicKey } = await createSealingKeyPair()
    const response = await post({ serialNumber: 'SN-1', token, sealingKey: publicKey })
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([403, 'sealing-key-unknown'])
  })

  it('gets none in the clear, unless the rules say so loudly', async () => {
    const { store, post } = createMachine()
    await enrol(store)
    expect((await post({ serialNumber: 'SN-1', token })).status).toBe(403)
    const loud = createMachine({}, { unsafePlainKeys: true })
    await enrol(loud.store)
    const { privateKey } = await fieldsOf(await loud.post({ serialNumber: 'SN-1', token }))
    expect(privateKey).toContain('BEGIN PRIVATE KEY')
  })
})

describe('whose a device is', () => {
  const signedIn = { authenticate: () => ({ id: 'somebody' }) }

  it('is asked for a caller who has signed in', async () => {
    const owned = createMachine({ ...signedIn, ownsDevice: ({ serialNumber }) => serialNumber === 'SN-1' })
    await enrol(owned.store)
    await enrol(owned.store, 'SN-2')
    expect((await owned.post({ serialNumber: 'SN-1', csr: await csrOf() })).status).toBe(200)
    const foreign = await owned.post({ serialNumber: 'SN-2', csr: await csrOf(subject('SN-2')) })
    expect([foreign.status, (await fieldsOf(foreign))['code']]).toEqual([403, 'not-authorized'])
  })

  it('is asked for nobody whose sign-in does not hold, who is told to sign in again (RFC 9110 section 15.5.2)', async () => {
    const nobody = createMachine({ authenticate: () => undefined, ownsDevice: () => expect.fail('is not asked') })
    const response = await nobody.post({ serialNumber: 'SN-1', csr: await csrOf() })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect((await fieldsOf(response))['title']).toMatch('sign in, again where the sign-in has expired')
  })

  it('is not theirs where the answer is anything but true', async () => {
    const odd = createMachine({ ...signedIn, ownsDevice: () => 'yes' as unknown as boolean })
    await enrol(odd.store)
    expect((await odd.post({ serialNumber: 'SN-1', csr: await csrOf() })).status).toBe(403)
  })

  it('has no default', () => {
    expect(() => createMachine({ ownsDevice: undefined as never })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field: 'ownsDevice' }),
    )
    expect(() => createMachine({ ownsDevice: () => true })).toThrow(expect.objectContaining({ field: 'authenticate' }))
  })
})

describe('a request that is refused as it stands', () => {
  let refusing: Machine
  beforeEach(async () => {
    refusing = createMachine()
    await enrol(refusing.store)
  })

  it.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, 'body-malformed'],
    ['an array', '[]', 400, 'body-malformed'],
    ['a key twice', '{"serialNumber":"SN-1","serialNumber":"SN-2"}', 400, 'body-malformed'],
    ['__proto__', '{"__proto__":{"token":"x"},"serialNumber":"SN-1"}', 400, 'field-unknown'],
    ['an unknown field', { serialNumber: 'SN-1', csrr: 'x' }, 400, 'field-unknown'],
    ['no serial number', { token }, 400, 'field-missing'],
    ['a serial number of *', { serialNumber: '*', token }, 400, 'field-malformed'],
    ['a serial number with a newline', { serialNumber: 'SN-1\n', token }, 400, 'field-malformed'],
    ['a serial number of 10,000 characters', { serialNumber: 'x'.repeat(10_000), token }, 400, 'field-malformed'],
    ['a serial number that is a number', { serialNumber: 7, token }, 400, 'field-malformed'],
    ['20 KB', { serialNumber: 'SN-1', token, csr: 'x'.repeat(20_000) }, 413, 'body-too-long'],
    ['no CSR', { serialNumber: 'SN-1', token, csr: 'x' }, 400, 'csr-refused'],
    ['no sealing key', { serialNumber: 'SN-1', token, sealingKey: 'AAAA' }, 400, 'sealing-key-malformed'],
    ['no credential', { serialNumber: 'SN-1' }, 401, 'credential-missing'],
  ])('%s', async (_what, body, status, code) => {
    const response = await refusing.post(body)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = await fieldsOf(response)
    expect([response.status, problem['code']]).toEqual([status, code])
    expect(problem['instance']).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect(refusing.outcomes).toMatchObject([{ kind: 'malformed', code, correlationId: problem['instance']?.slice(9) }])
    expect(await certificateIds(refusing.emulator)).toEqual([])
    expect((await refusing.store.read('SN-1'))?.version).toBe(2)
  })

  it('a CSR for another subject', async () => {
    const response = await refusing.post({ serialNumber: 'SN-1', token, csr: await csrOf(subject('SN-2')) })
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([400, 'csr-subject'])
  })

  it.each<[string, string, RequestInit, number]>([
    ['another path', '/certificate', { method: 'POST' }, 404],
    ['another method', '/certificates', { method: 'GET' }, 405],
    ['another content type', '/certificates', { method: 'POST', body: 'a=1' }, 415],
  ])('%s', async (_what, path, init, status) => {
    const handler = createVendingHandler({
      vending: defineVending({ account, registration: pumps, issuer: 'aws-iot' }),
      store: refusing.store,
      issuer: createIotIssuer({ client: refusing.emulator.client }),
      driver: createIotDriver({ client: refusing.emulator.client }),
      subject,
      ownsDevice: 'nobody',
    })
    const response = await handler.fetch(new Request(`https://vending.example${path}`, init), '192.0.2.1')
    expect(response.status).toBe(status)
  })
})

describe('events of Lambda', () => {
  const handlerOf = async (): Promise<ReturnType<typeof createVendingHandler>> => {
    const { emulator, store } = createMachine()
    await enrol(store)
    const { client } = emulator
    return createVendingHandler({
      vending: defineVending({ account, registration: pumps, issuer: 'aws-iot' }),
      store,
      issuer: createIotIssuer({ client }),
      driver: createIotDriver({ client }),
      subject,
      ownsDevice: 'nobody',
      clock: () => now,
    })
  }
  const body = async (): Promise<string> => JSON.stringify({ serialNumber: 'SN-1', token, csr: await csrOf() })

  it.each<[string, (body: string) => object]>([
    [
      'a REST API',
      (text) => ({
        httpMethod: 'POST',
        path: '/certificates',
        headers: { 'Content-Type': 'application/json' },
        requestContext: { identity: { sourceIp: '192.0.2.1' } },
        body: text,
        isBase64Encoded: false,
      }),
    ],
    [
      'an HTTP API or a function URL',
      (text) => ({
        version: '2.0',
        rawPath: '/certificates',
        headers: { 'content-type': 'application/json' },
        requestContext: { http: { method: 'POST', path: '/certificates', sourceIp: '192.0.2.1' } },
        body: Buffer.from(text).toString('base64'),
        isBase64Encoded: true,
      }),
    ],
  ])('of %s are answered', async (_what, event) => {
    const { lambda } = await handlerOf()
    const answer = await lambda(event(await body()))
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } })
    expect(JSON.parse(answer.body)).toMatchObject({ thingName: 'pump-SN-1' })
  })

  it.each([undefined, null, 'event', {}, { Records: [] }])('are answered though they are none: %j', async (event) => {
    expect((await (await handlerOf()).lambda(event)).statusCode).toBe(503)
  })
})
