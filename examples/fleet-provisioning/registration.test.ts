import { decide, type Registration, type VerifierAnswer } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { cores, sensors } from './registration.js'

const accepted: VerifierAnswer = { outcome: 'accepted' }

const decideOn = (registration: Registration, serialNumber: string, answer: VerifierAnswer = accepted) =>
  decide(
    registration,
    factsFixture({ subject: { serialNumber }, answers: { verifiers: { 'verifier:factory': answer } } }),
  )

describe('a device that the factory has made', () => {
  it.each([
    [sensors, '20481234', 'sensor-20481234'],
    [cores, '70010001', 'core-70010001'],
  ])('is named by its serial number', (registration, serialNumber, thingName) => {
    const decision = decideOn(registration, serialNumber)
    expect(decision.verdict === 'accept' && decision.plan.steps).toContainEqual(
      expect.objectContaining({ kind: 'ensure-thing', thingName }),
    )
  })
})

describe('a device is refused, with the reason', () => {
  it.each([
    [sensors, 'abcd'],
    [sensors, '204812345'],
    [sensors, '2048*'],
    [sensors, '70010001'],
    [cores, '20481234'],
  ])('whose serial number does not fit', (registration, serialNumber) => {
    const { verdict, findings } = decideOn(registration, serialNumber)
    expect(verdict).toBe('reject')
    expect(findings).toContainEqual(expect.objectContaining({ ok: false, code: 'subject-field-mismatch' }))
  })

  it('that the factory does not know', () => {
    const { verdict, findings } = decideOn(sensors, '20489999', { outcome: 'refused' })
    expect(verdict).toBe('reject')
    expect(findings).toContainEqual(expect.objectContaining({ ok: false, code: 'verifier-refused' }))
  })
})

it('a device stays undecided while the factory cannot be asked', () => {
  expect(decideOn(sensors, '20481234', { outcome: 'unavailable', reason: 'it is night' }).verdict).toBe('undecided')
})
