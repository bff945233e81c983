import { defineVending, vendingStateOf } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { certificateIds, createMachine, csrOf, enrol, fieldsOf, subject, token } from '../../fixtures/vending-machine.js'

describe('an attacker', () => {
  it('is told the same of an unknown device as of a wrong token', async () => {
    const { store, post } = createMachine()
    await enrol(store)
    const csr = await csrOf()
    const wrong = 'X'.repeat(22)
    const answers = await Promise.all(
      [
        { serialNumber: 'SN-1', token: wrong, csr },
        { serialNumber: 'SN-9', token: wrong, csr: await csrOf(subject('SN-9')) },
      ].map(async (body) => {
        const response = await post(body)
        const { instance: _instance, ...problem } = await fieldsOf(response)
        return { status: response.status, problem, headers: [...response.headers] }
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.status).toBe(403)
  })

  it('is slowed down after ten guesses, and the device from elsewhere is not', async () => {
    const { store, post, outcomes } = createMachine()
    await enrol(store)
    const csr = await csrOf()
    const guess = () => post({ serialNumber: 'SN-1', token: 'X'.repeat(22), csr })
    for (let attempt = 0; attempt < 10; attempt += 1) expect((await guess()).status).toBe(403)
    const slowed = await guess()
    expect([slowed.status, Number(slowed.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
    expect(outcomes.at(-1)).toMatchObject({ kind: 'refused', reason: 'too-many-attempts' })
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

  it('is an answer also where the store is gone', async () => {
    const store = createMemoryDeviceStore()
    const { post, outcomes } = createMachine({ store: { ...store, read: () => Promise.reject(new Error('gone')) } })
    const response = await post({ serialNumber: 'SN-1', token, csr: await csrOf() })
    expect([response.status, (await fieldsOf(response))['code']]).toEqual([503, 'unavailable'])
    expect(outcomes).toMatchObject([{ kind: 'failed' }])
  })
})

