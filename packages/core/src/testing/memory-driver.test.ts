import { describe, expect, it } from 'vitest'
import { execute } from '../plan/execute.js'
import { PlanError } from '../plan/plan-error.js'
import { attachThing } from '../plan/step/attach-thing.js'
import { ensureThingType } from '../plan/step/ensure-thing-type.js'
import { registerCertificate } from '../plan/step/register-certificate.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import type { Step } from '../plan/step/step.js'
import { StepError } from '../plan/step-error.js'
import { certificateFixture } from './certificate-fixture.js'
import { createMemoryDriver, type MemoryDriver } from './memory-driver.js'
import { planFixture } from './plan-fixture.js'

const { id, pem } = certificateFixture({ subject: { CN: 'sensor-1' } })
const ofTemplate = planFixture({
  registers: { certificatePem: pem },
  changes: { thingTypeName: 'meter', attributes: { place: 'hall-2', draft: '' } },
  leaves: 'stock',
})
const plan = planFixture({ thingGroupName: 'plant', billingGroupName: 'plant-1' })
const { certificateId } = plan
const pending = { certificates: { [certificateId]: { status: 'PENDING_ACTIVATION' } } } as const

const stepOf = (kind: Step['kind']): Step => {
  const step = [...plan.steps, ...ofTemplate.steps].find((candidate) => candidate.kind === kind)
  if (step === undefined) throw new Error(`no ${kind}`)
  return step
}

const perform = (driver: MemoryDriver, step: Step): Promise<unknown> =>
  driver.perform(step, { plan, observations: [] }).catch((error: unknown) => {
    if (error instanceof StepError) return error.code
    throw error
  })

describe('the memory driver', () => {
  it('tells its registry as plain sorted JSON', async () => {
    const driver = createMemoryDriver(pending)
    await execute(plan, driver)
    expect(JSON.stringify(driver.state(), undefined, 1)).toBe(
      JSON.stringify(
        {
          thingTypes: { sensor: ['serial_number'] },
          thingGroups: ['plant'],
          billingGroups: ['plant-1'],
          policies: { 'sensor-policy': Object(stepOf('ensure-policy')).document },
          things: {
            'sensor-1': {
              thingTypeName: 'sensor',
              billingGroupName: 'plant-1',
              attributes: { certificateId, serial_number: '1' },
              thingGroups: ['plant'],
              principals: { [certificateId]: 'shared' },
            },
          },
          certificates: { [certificateId]: { status: 'ACTIVE', policies: ['sensor-policy'] } },
        },
        undefined,
        1,
      ),
    )
  })

  it('begins where another one ended, without touching it', async () => {
    const first = createMemoryDriver(pending)
    await execute(plan, first)
    const ended = first.state()
    const second = createMemoryDriver(ended)
    expect(second.state()).toEqual(ended)
    const { certificateId } = plan
    const revocation = setCertificateStatus({ certificateId, status: 'REVOKED', expects: ['ACTIVE'], after: [] })
    await second.perform(revocation, { plan, observations: [] })
    expect(second.state()).not.toEqual(ended)
    expect(first.state()).toEqual(ended)
  })

  it('keeps nothing of what it is given and gives nothing away', () => {
    const policies = {
      p: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'iot:*', Resource: '*' }] },
    } as const
    const driver = createMemoryDriver({ policies })
    expect(Object.isFrozen(driver.state())).toBe(true)
    const { p } = driver.state().policies
    expect(p).toEqual(policies.p)
    expect(Object.isFrozen(policies.p)).toBe(false)
  })

  it('lists its calls', async () => {
    const driver = createMemoryDriver()
    await perform(driver, stepOf('ensure-thing-type'))
    await driver.undo(stepOf('ensure-thing-type'), { plan, observations: [] })
    expect(driver.calls).toEqual([
      { method: 'perform', stepId: 'ensure-thing-type:sensor' },
      { method: 'undo', stepId: 'ensure-thing-type:sensor' },
    ])
  })

  it.each<Step['kind']>([
    'ensure-thing',
    'attach-policy',
    'attach-thing',
    'add-to-thing-group',
    'set-certificate-status',
    'update-thing',
  ])('misses the prerequisites of %s', async (kind) => {
    expect(await perform(createMemoryDriver(), stepOf(kind))).toBe('prerequisite-missing')
  })

  it('refuses a thing type of the same name with other searchable attributes', async () => {
    const driver = createMemoryDriver({ thingTypes: { sensor: ['b', 'a'] } })
    const typeWith = (...searchableAttributes: string[]): Step =>
      ensureThingType({ thingTypeName: 'sensor', searchableAttributes, after: [] })
    expect(await perform(driver, typeWith('a', 'b'))).toEqual({ outcome: 'already-done' })
    expect(await perform(driver, typeWith('a'))).toBe('thing-type-differs')
  })

  it.each([
    ['what the thing has', { place: 'hall-2' }, {}, { place: 'hall-2' }, 'already-done'],
    ['an attribute that is empty', { place: 'hall-2', draft: 'yes' }, {}, { place: 'hall-2' }, 'done'],
    ['another value', { place: 'hall-1', kept: 'yes' }, {}, { kept: 'yes', place: 'hall-2' }, 'done'],
    ['another type', { place: 'hall-2' }, { thingTypeName: 'sensor' }, { place: 'hall-2' }, 'done'],
  ])('updates a thing by %s', async (_, before, type, after, outcome) => {
    const driver = createMemoryDriver({
      thingTypes: { meter: [], sensor: [] },
      things: { 'sensor-1': { thingTypeName: 'meter', attributes: before, ...type } },
    })
    expect(await perform(driver, stepOf('update-thing'))).toEqual({ outcome })
    expect(driver.state().things['sensor-1']).toMatchObject({ thingTypeName: 'meter', attributes: after })
    expect(Object.keys(driver.state().things['sensor-1']?.attributes ?? {})).toEqual(Object.keys(after))
  })

  it('changes a thing to no type that does not exist', async () => {
    const driver = createMemoryDriver({ things: { 'sensor-1': {} } })
    expect(await perform(driver, stepOf('update-thing'))).toBe('prerequisite-missing')
    expect(driver.state().things['sensor-1']?.attributes).toEqual({})
  })

  it.each([
    ['is unknown', {}, 'INACTIVE', 'done'],
    ['is revoked', { [id]: { status: 'REVOKED' } }, 'REVOKED', 'already-done'],
  ] as const)('registers a certificate that %s', async (_, certificates, status, outcome) => {
    const driver = createMemoryDriver({ certificates })
    expect(await perform(driver, stepOf('register-certificate'))).toEqual({ outcome })
    expect(driver.state().certificates).toEqual({ [id]: { status, policies: [] } })
  })

  it.each([
    ['another certificate', certificateFixture({ subject: { CN: 'sensor-2' } }).pem],
    ['no certificate', 'sensor-1'],
  ])('registers nothing where the PEM is that of %s', async (_, certificatePem) => {
    const driver = createMemoryDriver()
    const step = registerCertificate({ certificateId: id, certificatePem, after: [] })
    expect(await perform(driver, step)).toBe('step-refused')
    expect(driver.state().certificates).toEqual({})
  })

  it.each([
    ['exclusive', 'shared', 'step-refused'],
    ['shared', 'exclusive', 'step-refused'],
    ['shared', 'shared', { outcome: 'done' }],
  ] as const)(
    'lets a certificate that is attached to one thing (%s) be attached to a second (%s): %j',
    async (first, second, result) => {
      const driver = createMemoryDriver({
        ...pending,
        things: { one: { principals: { [certificateId]: first } }, two: {} },
      })
      const step = attachThing({ thingName: 'two', certificateId, principal: second, after: [] })
      expect(await perform(driver, step)).toEqual(result)
    },
  )

  it('fails once where it is told to', async () => {
    const driver = createMemoryDriver(pending, {
      failAt: [
        { stepId: 'ensure-thing-type:sensor', when: 'before' },
        { stepId: 'ensure-thing-type:sensor', when: 'after', error: new StepError('access-denied', 'no') },
      ],
    })
    const step = stepOf('ensure-thing-type')
    expect(await perform(driver, step)).toBe('step-retryable')
    expect(driver.state().thingTypes).toEqual({})
    expect(await perform(driver, step)).toBe('access-denied')
    expect(driver.state().thingTypes).toEqual({ sensor: ['serial_number'] })
    expect(await perform(driver, step)).toEqual({ outcome: 'already-done' })
  })

  it.each([
    ['registry', () => createMemoryDriver(JSON.parse('{"thing":{}}')), 'thing'],
    ['options', () => createMemoryDriver({}, JSON.parse('{"failsAt":[]}')), 'failsAt'],
    ['fixture', () => planFixture(JSON.parse('{"thing":"x"}')), 'thing'],
  ])('names an unknown key of its %s', (_, make, field) => {
    expect(make).toThrow(PlanError)
    expect(make).toThrow(expect.objectContaining({ code: 'plan-option', field }))
  })
})
