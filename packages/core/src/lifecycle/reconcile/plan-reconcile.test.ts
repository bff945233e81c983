import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../plan/check-plan.js'
import { execute } from '../../plan/execute.js'
import type { Plan } from '../../plan/plan.js'
import type { Step } from '../../plan/step/step.js'
import { createMemoryDriver } from '../../testing/memory-driver.js'
import { planFixture } from '../../testing/plan-fixture.js'
import { type FoundDevice, planReconcile } from './plan-reconcile.js'

const wanted = planFixture({ thingGroupName: 'plant' })
const { certificateId } = wanted
const other = 'cd'.repeat(32)
const thing = {
  thingTypeName: 'sensor',
  attributes: { serial_number: '1', certificateId },
  thingGroups: ['plant'],
  principals: [certificateId],
}
const whole: FoundDevice = { status: 'ACTIVE', policies: ['sensor-policy'], thing }
const unstamped = { ...thing, attributes: { serial_number: '1' } }

const rows: readonly (readonly [string, FoundDevice, readonly string[], readonly string[]])[] = [
  ['a device as it should be', whole, [], []],
  ['a missing stamp', { ...whole, thing: unstamped }, ['stamp-missing'], ['update-thing']],
  [
    'an attribute of another value',
    { ...whole, thing: { ...thing, attributes: { serial_number: '2', certificateId } } },
    ['attribute-differs'],
    ['update-thing'],
  ],
  ['no group', { ...whole, thing: { ...thing, thingGroups: [] } }, ['group-missing'], ['add-to-thing-group']],
  ['a missing policy', { ...whole, policies: [] }, ['policy-missing'], ['attach-policy']],
  ['a policy too many', { ...whole, policies: ['sensor-policy', 'admin'] }, ['policy-unexpected'], []],
  [
    'several principals',
    { ...whole, thing: { ...unstamped, principals: [certificateId, other] } },
    ['several-principals'],
    [],
  ],
  [
    'the stamp of another',
    { ...whole, thing: { ...thing, attributes: { certificateId: other, serial_number: '1' } } },
    ['stamp-of-another'],
    [],
  ],
  [
    'a thing that nobody is attached to',
    { ...whole, thing: { ...unstamped, principals: [] } },
    ['stamp-missing', 'not-attached'],
    [],
  ],
  [
    'a certificate that somebody deactivated',
    { ...whole, status: 'INACTIVE', policies: [] },
    ['policy-missing', 'certificate-inactive'],
    [],
  ],
  ['one that waits', { ...whole, status: 'PENDING_ACTIVATION' }, ['certificate-pending'], ['set-certificate-status']],
]

describe('planReconcile', () => {
  it.each(rows)('%s', (_, found, codes, kinds) => {
    const { plan, findings } = planReconcile(wanted, found)
    expect(findings.map(({ code }) => code)).toEqual(codes)
    expect(() => checkPlan(plan)).not.toThrow()
    const changing = plan.steps.filter(({ kind }) => !/^ensure-/.test(kind)).map(({ kind }) => kind)
    expect(changing).toEqual(kinds)
  })

  describe('where the registration gives a thing no type', () => {
    const untyped: Plan = {
      ...wanted,
      steps: wanted.steps.flatMap((step): readonly Step[] => {
        if (step.kind === 'ensure-thing-type') return []
        if (step.kind !== 'ensure-thing') return [step]
        const { thingTypeName: _, ...others } = step
        return [others]
      }),
    }
    const thingWith = (attributes: Readonly<Record<string, string>>): FoundDevice => {
      const { thingTypeName: _, ...others } = unstamped
      return { ...whole, thing: { ...others, attributes } }
    }

    it.each([
      ['it has three attributes', { serial_number: '1', b: '2', c: '3' }],
      ['it has two, and gets another one', { b: '2', c: '3' }],
    ])('lists one without room for a stamp: %s', (_, attributes) => {
      const { findings, plan } = planReconcile(untyped, thingWith(attributes))
      expect(findings).toContainEqual({ code: 'stamp-without-room', mended: false })
      expect(plan.steps).toEqual([])
    })

    it('gives it no attribute for which there is no room, and mends the others', () => {
      const found = { ...thingWith({ certificateId, b: '2', c: '3' }), policies: [] }
      const { findings, plan } = planReconcile(untyped, found)
      expect(findings).toContainEqual({ code: 'attribute-differs', value: 'serial_number', mended: false })
      expect(plan.steps.map(({ kind }) => kind)).toEqual(['ensure-policy', 'ensure-thing-group', 'attach-policy'])
    })
  })

  it('makes nothing of the plan of a device that was rejected', () => {
    expect(() => planReconcile({ ...wanted, purpose: 'refuse' }, whole)).toThrow(
      expect.objectContaining({ code: 'lifecycle-option', field: 'wanted' }),
    )
  })

  it('counts the room that a type brings with it', () => {
    const { thingTypeName: _, ...others } = unstamped
    const full = { ...others, attributes: { serial_number: '1', b: '2', c: '3' } }
    const { plan } = planReconcile(wanted, { ...whole, thing: full })
    expect(plan.steps.find(({ kind }) => kind === 'update-thing')).toMatchObject({
      thingTypeName: 'sensor',
      attributes: { certificateId },
    })
  })

  it('plans everything where nothing is there, and what it plans comes out as the registration says', async () => {
    const { plan } = planReconcile(wanted, { status: 'PENDING_ACTIVATION', policies: [] })
    const pending = { certificates: { [certificateId]: { status: 'PENDING_ACTIVATION' } } } as const
    const [reconciled, registered] = [createMemoryDriver(pending), createMemoryDriver(pending)]
    expect((await execute(plan, reconciled)).status).toBe('completed')
    await execute(wanted, registered)
    expect(reconciled.state()).toEqual(registered.state())
  })
})
