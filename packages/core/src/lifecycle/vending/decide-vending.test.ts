import { recordFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { decideVending } from './decide-vending.js'
import { enrolDevice } from './enrol-device.js'
import { certificateOf, day, downAt, lease, reasonOf, rowsSince, sealed } from './fixtures/telling.js'
import { beginning, keyHashOf, request, serialNumber, simulate, tokenOf } from './fixtures/vending-world.js'
import type { VendingRequest } from './vending-message.js'

describe('a first certificate', () => {
  it('is claimed, issued, recorded, activated and answered, in this order', async () => {
    const world = await simulate()
    const certificateId = certificateOf(await world.run(request('key-1')))

    expect(world.active()).toEqual([certificateId])
    expect(rowsSince(world, 0)).toEqual(['claim', 'issued', 'activate', 'activated', 'answer'])
    expect(world.registry().things['pump-SN-1']?.attributes['certificateId']).toBe(certificateId)
  })

  it('is the same for the same token and key, until it is seen in use', async () => {
    const world = await simulate()
    const first = certificateOf(await world.run(request('key-1')))
    const again = certificateOf(await world.run(request('key-1')))
    expect(again).toBe(first)

    await world.see(first)
    expect((await world.record()).token?.spentAt).toBe(world.now)
    expect(reasonOf(await world.run(request('key-1')))).toBe('token-spent')
    expect(world.issued.length).toBe(1)
  })

  it('is one for a hundred requests at once; the others are told to come back', async () => {
    const world = await simulate()
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => world.run(request('key-1'))))
    const answers = outcomes.filter(({ verdict }) => verdict === 'answer').map(certificateOf)
    const others = outcomes.filter(({ verdict }) => verdict !== 'answer').map(reasonOf)

    expect(new Set(answers).size).toBe(1)
    expect(new Set(others)).toEqual(new Set(['claim-in-progress']))
    expect(world.issued.length).toBe(1)
  })

  it.each([
    'before write',
    'after write',
    'before issue',
    'after issue',
    'before execute',
    'before attach-policy',
    'after attach-policy',
    'after set-certificate-status',
  ])('survives a process that goes down %s: the next one finds what was issued, and goes on', async (point) => {
    const world = await simulate()
    await world.run(request('key-1'), downAt(point)).catch(() => undefined)
    const { length } = world.issued
    world.now += lease
    const certificateId = certificateOf(await world.run(request('key-1')))

    expect(world.issued.length).toBe(Math.max(1, length))
    expect(world.active()).toEqual([certificateId])
  })

  it('lets others wait while the lease runs, and says how long', async () => {
    const world = await simulate()
    await world.run(request('key-1'), downAt('before issue')).catch(() => undefined)
    world.now += 20_000
    const outcome = await world.run(request('key-1'))
    expect(outcome).toMatchObject({
      verdict: 'refuse',
      refusal: { reason: 'claim-in-progress', status: 409, retryAfterMilliseconds: 40_000 },
    })
  })

  it('goes to the first key for good: whoever comes second with the token and a key of its own gets nothing', async () => {
    const world = await simulate()
    const first = certificateOf(await world.run(request('key-1')))
    world.now += day
    expect(reasonOf(await world.run(request('key-2')))).toBe('claimed-by-another-key')
    expect(certificateOf(await world.run(request('key-1')))).toBe(first)
  })

  it('is registered by the plan where the registry does not know it', async () => {
    const world = await simulate({ registered: false })
    expect(world.active()).toEqual([])
    const certificateId = certificateOf(await world.run(request('key-1')))
    expect(world.active()).toEqual([certificateId])
  })

  it('is handed out unregistered where devices are registered just in time', async () => {
    const world = await simulate({ registration: 'just-in-time', registered: false })
    const certificateId = certificateOf(await world.run(request('key-1')))
    expect(world.registry().certificates).toEqual({})
    expect(certificateOf(await world.run(request('key-1')))).toBe(certificateId)
    expect(rowsSince(world, 0)).toEqual(['claim', 'handed-out', 'answer', 'answer'])
  })
})

describe('a key that is made here', () => {
  it('is given up for another when the answer was lost: same token, same sealing key', async () => {
    const world = await simulate()
    const lost = certificateOf(await world.run(request('sealed-1', sealed)))
    expect(reasonOf(await world.run(request('sealed-2', sealed)))).toBe('claim-in-progress')
    world.now += lease
    const second = certificateOf(await world.run(request('sealed-2', sealed)))

    expect([...world.active()].sort()).toEqual([lost, second].sort())
    await world.see(second)
    expect(world.active()).toEqual([second])
    expect(world.registry().certificates[lost]?.status).toBe('REVOKED')
  })

  it('is given up a bounded number of times, with never more than two certificates active', async () => {
    const world = await simulate({ mostSupersessions: 3 })
    const outcomes: string[] = []
    for (let index = 0; index < 6; index += 1) {
      outcomes.push(reasonOf(await world.run(request(`sealed-${index}`, sealed))))
      expect(world.active().length).toBeLessThanOrEqual(2)
      world.now += lease
    }
    expect(outcomes).toEqual(['answer', 'answer', 'answer', 'answer', 'superseded-too-often', 'superseded-too-often'])
  })

  it('is not given up for somebody with another sealing key', async () => {
    const world = await simulate({ unsafeUnenrolledSealingKeys: true })
    await world.run(request('sealed-1', sealed))
    world.now += lease
    const theirs = request('sealed-2', { ...sealed, sealingKeyHash: '66'.repeat(32) })
    expect(reasonOf(await world.run(theirs))).toBe('claimed-by-another-key')
  })

  it('whose certificate was issued and not finished is finished before it is given up', async () => {
    const world = await simulate()
    await world.run(request('sealed-1', sealed), downAt('before attach-thing')).catch(() => undefined)
    world.now += lease
    const { length } = world.decisions
    const second = certificateOf(await world.run(request('sealed-2', sealed)))
    expect(rowsSince(world, length)).toEqual(
      'finish-first activate activated supersede issued activate activated answer'.split(' '),
    )
    await world.see(second)
    expect(world.active()).toEqual([second])
  })

  it('keeps the first certificate when that is the one that the device uses', async () => {
    const world = await simulate()
    const first = certificateOf(await world.run(request('sealed-1', sealed)))
    world.now += lease
    const second = certificateOf(await world.run(request('sealed-2', sealed)))
    await world.see(first)
    expect([...world.active()].sort()).toEqual([first, second].sort())

    world.now += day
    await world.run({ kind: 'due', serialNumber })
    expect(world.active()).toEqual([first])
  })
})

describe('an owner', () => {
  const owned = (key: string): VendingRequest => request(key, { credential: { kind: 'owner', owner: 'alice' } })

  it('may have a certificate for a device without a token, and give up a key for another', async () => {
    const { vending } = await simulate()
    const { record } = enrolDevice('SN-1')
    const facts = { now: new Date(beginning), holder: 'invocation-0000001', ownsDevice: true }
    const claimed = decideVending(vending, owned('key-1'), record, facts)
    expect(claimed).toMatchObject({ transition: 'claim', write: { expects: { version: 1 } } })
    if (claimed.verdict !== 'proceed') throw new Error('not claimed')
    const later = { ...facts, now: new Date(beginning + lease), holder: 'invocation-0000002' }
    const superseding = decideVending(vending, owned('key-2'), claimed.write?.record, later)
    expect(superseding).toMatchObject({
      transition: 'supersede',
      write: { record: { supersessions: 1, formerKeyHashes: [keyHashOf('key-1')] } },
    })
  })
})

describe('a claim', () => {
  it('is written only while the token lives: the condition is part of the write', async () => {
    const { vending } = await simulate()
    const facts = { now: new Date(beginning), holder: 'invocation-0000001' }
    const decision = decideVending(vending, request('key-1'), recordFixture({ token: tokenOf(0) }), facts)
    expect(decision).toMatchObject({
      write: {
        expects: { version: 2, tokenAliveAt: beginning },
        record: {
          version: 3,
          next: { stage: 'claimed', keyHash: keyHashOf('key-1'), lease: { until: beginning + lease } },
        },
      },
      effect: { effect: 'issue', keyHash: keyHashOf('key-1'), csr: 'key-1', before: beginning + lease },
    })
  })

  it('holds no token in what is stored, planned or told', async () => {
    const world = await simulate()
    await world.run(request('key-1'))
    expect(JSON.stringify([await world.record(), world.decisions])).not.toContain(tokenOf(0))
  })

  it('is frozen all the way down, and leaves its record as it was', async () => {
    const { vending } = await simulate()
    const record = recordFixture({ token: tokenOf(0) })
    const before = JSON.stringify(record)
    const facts = { now: new Date(beginning), holder: 'invocation-0000001' }
    const decision = decideVending(vending, request('key-1'), record, facts)
    const thawed = (value: unknown): boolean =>
      typeof value === 'object' && value !== null && (!Object.isFrozen(value) || Object.values(value).some(thawed))
    expect([thawed(decision), JSON.stringify(record)]).toEqual([false, before])
  })
})
