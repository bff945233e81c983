import { beforeEach, describe, expect, it } from 'vitest'
import { type EmulatedShadows, emulateShadows } from '../../../fixtures/emulated-shadows.js'
import {
  type Call,
  createMachine,
  enrol,
  fieldsOf,
  type Machine,
  token,
  vend,
} from '../../../fixtures/vending-machine.js'
import { createIotShadowSource } from '../../../shadow/create-iot-shadow-source.js'
import type { ShadowOption } from './shadow-option.js'

interface Place extends Machine {
  readonly shadows: EmulatedShadows
  readonly ask: (call: Call) => Promise<{ readonly status: number; readonly body: unknown }>
}

const headers = { 'serial-number': 'SN-1', 'device-token': token }

const placeWith = (option: Partial<ShadowOption> = {}): Place => {
  const shadows = emulateShadows()
  const source = createIotShadowSource({ client: shadows.client })
  const machine = createMachine({ shadow: { source, writable: ['temperature', 'battery'], ...option } })
  const ask: Place['ask'] = async (call) => {
    const response = await machine.call({ path: '/shadow', headers, ...call })
    return { status: response.status, body: await response.json() }
  }
  return { ...machine, shadows, ask }
}

const get: Call = { method: 'GET' }
const put = (body: unknown): Call => ({ method: 'PUT', body })

describe('the shadow of a device that holds a token', () => {
  let place: Place
  beforeEach(async () => {
    place = placeWith({ readable: ['temperature', 'interval'] })
    await enrol(place.store)
    await vend(place)
  })

  it('is written by the keys that it may write, and read by those that it is shown', async () => {
    expect(await place.ask(put({ reported: { temperature: 21, battery: 80 } }))).toEqual({ status: 200, body: {} })
    expect(place.shadows.stateOf('pump-SN-1')?.reported).toEqual({ temperature: 21, battery: 80 })
    expect(await place.ask(get)).toEqual({
      status: 200,
      body: { desired: {}, reported: { temperature: 21 }, version: 1 },
    })
    expect(place.outcomes.slice(-2)).toMatchObject([
      { kind: 'shadow-updated', serialNumber: 'SN-1', thingName: 'pump-SN-1' },
      { kind: 'shadow-read', thingName: 'pump-SN-1' },
    ])
  })

  it('consumes nothing of the token, however often it is read', async () => {
    const before = await place.store.read('SN-1')
    for (let times = 0; times < 20; times += 1) await place.ask(get)
    expect(await place.store.read('SN-1')).toEqual(before)
    expect(await place.store.readAttempts('192.0.2.1')).toBeUndefined()
  })

  it('takes the token as a bearer token too (RFC 6750 section 2.1)', async () => {
    await place.ask(put({ reported: { temperature: 21 } }))
    const bearer = { 'serial-number': 'SN-1', authorization: `Bearer ${token}` }
    expect((await place.ask({ ...get, headers: bearer })).status).toBe(200)
  })

  it.each<[string, unknown, string]>([
    ['another key', { reported: { temperature: 1, firmware: 'x' } }, 'shadow-key'],
    ['__proto__', '{"reported":{"__proto__":{"temperature":1}}}', 'shadow-key'],
    ['all keys, by null', { reported: null }, 'field-malformed'],
    ['a list', { desired: [] }, 'field-malformed'],
    ['nothing', {}, 'field-missing'],
    ['another section', { delta: {} }, 'field-unknown'],
    ['a version that is none', { reported: {}, version: '1' }, 'field-malformed'],
  ])('is not written where the request writes %s', async (_what, body, code) => {
    expect(await place.ask(put(body))).toMatchObject({ status: 400, body: { code } })
    expect(place.shadows.stateOf('pump-SN-1')).toBeUndefined()
  })

  it('is written only over the version that the request names', async () => {
    await place.ask(put({ reported: { temperature: 21 } }))
    expect(await place.ask(put({ reported: { temperature: 22 }, version: 7 }))).toMatchObject({
      status: 409,
      body: { code: 'shadow-changed' },
    })
    expect((await place.ask(put({ reported: { temperature: 22 }, version: 1 }))).status).toBe(200)
  })

  it.each([
    ['InvalidRequestException', 400, 'shadow-refused'],
    ['RequestEntityTooLargeException', 400, 'shadow-refused'],
    ['ThrottlingException', 503, 'unavailable'],
    ['UnauthorizedException', 503, 'unavailable'],
  ])('answers %s of AWS with %i', async (name, status, code) => {
    place.shadows.failNext(name)
    expect(await place.ask(put({ reported: { temperature: 21 } }))).toMatchObject({ status, body: { code } })
  })

  it('has methods that it tells of', async () => {
    const response = await place.call({ path: '/shadow', headers, method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT'])
  })
})

describe('whoever has no token that holds', () => {
  it.each<[string, Record<string, string>, number, string]>([
    ['a wrong one', { ...headers, 'device-token': 'X'.repeat(22) }, 403, 'not-authorized'],
    ['one of another device', { ...headers, 'serial-number': 'SN-2' }, 403, 'not-authorized'],
    ['none', { 'serial-number': 'SN-1' }, 401, 'credential-missing'],
    ['no serial number', { 'device-token': token }, 400, 'field-missing'],
    ['a serial number of *', { ...headers, 'serial-number': '*' }, 400, 'field-malformed'],
  ])('with %s', async (_what, sent, status, code) => {
    const place = placeWith()
    await enrol(place.store)
    expect(await place.ask({ ...get, headers: sent })).toMatchObject({ status, body: { code } })
  })

  it('is counted, and slowed down', async () => {
    const { store, ask } = placeWith()
    await enrol(store)
    const guess = { ...get, headers: { ...headers, 'device-token': 'X'.repeat(22) } }
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await ask(guess)).status).toBe(403)
    expect((await ask(guess)).status).toBe(429)
  })

  it('is told when the token has expired', async () => {
    const { store, ask } = placeWith()
    await enrol(store, 'SN-1', { expiresAt: new Date('2026-01-01') })
    expect(await ask(get)).toMatchObject({ status: 403, body: { code: 'token-expired' } })
  })

  it('gets nothing of a token in the address', async () => {
    const { store, ask } = placeWith()
    await enrol(store)
    const path = `/shadow?serialNumber=SN-1&deviceToken=${token}`
    expect((await ask({ ...get, path, headers: {} })).status).toBe(400)
  })
})

describe('a device without a shadow', () => {
  it('is told that it has none yet: without a certificate, and with one', async () => {
    const place = placeWith()
    await enrol(place.store)
    expect(await place.ask(get)).toMatchObject({ status: 404, body: { code: 'shadow-missing' } })
    await vend(place)
    expect(await place.ask(get)).toMatchObject({ status: 404, body: { code: 'shadow-missing' } })
  })

  it('can have a thing that its record does not name', async () => {
    const place = placeWith({ thingName: (serialNumber) => `pump-${serialNumber}` })
    await enrol(place.store)
    await place.ask(put({ reported: { temperature: 21 } }))
    expect(place.shadows.stateOf('pump-SN-1')?.reported).toEqual({ temperature: 21 })
  })
})

describe('the option', () => {
  it.each<[object, string]>([
    [{ writable: 'all' }, 'shadow.writable'],
    [{ readable: [''] }, 'shadow.readable'],
    [{ source: {} }, 'shadow.source'],
    [{ thingName: 'x' }, 'shadow.thingName'],
    [{ writeable: [] }, 'writeable'],
  ])('is checked: %j', (wrong, field) => {
    expect(() => placeWith(wrong)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })

  it('left out, nothing is answered there', async () => {
    const response = await createMachine().call({ ...get, path: '/shadow' })
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([404, 'not-found'])
  })
})
