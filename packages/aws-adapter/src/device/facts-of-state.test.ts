import { diagnose, planReconcile, planRemoval } from '@thingplan/core/lifecycle'
import { certificateFixture, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { ours } from '../fixtures/certificate-ids.js'
import type { DeviceState } from './device-state.js'
import { diagnosedStateOf, foundDeviceOf, removalFactsOf } from './facts-of-state.js'

const thing = {
  thingName: 'sensor-1',
  attributes: { certificateId: ours, serial_number: '1' },
  thingGroups: ['north'],
  certificates: [ours],
  otherPrincipals: ['eu-central-1:identity'],
}
const certificate = {
  certificateId: ours,
  status: 'ACTIVE',
  policies: ['sensor-policy'],
  things: ['sensor-1'],
} as const
const state: DeviceState = { thing, certificates: [certificate] }
const ca = (registersItself?: boolean) => ({
  ...certificate,
  ca: {
    certificateId: 'ca'.repeat(32),
    status: 'ACTIVE' as const,
    ...(registersItself === undefined ? {} : { registersItself }),
  },
})

describe('removalFactsOf', () => {
  it('names the owner of the stamp, also among others', () => {
    const other = { ...certificate, certificateId: 'ab'.repeat(32) }
    expect(removalFactsOf({ thing, certificates: [other, certificate] })).toMatchObject({
      thingName: 'sensor-1',
      certificateId: ours,
      thingGroups: ['north'],
      otherPrincipals: ['eu-central-1:identity'],
    })
  })

  it('makes no plan to delete a thing that somebody else is attached to: it would end half done', () => {
    const facts = removalFactsOf({ thing, certificates: [certificate] })
    const removal = { name: 'fleet', account: { id: '123456789012', region: 'eu-central-1' }, ...facts }
    const refused = expect.objectContaining({ code: 'facts-malformed', field: 'otherPrincipals' })
    expect(() => planRemoval(removal)).toThrow(refused)
    expect(planRemoval({ ...removal, variant: 'keep-thing' }).plan.steps).not.toEqual([])
  })

  it.each([
    ['registers itself', ca(true), { caAutoRegisters: true }],
    ['does not', ca(false), { caAutoRegisters: false }],
    ['is missing, and may be registered again', ca(), {}],
    ['is not known', certificate, {}],
  ])('says of the CA only what is known: it %s', (_what, given, known) => {
    const [found] = removalFactsOf({ thing, certificates: [given] }).certificates
    expect(found).toEqual({ certificateId: ours, status: 'ACTIVE', policies: ['sensor-policy'], ...known })
  })

  it('needs a certificate', () => {
    const refused = expect.objectContaining({ code: 'device-state', field: 'certificates' })
    expect(() => removalFactsOf({ thing, certificates: [] })).toThrow(refused)
  })
})

describe('foundDeviceOf', () => {
  it('is what a reconciliation finds, with whoever else is attached', () => {
    const { findings } = planReconcile(planFixture(), foundDeviceOf(state, ours))
    expect(findings.map(({ code }) => code)).toContain('several-principals')
  })

  it('has no thing where there is none', () => {
    expect(foundDeviceOf({ certificates: [certificate] }, ours)).toEqual({
      status: 'ACTIVE',
      policies: ['sensor-policy'],
    })
  })
})

describe('diagnosedStateOf', () => {
  const now = new Date('2026-06-01')

  it('is what a diagnosis goes by', () => {
    const pending = { ...ca(true), status: 'PENDING_ACTIVATION' as const }
    const diagnosed = diagnosedStateOf({ thing, certificates: [pending] }, ours, now)
    expect(diagnosed).toEqual({
      status: 'PENDING_ACTIVATION',
      now,
      policies: ['sensor-policy'],
      things: ['sensor-1'],
      caStatus: 'ACTIVE',
      thingOwner: ours,
    })
    const { notBefore, notAfter } = certificateFixture({ subject: { CN: 'sensor-1' } })
    const asked = { id: ours, notBefore, notAfter }
    expect(diagnose(asked, { ...diagnosed, decision: 'undecided' }).cause).toBe('undecided')
  })

  it('needs the certificate', () => {
    const refused = expect.objectContaining({ code: 'device-state', value: 'ab'.repeat(32) })
    expect(() => diagnosedStateOf(state, 'ab'.repeat(32), now)).toThrow(refused)
  })
})
