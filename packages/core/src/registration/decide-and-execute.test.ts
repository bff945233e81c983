import { describe, expect, it } from 'vitest'
import { execute } from '../plan/execute.js'
import type { Plan } from '../plan/plan.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { type FactsFixtureOptions, factsFixture } from '../testing/facts-fixture.js'
import { createMemoryDriver } from '../testing/memory-driver.js'
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
