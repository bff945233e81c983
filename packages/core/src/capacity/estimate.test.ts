import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineRegistration } from '../registration/define-registration.js'
import type { Registration } from '../registration/registration.js'
import type { ProfileSpec } from '../registration/registration-spec.js'
import { planFixture } from '../testing/plan-fixture.js'
import { type Estimate, estimate } from './estimate.js'
import type { Fleet } from './fleet.js'

const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
} as const
const thing = { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }
const policies = [{ name: 'shared', document }]

const registrationOf = (...profiles: readonly ProfileSpec[]): Registration =>
  defineRegistration({ name: 'r', rules: [], profiles })

const sensors = registrationOf({ name: 'sensor', thing, policies })
const million = { devices: 1_000_000 }
const hours = ({ seconds }: Estimate): number => seconds / 3600

describe('the worked bound: one DescribeCertificate, one AttachPolicy and one UpdateCertificate for each device', () => {
  const bound = estimate(sensors, million)

  it('is ten devices a second', () => {
    expect(bound.devicesPerSecond).toBe(10)
    expect(estimate(sensors, { devices: 36_000 }).seconds).toBe(3600)
  })

  it('lets a million devices take about 28 hours', () => {
    expect(Math.round(hours(bound))).toBe(28)
  })

  it('is set by describing and activating', () => {
    expect(bound.bottlenecks).toEqual(['DescribeCertificate', 'UpdateCertificate'])
  })

  it('costs each device five calls and two connections', () => {
    expect(bound.calls.perDevice).toEqual({
      AttachPolicy: 1,
      AttachThingPrincipal: 1,
      CreateThing: 1,
      DescribeCertificate: 1,
      UpdateCertificate: 1,
      'mqtt:Connect': 2,
      'mqtt:RegisterByConnecting': 1,
    })
  })

  it('is fifteen a second without a policy of its own to attach, and with quotas that were raised', () => {
    const byGroup = registrationOf({ name: 'sensor', thing, policies: [], groups: ['sensors'] })
    const raised = { DescribeCertificate: 200, UpdateCertificate: 200 }
    expect(estimate(sensors, million, raised).bottlenecks).toEqual(['AttachPolicy', 'mqtt:RegisterByConnecting'])
    expect(estimate(byGroup, million, raised).bottlenecks).toEqual(['mqtt:RegisterByConnecting'])
  })
})

describe('what the first of a kind makes', () => {
  it('is counted once, and what each process compares once for each', () => {
    const plan = planFixture({ thingGroupName: 'north', billingGroupName: 'bills' })
    const { perProcess, firstOfAKind, total } = estimate(plan, { ...million, processes: 3 }).calls
    expect(perProcess).toEqual({ GetPolicy: 1 })
    expect(firstOfAKind).toEqual({
      AddThingToThingGroup: 1,
      CreateBillingGroup: 1,
      CreatePolicy: 1,
      CreateThing: 1,
      CreateThingGroup: 1,
      CreateThingType: 1,
    })
    expect(total).toMatchObject({ GetPolicy: 3, CreatePolicy: 1, CreateThing: 1_000_001 })
  })

  const serialNumber = '<%= certificate.attributes.subject.serialNumber %>'
  const kind = '<%= certificate.attributes.subject.title %>'

  it.each<[string, Partial<ProfileSpec>, Readonly<Record<string, number>>]>([
    ['a group of many', { groups: [`${kind}-group`] }, { AddThingToThingGroup: 1 }],
    ['a group of its own', { groups: [`${serialNumber}-group`] }, { AddThingToThingGroup: 2, CreateThingGroup: 1 }],
    ['a type of its own', { thing: { ...thing, typeName: serialNumber } }, { CreateThing: 2, CreateThingType: 1 }],
    ['a policy of many, by the kind', { policies: [{ name: kind, document }] }, { CreatePolicy: 1, GetPolicy: 1 }],
    ['a policy of its own', { policies: [{ name: serialNumber, document }] }, { CreatePolicy: 1, AttachPolicy: 1 }],
  ])('is counted for each device where it is the device’s own: %s', (_, profile, calls) => {
    const registration = registrationOf({ name: 'p', thing, policies: [], ...profile })
    const { perDevice } = estimate(registration, million).calls
    expect(perDevice).toMatchObject(calls)
    for (const operation of ['CreatePolicy', 'GetPolicy', 'CreateThingGroup', 'CreateThingType']) {
      expect(perDevice[operation]).toBe(calls[operation])
    }
  })
})

describe('a fleet', () => {
  it('of several profiles costs what its parts do', () => {
    const mixed = registrationOf(
      { name: 'gateway', when: { T: 'gateway' }, thing, policies, groups: ['g'] },
      { name: 'sensor', thing, policies },
    )
    const { calls, devices } = estimate(mixed, { devices: { gateway: 1000, sensor: 3000 } })
    expect(devices).toBe(4000)
    expect(calls.perDevice['AddThingToThingGroup']).toBe(0.25)
    expect(calls.total).toMatchObject({ AddThingToThingGroup: 1001, CreateThing: 4000 })
  })

  it('that comes more slowly than the quotas allow takes as long as it comes', () => {
    const { seconds, bottlenecks, whatIf, quotas } = estimate(sensors, { devices: 36_000, arrivalSeconds: 36_000 })
    expect({ seconds, bottlenecks, whatIf }).toEqual({ seconds: 36_000, bottlenecks: [], whatIf: [] })
    expect(quotas[0]).toMatchObject({ operation: 'DescribeCertificate', utilisation: 0.1 })
  })

  it('whose devices knock again pays a look for each knock', () => {
    const { perDevice } = estimate(sensors, { ...million, duplicatesPerDevice: 2 }).calls
    expect(perDevice).toMatchObject({ DescribeCertificate: 3, UpdateCertificate: 1, 'mqtt:Connect': 4 })
  })

  it('that knocks without end leaves less of the quota, as long as it takes', () => {
    const { seconds, bottlenecks, calls } = estimate(sensors, { devices: 36_000, knocksPerSecond: 5 })
    expect(seconds).toBe(7200)
    expect(bottlenecks).toEqual(['DescribeCertificate'])
    expect(calls.total['DescribeCertificate']).toBe(72_000)
  })

  it('that knocks more than the quota allows is never registered; what would help is told', () => {
    const { seconds, whatIf, devicesPerSecond } = estimate(sensors, { devices: 36_000, knocksPerSecond: 10 })
    expect(seconds).toBe(Number.POSITIVE_INFINITY)
    expect(devicesPerSecond).toBe(0)
    expect(whatIf[0]).toMatchObject({ raise: { DescribeCertificate: 20 }, seconds: 3600 })
  })

  it('needs no time for a plan without steps', () => {
    const refused = { ...planFixture(), steps: [] }
    expect(estimate(refused, million)).toMatchObject({ seconds: 0, bottlenecks: [], quotas: [], whatIf: [] })
  })
})

describe('what raising quotas would give', () => {
  it('is told step by step, with all that have to be raised', () => {
    const { whatIf } = estimate(planFixture(), { devices: 36_000 })
    expect(whatIf).toEqual([
      {
        raise: { DescribeCertificate: 15, UpdateCertificate: 15 },
        seconds: 2400,
        devicesPerSecond: 15,
        bottlenecks: ['AttachPolicy', 'DescribeCertificate', 'UpdateCertificate'],
      },
      {
        raise: { AttachPolicy: 100, DescribeCertificate: 100, UpdateCertificate: 100 },
        seconds: expect.closeTo(360, 1),
        devicesPerSecond: expect.closeTo(100, 1),
        bottlenecks: expect.arrayContaining(['AttachThingPrincipal', 'CreateThing']),
      },
    ])
  })

  it('ends where the devices come no faster', () => {
    const { whatIf } = estimate(sensors, { ...million, arrivalSeconds: 86_400 })
    expect(whatIf).toMatchObject([{ raise: { DescribeCertificate: 12, UpdateCertificate: 12 }, bottlenecks: [] }])
  })

  it('is what an estimate with these quotas says', () => {
    const devices = fc.integer({ min: 1000, max: 10_000_000 })
    const fleets: fc.Arbitrary<Fleet> = fc.record({
      devices,
      duplicatesPerDevice: fc.integer({ min: 0, max: 5 }),
      knocksPerSecond: fc.integer({ min: 0, max: 20 }),
      arrivalSeconds: fc.integer({ min: 0, max: 100_000 }),
    })
    fc.assert(
      fc.property(fleets, fc.integer({ min: 1, max: 100 }), (fleet, UpdateCertificate) => {
        const now = estimate(sensors, fleet, { UpdateCertificate })
        let before = now.seconds
        for (const { raise, seconds, bottlenecks } of now.whatIf) {
          const then = estimate(sensors, fleet, { UpdateCertificate, ...raise })
          expect(then.seconds).toBe(seconds)
          expect(then.bottlenecks).toEqual(bottlenecks)
          expect(seconds).toBeLessThan(before)
          before = seconds
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('quotas', () => {
  it('are never used by more than they are', () => {
    const { quotas } = estimate(sensors, { ...million, duplicatesPerDevice: 3, knocksPerSecond: 2 })
    for (const { utilisation } of quotas) expect(utilisation).toBeLessThanOrEqual(1 + 1e-9)
    expect(quotas[0]?.utilisation).toBeCloseTo(1)
  })

  it('are guessed where AWS documents none, and that is said', () => {
    const removal = planFixture({ ownership: 'principals' })
    const steps = [{ id: 'delete-policy:p', kind: 'delete-policy', policyName: 'p', after: [] } as const]
    const { quotas } = estimate({ ...removal, steps }, million)
    expect(quotas.find(({ operation }) => operation === 'ListPolicyVersions')).toMatchObject({
      quota: 10,
      isQuotaAssumed: true,
    })
    expect(quotas.find(({ operation }) => operation === 'DeletePolicy')).toMatchObject({ isQuotaAssumed: false })
  })
})

describe('an estimate', () => {
  it('is frozen plain data, and the same every time', () => {
    const first = estimate(sensors, million)
    expect(
      Object.isFrozen(first) && Object.isFrozen(first.calls.total) && Object.isFrozen(first.whatIf[0]?.raise),
    ).toBe(true)
    expect(JSON.stringify(first)).toBe(JSON.stringify(estimate(sensors, million)))
  })

  const several = registrationOf({ name: 'a', when: { T: 'a' }, thing, policies }, { name: 'b', thing, policies })

  it.each<[string, () => unknown, string]>([
    ['no devices', () => estimate(sensors, { devices: 0 }), 'devices'],
    ['half a device', () => estimate(sensors, { devices: 1.5 }), 'devices'],
    ['devices that are no number', () => estimate(sensors, { devices: '5' as never }), 'devices'],
    ['no fleet', () => estimate(sensors, null as never), 'options'],
    ['an option that does not exist', () => estimate(sensors, { ...million, device: 1 } as never), 'device'],
    ['one that only prototypes have', () => estimate(sensors, { ...million, constructor: 1 } as never), 'constructor'],
    ['a number of devices of several profiles', () => estimate(several, million), 'devices'],
    ['a profile that does not exist', () => estimate(several, { devices: { a: 1, c: 1 } }), 'c'],
    ['a profile of a plan', () => estimate(planFixture(), { devices: { a: 1 } }), 'a'],
    ['none of any profile', () => estimate(several, { devices: { a: 0 } }), 'devices'],
    [
      'fewer than no duplicates',
      () => estimate(sensors, { ...million, duplicatesPerDevice: -1 }),
      'duplicatesPerDevice',
    ],
    ['knocks without end', () => estimate(sensors, { ...million, knocksPerSecond: Number.NaN }), 'knocksPerSecond'],
    ['an arrival in the past', () => estimate(sensors, { ...million, arrivalSeconds: -1 }), 'arrivalSeconds'],
    ['no process', () => estimate(sensors, { ...million, processes: 0 }), 'processes'],
    ['a quota of nothing', () => estimate(sensors, million, { CreateThing: 0 }), 'quotas.CreateThing'],
    ['a quota of no operation', () => estimate(sensors, million, { CreateThings: 1 }), 'CreateThings'],
  ])('refuses %s', (_, work, field) => {
    expect(work).toThrow(expect.objectContaining({ name: 'CapacityError', code: 'capacity-option', field }))
  })

  it('says which quota was meant', () => {
    expect(() => estimate(sensors, million, { DescribeCertifcate: 50 })).toThrow(
      expect.objectContaining({ remedy: 'did you mean `DescribeCertificate`' }),
    )
  })

  it.each([{}, null, undefined])('refuses %j in place of a plan or registration', (nothing) => {
    expect(() => estimate(nothing as never, million)).toThrow(expect.objectContaining({ code: expect.any(String) }))
  })
})
