import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../plan/check-plan.js'
import { execute } from '../../plan/execute.js'
import { parsePlan } from '../../plan/parse-plan.js'
import { createMemoryDriver } from '../../testing/memory-driver.js'
import { planRemoval } from './plan-removal.js'
import type { RemovalRequest } from './removal.js'

const certificateId = 'ab'.repeat(32)
const other = 'cd'.repeat(32)
const account = { id: '123456789012', region: 'eu-central-1' }
const gone = { certificateId, status: 'ACTIVE', policies: ['own', 'shared'], caAutoRegisters: false } as const
const request: RemovalRequest = {
  name: 'sensors',
  account,
  thingName: 'sensor-1',
  certificateId,
  certificates: [gone, { certificateId: other, status: 'INACTIVE', policies: ['shared'], caAutoRegisters: true }],
  thingGroups: ['plant'],
  devicePolicies: ['own'],
}
const document = { Version: '2012-10-17', Statement: [] } as const

const worldOf = () =>
  createMemoryDriver({
    policies: { own: document, shared: document },
    thingGroups: ['plant', 'quarantine'],
    things: { 'sensor-1': { thingGroups: ['plant'], principals: { [certificateId]: 'shared', [other]: 'shared' } } },
    certificates: {
      [certificateId]: { status: 'ACTIVE', policies: ['own', 'shared'] },
      [other]: { status: 'INACTIVE', policies: ['shared'] },
    },
  })

describe('planRemoval', () => {
  it('leaves nothing but the certificate that would register itself again, and says so', async () => {
    const { plan, leaves } = planRemoval(request)
    const driver = worldOf()
    expect((await execute(parsePlan(JSON.stringify(plan)), driver)).status).toBe('completed')
    expect(driver.state()).toMatchObject({ things: {}, certificates: { [other]: { status: 'REVOKED', policies: [] } } })
    expect(Object.keys(driver.state().certificates)).toEqual([other])
    expect(Object.keys(driver.state().policies)).toEqual(['shared'])
    expect(leaves.map(({ kind, name }) => [kind, name])).toEqual([['certificate', other]])
  })

  it('goes on after a crash behind every step', async () => {
    const { plan } = planRemoval(request)
    const whole = worldOf()
    await execute(plan, whole)
    for (const { id: stepId } of plan.steps) {
      const driver = createMemoryDriver(worldOf().state(), { failAt: { stepId, when: 'after' } })
      await execute(plan, driver)
      expect((await execute(plan, driver)).status).toBe('completed')
      expect(driver.state()).toEqual(whole.state())
    }
  })

  it("keeps AWS's order: not ACTIVE, without policies and thing, then deleted", () => {
    const { plan, waits } = planRemoval({ ...request, certificates: [gone] })
    expect(plan.steps.map(({ id, after }) => [id.replace(certificateId, '…'), after.length])).toEqual([
      ['set-certificate-status:…:REVOKED', 0],
      ['detach-policy:own:…', 1],
      ['detach-policy:shared:…', 1],
      ['detach-thing:sensor-1:…', 1],
      ['delete-certificate:…', 4],
      ['remove-from-thing-group:plant', 1],
      ['delete-thing:sensor-1', 2],
      ['delete-policy:own', 1],
    ])
    expect(waits.map(({ stepId, upToSeconds }) => [stepId.split(':')[0], upToSeconds])).toEqual([
      ['delete-certificate', 60],
      ['delete-thing', 60],
      ['delete-policy', 300],
    ])
  })

  it.each([
    ['its CA registers by itself, or nobody knows', {}, false],
    ['its CA does not', { caAutoRegisters: false }, true],
    ['it has expired under a rule', { expiredUnderRule: true }, true],
    ['it has a tombstone', { tombstoned: true }, true],
  ])('deletes a certificate, where %s: %j', (_, facts, deletes) => {
    const { plan } = planRemoval({
      ...request,
      certificates: [{ certificateId, status: 'ACTIVE', policies: [], ...facts }],
    })
    expect(plan.steps.some(({ kind }) => kind === 'delete-certificate')).toBe(deletes)
  })

  it('keeps the thing', async () => {
    const driver = worldOf()
    await execute(planRemoval({ ...request, variant: 'keep-thing' }).plan, driver)
    expect(driver.state().things).toMatchObject({ 'sensor-1': { thingGroups: ['plant'], principals: {} } })
  })

  it('puts a device into quarantine, with everything it has', async () => {
    const { plan, leaves } = planRemoval({ ...request, variant: 'quarantine', quarantineGroup: 'quarantine' })
    const driver = worldOf()
    expect((await execute(plan, driver)).status).toBe('completed')
    const { things, certificates } = driver.state()
    expect(things).toMatchObject({
      'sensor-1': { thingGroups: ['quarantine'], principals: { [certificateId]: 'shared' } },
    })
    expect(certificates).toMatchObject({ [certificateId]: { status: 'INACTIVE', policies: ['own', 'shared'] } })
    expect(leaves.map(({ kind }) => kind)).toEqual(['certificate', 'certificate', 'thing'])
  })

  it.each(['keep-thing', 'quarantine'] as const)('lets stay what else is attached to the thing: %s', (variant) => {
    const other = { variant, quarantineGroup: 'quarantine', otherPrincipals: ['eu-central-1:identity'] }
    expect(planRemoval({ ...request, ...other }).leaves).toContainEqual(expect.objectContaining({ kind: 'thing' }))
  })

  it('leaves a revoked certificate revoked', () => {
    const certificates = [{ ...gone, status: 'REVOKED' } as const]
    const { plan } = planRemoval({ ...request, certificates, retire: 'INACTIVE' })
    expect(plan.steps.some(({ kind }) => kind === 'set-certificate-status')).toBe(false)
  })

  it.each([
    ['an unknown option', { group: 'x' }, 'lifecycle-option'],
    ['no certificate id', { certificateId: 'x' }, 'lifecycle-option'],
    ['a variant that is none', { variant: 'burn' }, 'lifecycle-option'],
    ['a quarantine without a group', { variant: 'quarantine' }, 'lifecycle-option'],
    ['a thing that more is attached to', { otherPrincipals: ['eu-central-1:identity'] }, 'facts-malformed'],
    ['a certificate in transfer', { certificates: [{ ...gone, status: 'PENDING_TRANSFER' }] }, 'facts-malformed'],
  ])('refuses %s', (_, change, code) => {
    expect(() => planRemoval(Object.assign({ ...request }, change))).toThrow(expect.objectContaining({ code }))
  })

  it('is the only purpose that deletes, and gives nothing', () => {
    const { plan } = planRemoval(request)
    expect(() => checkPlan({ ...plan, purpose: 'register' })).toThrow(/a plan to register has no step `delete-/)
    const attaching = {
      id: 'attach-policy:p',
      kind: 'attach-policy',
      policyName: 'p',
      certificateId,
      after: [],
    } as const
    expect(() => checkPlan({ ...plan, steps: [attaching] })).toThrow(/a plan to remove has no step `attach-policy`/)
  })
})
