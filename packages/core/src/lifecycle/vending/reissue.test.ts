import { askVerifier, defineRegistration, type Registration } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import {
  certificateOf,
  day,
  downAt,
  lease,
  reasonOf,
  rowsSince,
  sealed,
  withToken,
  worldInUse,
} from './fixtures/telling.js'
import { request, serialNumber, simulate } from './fixtures/vending-world.js'
import { vendingStateOf } from './vending-state.js'

describe('a reissue', () => {
  it('has both certificates active until the new one is seen, then retires the old one', async () => {
    const [world, old] = await worldInUse()
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    expect([...world.active()].sort()).toEqual([old, fresh].sort())
    expect(world.registry().things['pump-SN-1']?.attributes['certificateId']).toBe(old)

    await world.see(fresh)
    expect(world.active()).toEqual([fresh])
    const { things, certificates } = world.registry()
    expect(things['pump-SN-1']?.attributes['certificateId']).toBe(fresh)
    expect(certificates[old]).toMatchObject({ status: 'REVOKED', policies: [] })
    expect(rowsSince(world, -4)).toEqual(['seen-retiring', 'retire', 'retired', 'ignore'])
  })

  it('retires the old certificate at the deadline, though the new one was not seen', async () => {
    const [world, old] = await worldInUse({ overlapMilliseconds: 3_600_000 })
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    world.now += 3_599_999
    await world.run({ kind: 'due', serialNumber })
    expect([...world.active()].sort()).toEqual([old, fresh].sort())

    world.now += 1
    await world.run({ kind: 'due', serialNumber })
    expect(world.active()).toEqual([fresh])
    expect(certificateOf(await world.run(request('key-2', withToken(1))))).toBe(fresh)
  })

  it('notices the deadline at a request too', async () => {
    const [world] = await worldInUse()
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    world.now += day
    await world.run(request('key-2', withToken(1)))
    expect(world.active()).toEqual([fresh])
  })

  it('leaves the old certificate alone while nothing is proven, whenever the process goes down', async () => {
    for (const point of ['before issue', 'after issue', 'before execute', 'before set-certificate-status']) {
      const [world, old] = await worldInUse()
      await world.run(request('key-2', withToken(1)), downAt(point)).catch(() => undefined)
      expect(world.active(), point).toEqual([old])
    }
  })

  it('goes on with a retirement that was interrupted', async () => {
    const [world] = await worldInUse()
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    const seen = { kind: 'seen', serialNumber, certificateId: fresh } as const
    await world.run(seen, downAt('before detach-thing')).catch(() => undefined)
    expect(vendingStateOf(await world.record())).toBe('retiring')
    await world.run({ kind: 'due', serialNumber })
    expect(vendingStateOf(await world.record())).toBe('in-use')
  })

  it('revokes an unseen certificate before another is activated beside the old one', async () => {
    const [world, old] = await worldInUse()
    const lost = certificateOf(await world.run(request('sealed-2', { ...withToken(1), ...sealed })))
    world.now += lease
    const fresh = certificateOf(await world.run(request('sealed-3', { ...withToken(1), ...sealed })))
    expect([...world.active()].sort()).toEqual([old, fresh].sort())
    expect(world.registry().certificates[lost]?.status).toBe('REVOKED')
  })

  it('gives up after the bound what nobody finishes; the token stays bound to its key', async () => {
    const [world, old] = await worldInUse()
    const crash = downAt('after set-certificate-status')
    await world.run(request('key-2', withToken(1)), crash).catch(() => undefined)
    expect(world.active().length).toBe(2)

    world.now += day
    await world.run({ kind: 'due', serialNumber })
    expect(world.active()).toEqual([old])
    expect(reasonOf(await world.run(request('key-3', withToken(1))))).toBe('token-bound-to-another-key')
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    expect([...world.active()].sort()).toEqual([old, fresh].sort())
  })

  it('is not undone by a worker that slept through it', async () => {
    const world = await simulate()
    let wake = (): void => undefined
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    let fallAsleep = (): void => undefined
    const asleep = new Promise<void>((resolve) => {
      fallAsleep = resolve
    })
    const sleeper = world.run(request('key-1'), async (point) => {
      if (point !== 'before set-certificate-status') return
      fallAsleep()
      await woken
    })
    await asleep
    world.now += lease
    await world.see(certificateOf(await world.run(request('key-1'))))
    await world.grant(1)
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    await world.see(fresh)
    wake()
    await sleeper
    expect(world.active()).toEqual([fresh])
  })

  it('revokes what it gives up even before the registry knows it, so that nobody can wake it', async () => {
    const [world, old] = await worldInUse({ registered: false })
    const crash = downAt('before register-certificate')
    await expect(world.run(request('sealed-2', { ...withToken(1), ...sealed }), crash)).resolves.toBeDefined()
    const lost = world.issued.at(-1)?.certificate.id ?? ''
    world.now += lease
    const fresh = certificateOf(await world.run(request('sealed-3', { ...withToken(1), ...sealed })))
    expect([...world.active()].sort()).toEqual([old, fresh].sort())
    expect(world.registry().certificates[lost]?.status).toBe('REVOKED')
  })

  it('takes nothing from a worker that slept: neither its certificate nor its activation counts any longer', async () => {
    const [world] = await worldInUse()
    let wake = (): void => undefined
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    let fallAsleep = (): void => undefined
    const asleep = new Promise<void>((resolve) => {
      fallAsleep = resolve
    })
    const sleeper = world.run(request('sealed-2', { ...withToken(1), ...sealed }), async (point) => {
      if (point !== 'after set-certificate-status') return
      fallAsleep()
      await woken
    })
    await asleep
    world.now += lease
    await world.run(request('sealed-3', { ...withToken(1), ...sealed }))
    world.now += lease
    wake()
    const answered = certificateOf(await sleeper)
    expect(world.active()).toContain(answered)
  })

  it('refuses a registration that would make another thing of the device', async () => {
    const [world] = await worldInUse()
    await world.store.write({
      record: {
        ...(await world.record()),
        version: (await world.record()).version + 1,
        thing: { thingName: 'valve-1', ownership: 'stamp', policyNames: [] },
      },
      expects: { version: (await world.record()).version },
    })
    expect(reasonOf(await world.run(request('key-2', withToken(1))))).toBe('thing-changed')
    expect(world.active().length).toBe(1)
  })
})

describe('the registration', () => {
  const thingNamed = (name: string): Registration =>
    defineRegistration({ name: 'valves', ownership: 'off', rules: [], profiles: [{ thing: { name }, policies: [] }] })
  const asking = defineRegistration({
    name: 'pumps',
    rules: [askVerifier('inventory')],
    profiles: [{ thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
  })

  it('may ask; without an answer the certificate stays INACTIVE', async () => {
    const world = await simulate({ registration: asking })
    expect(reasonOf(await world.run(request('key-1')))).toBe('unavailable')
    expect(rowsSince(world, 0)).toContain('ask')
    expect([world.active(), vendingStateOf(await world.record())]).toEqual([[], 'issued'])
  })

  it('may be made for the serial number, where the issuer keeps no subject', async () => {
    const world = await simulate({ registration: (serialNumber) => thingNamed(`valve-${serialNumber}`) })
    await world.run(request('key-1'))
    expect((await world.record()).thing?.thingName).toBe('valve-SN-1')
  })

  it('may refuse what was issued: it stays INACTIVE, and the findings are told to whoever keeps the records', async () => {
    const never = defineRegistration({
      name: 'pumps',
      rules: [],
      profiles: [
        { when: { CN: 'SN-2' }, thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [] },
      ],
    })
    const world = await simulate({ registration: never })
    const outcome = await world.run(request('key-1'))
    expect(outcome).toMatchObject({ refusal: { reason: 'registration-refused', findings: expect.any(Array) } })
    expect(world.active()).toEqual([])
  })
})
