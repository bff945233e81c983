import { type Decision, decide } from '@thingplan/core'
import { deviceCan, isolates, type PolicyDevice } from '@thingplan/core/policy'
import { certificateFixture, factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { sensors } from './registration.js'

const sensor = { serialNumber: '20481234', title: 'sensor', generationQualifier: 'mk2', O: 'Acme' }

const decideOn = (subject: Record<string, string | string[]>, now?: Date): Decision =>
  decide(sensors, factsFixture({ subject, ...(now ? { now } : {}) }))

const reasons = (decision: Decision): string[] =>
  decision.findings.filter((finding) => !finding.ok).map((finding) => finding.code)

describe('a sensor with a proper certificate', () => {
  it('is accepted', () => {
    expect(decideOn(sensor).verdict).toBe('accept')
  })

  it('becomes a thing named by its serial number', () => {
    const decision = decideOn(sensor)
    expect(decision.verdict === 'accept' && decision.plan.steps).toContainEqual(
      expect.objectContaining({
        kind: 'ensure-thing',
        thingName: 'sensor-20481234',
        thingTypeName: 'sensor-mk2',
        attributes: { serial_number: '20481234', maker: 'Acme' },
      }),
    )
  })

  it('is activated last, when everything else is in place', () => {
    const decision = decideOn(sensor)
    expect(decision.verdict === 'accept' && decision.plan.steps.at(-1)).toMatchObject({
      kind: 'set-certificate-status',
      status: 'ACTIVE',
      expects: ['PENDING_ACTIVATION'],
    })
  })

  it('keeps its place without a maker that AWS IoT could not store', () => {
    const decision = decideOn({ ...sensor, O: 'Acme Inc' })
    expect(decision.verdict).toBe('accept')
    expect(decision.findings).toContainEqual(expect.objectContaining({ code: 'attribute-left-out' }))
  })
})

/** A sensor as its plan leaves it: its thing, and the policies that are attached to its certificate. */
const registered = (serialNumber: string): PolicyDevice => {
  const decision = decideOn({ ...sensor, serialNumber })
  if (decision.verdict !== 'accept') throw new Error(reasons(decision).join(', '))
  const { steps } = decision.plan
  const things = steps.flatMap((step) => (step.kind === 'ensure-thing' ? [{ name: step.thingName }] : []))
  const policies = steps.flatMap((step) =>
    step.kind === 'ensure-policy' ? [{ name: step.policyName, document: step.document }] : [],
  )
  return { thing: things[0], policies }
}

describe('a registered sensor', () => {
  const one = registered('20481234')
  const other = registered('20481235')

  it('connects as itself and speaks on its own topics', () => {
    const can = deviceCan([], one)
    expect(can.connect().allowed).toBe(true)
    expect(can.publish('device/sensor-20481234/telemetry').allowed).toBe(true)
    expect(can.publish('device/sensor-20481235/telemetry').allowed).toBe(false)
  })

  it('is proven to reach nothing of another', () => {
    expect(isolates([], one, other)).toEqual({ verdict: 'isolated' })
  })
})

describe('a device is refused, with the reason', () => {
  it.each([
    ['without a serial number', { title: 'sensor', generationQualifier: 'mk2' }, 'subject-field-missing'],
    ['with two serial numbers', { ...sensor, serialNumber: ['20481234', '20481235'] }, 'subject-field-ambiguous'],
    ['with a serial number of letters', { ...sensor, serialNumber: 'abcd' }, 'subject-field-mismatch'],
    ['that is no sensor', { ...sensor, title: 'gateway' }, 'subject-field-mismatch'],
    ['of an unknown generation', { ...sensor, generationQualifier: 'mk9' }, 'subject-field-mismatch'],
    ['whose serial number smuggles a wildcard', { ...sensor, serialNumber: '2048*' }, 'subject-field-mismatch'],
  ])('%s', (_, subject, reason) => {
    const decision = decideOn(subject)
    expect(decision.verdict).toBe('reject')
    expect(reasons(decision)).toContain(reason)
  })

  it('whose key is too weak', () => {
    const certificate = certificateFixture({ subject: sensor, publicKey: 'RSA-1024' })
    expect(reasons(decide(sensors, factsFixture({ certificate })))).toEqual(['key-too-weak'])
  })

  it('whose certificate ends within thirty days', () => {
    expect(reasons(decideOn(sensor, new Date('2035-12-15T00:00:00Z')))).toEqual(['expires-too-soon'])
  })

  it('and nothing happens to its certificate', () => {
    const decision = decideOn({ ...sensor, title: 'gateway' })
    expect(decision).toMatchObject({ verdict: 'reject', consequence: 'leave', plan: { steps: [] } })
  })
})
