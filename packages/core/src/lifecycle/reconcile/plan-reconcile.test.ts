import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../plan/check-plan.js'
import { execute } from '../../plan/execute.js'
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

  it('lists a thing without room for a stamp', () => {
    const { thingTypeName: _, ...untyped } = unstamped
    const full = { ...untyped, attributes: { serial_number: '1', b: '2', c: '3' } }
    const { findings, plan } = planReconcile(wanted, { ...whole, thing: full })
    expect(findings).toContainEqual({ code: 'stamp-without-room', mended: false })
    expect(plan.steps).toEqual([])
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
