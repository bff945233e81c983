import { describe, expect, it } from 'vitest'
import { execute } from '../plan/execute.js'
import type { Plan } from '../plan/plan.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { type FactsFixtureOptions, factsFixture } from '../testing/facts-fixture.js'
import { createMemoryDriver, type MemoryDriver } from '../testing/memory-driver.js'
import type { RegistryState } from '../testing/memory-driver-registry.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import { requireSubject } from './rules/require-subject.js'

const sensors = defineRegistration({
  name: 'sensors',
  rules: [requireSubject({ serialNumber: /[0-9]{4}/ })],
  profiles: [
    {
      thing: {
        name: 'sensor-<%= certificate.attributes.subject.serialNumber %>',
        typeName: 'sensor',
        attributes: { serial_number: '<%= certificate.attributes.subject.serialNumber %>' },
      },
      groups: ['sensors'],
      billingGroup: 'field',
      policies: [
        {
          name: 'own-<%= certificate.attributes.subject.serialNumber %>',
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'iot:Connect',
                Resource:
                  'arn:aws:iot:<%= account.region %>:<%= account.id %>:client/<%= certificate.attributes.subject.serialNumber %>',
              },
            ],
          },
        },
      ],
    },
  ],
  onReject: 'deactivate',
  onIdentityConflict: 'replace',
})

const planFor = (options: FactsFixtureOptions): Plan => {
  const decision = decide(sensors, factsFixture(options))
  if (decision.verdict === 'undecided') throw new Error('nobody was to be asked')
  return decision.plan
}
const device = (serialNumber: string, notBefore = new Date('2026-01-01T00:00:00Z')) =>
  certificateFixture({ subject: { serialNumber }, notBefore })

describe('carried out in a registry', () => {
  it('makes the device, and makes it once', async () => {
    const certificate = device('1234')
    const plan = planFor({ certificate })
    const driver = createMemoryDriver({ certificates: { [certificate.id]: { status: 'PENDING_ACTIVATION' } } })

    expect((await execute(plan, driver)).status).toBe('completed')
    const registry = driver.state()
    expect(registry).toMatchObject({
      things: {
        'sensor-1234': {
          attributes: { certificateId: certificate.id, serial_number: '1234' },
          thingGroups: ['sensors'],
        },
      },
      certificates: { [certificate.id]: { status: 'ACTIVE', policies: ['own-1234'] } },
    })

    await execute(plan, driver)
    expect(driver.state()).toEqual(registry)
  })

  it('deactivates a refused device, and touches nothing else', async () => {
    const certificate = device('x')
    const driver = createMemoryDriver({ certificates: { [certificate.id]: { status: 'PENDING_ACTIVATION' } } })
    await execute(planFor({ certificate }), driver)
    expect(driver.state()).toMatchObject({ things: {}, certificates: { [certificate.id]: { status: 'INACTIVE' } } })
  })

  it('runs into the owner of the thing, decides anew with what it has learnt, and replaces the older certificate', async () => {
    const older = device('1234')
    const newer = device('1234', new Date('2026-02-01T00:00:00Z'))
    const driver = createMemoryDriver({
      certificates: { [older.id]: { status: 'PENDING_ACTIVATION' }, [newer.id]: { status: 'PENDING_ACTIVATION' } },
    })
    await execute(planFor({ certificate: older }), driver)

    const conflict = await execute(planFor({ certificate: newer }), driver)
    const failure = conflict.steps.find(({ outcome }) => outcome === 'failed')?.failure
    expect(failure).toMatchObject({ code: 'thing-owned-by-another', owner: older.id })

    const { certificates } = driver.state()
    const thingOwner = {
      thingName: 'sensor-1234',
      certificateId: older.id,
      notBefore: older.notBefore,
      status: certificates[older.id]?.status ?? '',
    }
    await execute(planFor({ certificate: newer, answers: { thingOwner } }), driver)
    expect(driver.state()).toMatchObject({
      things: { 'sensor-1234': { attributes: { certificateId: newer.id }, principals: { [newer.id]: 'shared' } } },
      certificates: { [newer.id]: { status: 'ACTIVE' }, [older.id]: { status: 'INACTIVE' } },
    })
  })
})

describe('replacing an older certificate, interrupted anywhere and decided anew', () => {
  const older = device('1234')
  const newer = device('1234', new Date('2026-02-01T00:00:00Z'))

  /** The registry in which the older certificate has the thing. */
  const registry = async (): Promise<RegistryState> => {
    const certificates = {
      [older.id]: { status: 'PENDING_ACTIVATION' },
      [newer.id]: { status: 'PENDING_ACTIVATION' },
    } as const
    const driver = createMemoryDriver({ certificates })
    await execute(planFor({ certificate: older }), driver)
    return driver.state()
  }

  /** What a handler does at each delivery of the event: it knows nothing of earlier ones. */
  const deliver = async (driver: MemoryDriver): Promise<Plan> => {
    const first = planFor({ certificate: newer })
    const execution = await execute(first, driver)
    const owner = execution.steps.find(({ failure }) => failure?.code === 'thing-owned-by-another')?.failure?.owner
    if (owner === undefined) return first
    const status = driver.state().certificates[owner]?.status ?? ''
    const thingOwner = { thingName: 'sensor-1234', certificateId: owner, notBefore: older.notBefore, status }
    const second = planFor({ certificate: newer, answers: { thingOwner } })
    await execute(second, driver)
    return second
  }

  it('ends as if nothing had happened', async () => {
    const before = await registry()
    const undisturbed = createMemoryDriver(before)
    const { steps } = await deliver(undisturbed)
    expect(undisturbed.state().certificates).toMatchObject({
      [older.id]: { status: 'INACTIVE' },
      [newer.id]: { status: 'ACTIVE' },
    })
    for (const { id: stepId } of steps) {
      for (const when of ['before', 'after'] as const) {
        const driver = createMemoryDriver(before, { failAt: { stepId, when } })
        while (driver.state().certificates[newer.id]?.status !== 'ACTIVE') await deliver(driver)
        expect(driver.state(), `${stepId}, ${when} its effect`).toEqual(undisturbed.state())
      }
    }
  })
})
