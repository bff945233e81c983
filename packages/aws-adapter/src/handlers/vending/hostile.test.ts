import { type Driver, StepError } from '@thingplan/core'
import { type DeviceStore, vendingStateOf } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import {
  certificateIds,
  createMachine,
  csrOf,
  enrol,
  fieldsOf,
  subject,
  token,
  vend,
} from '../../fixtures/vending-machine.js'
import { checkVendingOptions } from './vending-handler-options.js'

const wrong = 'X'.repeat(22)

/** A store that tells what it is asked, without the names. */
const watch = (store: DeviceStore, asked: string[]): DeviceStore => ({
  read: (serialNumber) => {
    asked.push('read')
    return store.read(serialNumber)
  },
  write: (write) => {
    asked.push('write')
    return store.write(write)
  },
  list: () => store.list(),
  readAttempts: (source) => {
    asked.push('readAttempts')
    return store.readAttempts(source)
  },
  writeAttempts: (write) => {
    asked.push('writeAttempts')
    return store.writeAttempts(write)
  },
})

describe('an attacker', () => {
  it.each<[string, object]>([
    ['a certificate request', {}],
    ['a certificate request that is none', { csr: 'none' }],
    ['a key to seal to', { csr: undefined, sealingKey: Buffer.alloc(32, 9).toString('base64') }],
    ['a signed key to seal to', { csr: undefined, sealingKey: 'x', sealingKeySignature: 'AAAA' }],
    ['nothing', { csr: undefined }],
  ])('is told the same of an unknown device as of a wrong token, with %s, on the same way', async (_what, fields) => {
    const asked: string[] = []
    const machine = createMachine({ store: watch(createMemoryDeviceStore(), asked) })
    await enrol(machine.store)
    await vend(machine)
    await enrol(machine.store, 'SN-2')
    const answers = []
    for (const serialNumber of ['SN-1', 'SN-2', 'SN-9']) {
      asked.length = 0
      const csr = await csrOf(subject(serialNumber))
      const response = await machine.post({ serialNumber, token: wrong, csr, ...fields })
      const { instance: _instance, ...problem } = await fieldsOf(response)
      answers.push({ status: response.status, problem, headers: [...response.headers], asked: [...asked] })
    }
    expect(answers[0]).toMatchObject({ status: 403, asked: ['read', 'readAttempts', 'writeAttempts'] })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  it('has no key made, and nothing verified: what comes with a wrong token is not looked at', async () => {
    let subjects = 0
    const machine = createMachine({
      subject: (serialNumber) => {
        subjects += 1
        return subject(serialNumber)
      },
    })
    await enrol(machine.store)
    for (const fields of [{}, { csr: 'none' }, { sealingKey: 'AAAA' }]) {
      const response = await machine.post({ serialNumber: 'SN-1', token: wrong, ...fields })
      expect([response.status, (await fieldsOf(response))['code']]).toEqual([403, 'not-authorized'])
    }
    expect(subjects).toBe(0)
  })

  it('is slowed down after ten guesses, and the device from elsewhere is not', async () => {
    const { store, post, call, outcomes } = createMachine()
    await enrol(store)
    const csr = await csrOf()
    const guess = () => post({ serialNumber: 'SN-1', token: wrong, csr })
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess()).status).toBe(403)
    const slowed = await guess()
    expect([slowed.status, Number(slowed.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
    expect(outcomes.at(-1)).toMatchObject({ kind: 'refused', reason: 'too-many-attempts' })
    const elsewhere = await call({ body: { serialNumber: 'SN-1', token, csr }, source: '198.51.100.7' })
    expect(elsewhere.status).toBe(200)
  })

  it('is not taken for another at another address of the same network, nor for what a header says', async () => {
    const { store, call } = createMachine()
    await enrol(store)
    const body = { serialNumber: 'SN-1', token: wrong }
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${attempt}` }
      expect((await call({ body, headers, source: `2001:db8:1:2::${attempt}` })).status).toBe(403)
    }
    expect((await call({ body, source: '2001:db8:1:2:ffff::1' })).status).toBe(429)
    expect((await call({ body, source: '2001:db8:1:3::1' })).status).toBe(403)
  })

  it.each<[string, object, Record<string, string>, string]>([
    ['a token of 513 characters', { token: 'x'.repeat(513) }, {}, 'field-malformed'],
    ['a token of two lines', { token: `${token}\n` }, {}, 'field-malformed'],
    ['two tokens', { token }, { authorization: `Bearer ${token}` }, 'credential-ambiguous'],
    ['a certificate request of 4,097 characters', { token, csr: 'x'.repeat(4097) }, {}, 'csr-too-long'],
  ])('gets 400 for %s', async (_what, fields, headers, code) => {
    const { store, post } = createMachine()
    await enrol(store)
    const response = await post({ serialNumber: 'SN-1', ...fields }, headers)
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([400, code])
  })
})

describe('what is told of a request that is refused as it stands', () => {
  it('names the device, once it is known', async () => {
    const { store, post, outcomes } = createMachine()
    await enrol(store)
    await post({ serialNumber: 'SN-1', token, csr: 'none' })
    await post({ serialNumber: 'SN-1' })
    await post({ token })
    expect(outcomes).toMatchObject([
      { kind: 'malformed', code: 'csr-refused', field: 'csr', serialNumber: 'SN-1' },
      { kind: 'malformed', code: 'credential-missing', serialNumber: 'SN-1' },
      { kind: 'malformed', code: 'field-missing', field: 'serialNumber' },
    ])
    expect(new Set(outcomes.map(({ correlationId }) => correlationId)).size).toBe(3)
  })
})

describe('what fails behind it', () => {
  it('is not told to the device, and to whoever runs the service', async () => {
    const broken = new Error('the secret place is on fire')
    const { store, post, outcomes } = createMachine({
      issuer: {
        issue: () => Promise.reject(broken),
      },
    })
    await enrol(store)
    const response = await post({ serialNumber: 'SN-1', token, csr: await csrOf() })
    const text = await response.text()
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).not.toBeNull()
    expect(text).not.toContain('secret place')
    expect(outcomes).toMatchObject([{ kind: 'refused', failures: [{ effect: 'issue', error: broken }] }])
    expect(vendingStateOf(await store.read('SN-1'))).toBe('claimed')
  })

  it('is named also where it is a step of the plan', async () => {
    const driver: Driver = {
      perform: async ({ id: stepId }) => {
        throw new StepError('access-denied', 'CreateThing failed with AccessDeniedException', { stepId })
      },
    }
    const { emulator, store, post, outcomes } = createMachine({ driver })
    await enrol(store)
    expect((await post({ serialNumber: 'SN-1', token, csr: await csrOf() })).status).toBe(503)
    expect(outcomes).toMatchObject([{ failures: [{ effect: 'execute', error: { code: 'access-denied' } }] }])
    expect(await certificateIds(emulator)).toHaveLength(1)
  })

  it('is an answer also where the store is gone', async () => {
    const store = createMemoryDeviceStore()
    const { post, outcomes } = createMachine({ store: { ...store, read: () => Promise.reject(new Error('gone')) } })
    const response = await post({ serialNumber: 'SN-1', token, csr: await csrOf() })
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([503, 'unavailable'])
    expect(outcomes).toMatchObject([{ kind: 'failed', serialNumber: 'SN-1' }])
  })
})

describe('the time of a refusal', () => {
  const elapsed = async (body: object, refusalMs: number): Promise<number> => {
    const machine = createMachine({ refusalMs })
    await enrol(machine.store)
    const since = performance.now()
    expect((await machine.post(body)).status).toBe(403)
    return performance.now() - since
  }

  it.each<[string, string]>([
    ['an unknown device', 'SN-9'],
    ['a wrong token', 'SN-1'],
  ])('is not over before all of them are, for %s', async (_what, serialNumber) => {
    const request = { serialNumber, token: wrong, csr: 'unread' }
    expect(await elapsed(request, 60)).toBeGreaterThanOrEqual(60)
  })

  it('is a quarter of a second, unless it is said otherwise', () => {
    const { vending, store, driver } = createMachine()
    const issuer = { issue: () => Promise.reject(new Error('nobody asks')) }
    const options = { vending, store, driver, issuer, subject, ownsDevice: 'nobody' } as const
    expect(checkVendingOptions(options).refusalMs).toBe(250)
    expect(() => checkVendingOptions({ ...options, refusalMs: 5_001 })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field: 'refusalMs' }),
    )
  })
})
