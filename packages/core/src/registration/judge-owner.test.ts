import { describe, expect, it } from 'vitest'
import { checkPlan } from '../plan/check-plan.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { factsFixture } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import type { ThingOwnerAnswer } from './question.js'
import type { RegistrationSpec } from './registration-spec.js'

const certificate = certificateFixture({ subject: { CN: 'device-1' }, notBefore: new Date('2026-02-01T00:00:00Z') })
const other = 'ab'.repeat(32)
const thingName = 'thing-device-1'
const older: ThingOwnerAnswer = {
  thingName,
  certificateId: other,
  notBefore: new Date('2026-01-01T00:00:00Z'),
  status: 'ACTIVE',
}

interface Choice extends Pick<RegistrationSpec, 'onIdentityConflict' | 'ownership'> {
  readonly adopt?: boolean
}

const judge = (thingOwner: ThingOwnerAnswer, { adopt = false, ...choice }: Choice = {}) => {
  const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>', adopt }
  const spec = {
    name: 'sensors',
    rules: [],
    profiles: [{ thing, policies: [] }],
    onReject: 'deactivate',
    ...choice,
  } as const
  return decide(defineRegistration(spec), factsFixture({ certificate, answers: { thingOwner } }))
}
const replace = { onIdentityConflict: 'replace' } as const

describe('not a conflict', () => {
  it.each<[title: string, owner: ThingOwnerAnswer, choice: Choice]>([
    ['the thing is ours', { thingName, certificateId: certificate.id }, {}],
    ['the thing is ours, in another spelling', { thingName, certificateId: certificate.id.toUpperCase() }, {}],
    ['the answer is about another thing', { thingName: 'thing-device-2', certificateId: other }, {}],
    ['a thing without an owner that may be adopted', { thingName }, { adopt: true }],
    ['things belong to nobody', { thingName, certificateId: other }, { ownership: 'off' }],
  ])('%s', (_, owner, choice) => {
    const decision = judge(owner, choice)
    expect(decision.verdict).toBe('accept')
    expect(JSON.stringify(decision)).not.toContain(other)
  })
})

describe('a conflict refuses, and leaves the certificate alone', () => {
  it.each<[title: string, owner: ThingOwnerAnswer, choice: Choice]>([
    ['another owner', older, {}],
    ['another owner of a thing that may be adopted', older, { adopt: true }],
    ['a thing without an owner', { thingName }, {}],
    ['a thing without an owner, where conflicts replace', { thingName }, replace],
    ['a stamp that is no certificate id', { ...older, certificateId: 'somebody' }, replace],
    ['an owner issued at the same moment', { ...older, notBefore: certificate.notBefore }, replace],
    ['an owner issued later', { ...older, notBefore: new Date('2026-03-01T00:00:00Z') }, replace],
    ['an owner whose certificate nobody could read', { thingName, certificateId: other }, replace],
    ['an owner whose status nobody knows', { thingName, certificateId: other, notBefore: new Date(0) }, replace],
    ['an owner with an invalid date', { ...older, notBefore: new Date(Number.NaN) }, replace],
    ['a device that was removed for good', { ...older, tombstoned: true }, replace],
  ])('%s', (_, owner, choice) => {
    const decision = judge(owner, choice)
    expect(decision).toMatchObject({ verdict: 'reject', consequence: 'leave', plan: { steps: [] } })
    expect(decision.findings.at(-1)).toMatchObject({ rule: 'ownership', code: 'thing-owned-by-another', ok: false })
  })

  it('names the thing, the owner and the reason', () => {
    expect(judge(older).findings.at(-1)).toMatchObject({
      message: '`thing.name` is `thing-device-1`: another certificate owns it, and conflicts are rejected',
      evidence: { field: 'thing.name', value: thingName, owner: other, remedy: expect.any(String) },
    })
  })
})

describe('replacing an older certificate', () => {
  const planFor = (status: string) => {
    const decision = judge({ ...older, status }, replace)
    if (decision.verdict !== 'accept') throw new Error(JSON.stringify(decision.findings))
    return decision.plan
  }

  it('retires the old certificate before the thing passes on, and activates the new one last', () => {
    const plan = planFor('ACTIVE')
    const [retired, detached] = [`set-certificate-status:${other}:INACTIVE`, `detach-thing:${thingName}:${other}`]
    expect(plan.steps.map((step) => [step.id, step.after])).toEqual([
      [retired, []],
      [detached, [retired]],
      [`set-thing-owner:${thingName}`, [detached]],
      [`ensure-thing:${thingName}`, [`set-thing-owner:${thingName}`]],
      [`attach-thing:${thingName}`, [`ensure-thing:${thingName}`]],
      [`set-certificate-status:${certificate.id}:ACTIVE`, [`attach-thing:${thingName}`]],
    ])
    expect(plan.steps[1]).toMatchObject({ kind: 'detach-thing', thingName, certificateId: other })
    expect(plan.steps[2]).toMatchObject({ from: other, to: certificate.id, ownership: 'stamp' })
    expect(() => checkPlan(plan)).not.toThrow()
  })

  it.each(['ACTIVE', 'PENDING_ACTIVATION'])('expects the old certificate to be %s still', (status) => {
    expect(planFor(status).steps[0]).toMatchObject({ certificateId: other, status: 'INACTIVE', expects: [status] })
  })

  it.each(['INACTIVE', 'REVOKED'])('leaves the status of an old certificate that is %s', (status) => {
    expect(planFor(status).steps[0]?.kind).toBe('detach-thing')
  })

  it('is among the findings', () => {
    expect(judge(older, replace).findings.at(-1)).toMatchObject({
      code: 'owner-replaced',
      ok: true,
      evidence: { owner: other },
    })
  })
})
