import { decide } from '@thingplan/core'
import { rotationTopicsOf } from '@thingplan/core/lifecycle'
import { evaluatePolicies } from '@thingplan/core/policy'
import { certificateFixture, factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { deviceOf, prefix, sensors, subjectOf, thingNameOf } from './registration.js'

const accepted = { verifiers: { 'verifier:allow-list': { outcome: 'accepted' } } } as const
const vendor = certificateFixture({ subject: { O: 'Sensor Vendor', serialNumber: '20481234', title: 'sensor' } })
const ours = certificateFixture({ subject: Object.fromEntries(subjectOf('20481234')) })

describe('a sensor', () => {
  it('is taken when it is expected, and becomes a thing under its serial number', () => {
    const decision = decide(sensors, factsFixture({ certificate: vendor, answers: accepted }))
    expect(decision.verdict).toBe('accept')
    const steps = decision.verdict === 'accept' ? decision.plan.steps : []
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'ensure-thing', thingName: thingNameOf('20481234') }))
  })

  it('waits until somebody has said whether it is expected', () => {
    expect(decide(sensors, factsFixture({ certificate: vendor })).verdict).toBe('undecided')
  })

  it.each([
    [
      'refused by the allow-list',
      vendor,
      { verifiers: { 'verifier:allow-list': { outcome: 'refused', reason: 'no' } } },
    ],
    ['no sensor', certificateFixture({ subject: { serialNumber: '20481234', title: 'gateway' } }), accepted],
    ['without a serial number', certificateFixture({ subject: { title: 'sensor' } }), accepted],
  ] as const)('is refused: %s', (_, certificate, answers) => {
    expect(decide(sensors, factsFixture({ certificate, answers })).verdict).toBe('reject')
  })

  it.each([
    ["the vendor's certificate", vendor],
    ['ours', ours],
  ])('is named alike by %s, and may speak on its own topics only', (_, certificate) => {
    expect(deviceOf(certificate)).toBe('20481234')
    const decision = decide(sensors, factsFixture({ certificate: vendor, answers: accepted }))
    const steps = decision.verdict === 'accept' ? decision.plan.steps : []
    const policies = steps.flatMap((step) =>
      step.kind === 'ensure-policy'
        ? [{ name: step.policyName, document: step.document, attachedTo: 'certificate' as const }]
        : [],
    )
    const { account } = factsFixture()
    const effectOn = (device: string): string =>
      evaluatePolicies(policies, {
        action: 'iot:Publish',
        resource: `arn:aws:iot:${account.region}:${account.id}:topic/${rotationTopicsOf(device, prefix).request.request}`,
        clientId: thingNameOf('20481234'),
        certificate,
        thing: { name: thingNameOf('20481234'), attributes: {}, attached: true, exclusive: false },
      }).effect
    expect(effectOn('20481234')).toBe('allowed')
    expect(effectOn('20481235')).toBe('implicit-deny')
  })
})
