import { describe, expect, it } from 'vitest'
import { decideRotation } from './decide-rotation.js'
import { decideRotationSweep } from './decide-rotation-sweep.js'
import { certificateOf, factsOf, first, job, keyHashOf, recordIn, second, start } from './fixtures/rotation-scene.js'

const facts = { now: new Date(start + 60_000), leaseMilliseconds: 30_000 }
/** Another certificate for the key of the first job. */
const vain = certificateOf('EC-P384', '77')
const candidate = {
  certificateId: vain.id,
  status: 'INACTIVE',
  keyHash: keyHashOf(first),
  createdAt: start,
  thingNames: [],
  policyNames: [],
  registersItself: false,
}
const offeredAgain = decideRotation({ kind: 'offer', job: job('job-2') }, recordIn('rolled-back'), factsOf()).record

describe('decideRotationSweep', () => {
  it.each([
    ['preparing', recordIn('preparing')],
    ['completed', recordIn('completed')],
    ['rolled-back', recordIn('rolled-back')],
    ['offered the next job', offeredAgain],
  ])('removes what was issued in vain for a device that is %s', (_, record) => {
    expect(decideRotationSweep(candidate, record, facts)).toEqual({ verdict: 'delete', reason: 'orphan' })
    const returning = { ...candidate, registersItself: true }
    expect(decideRotationSweep(returning, record, facts)).toEqual({ verdict: 'revoke', reason: 'orphan' })
  })

  it.each([
    ['of the job that is open', recordIn('preparing')],
    ['that the device has', recordIn('completed')],
    ['of a job that is over', offeredAgain],
  ])('leaves the certificate %s', (_, record) => {
    const decision = decideRotationSweep({ ...candidate, certificateId: first.id }, record, facts)
    expect(decision).toEqual({ verdict: 'leave', reason: 'certificate-of-device' })
  })

  it.each([
    [{ status: 'ACTIVE' }, 'status-not-inactive'],
    [{ thingNames: ['any'] }, 'thing-attached'],
    [{ policyNames: ['any'] }, 'policy-attached'],
    [{ createdAt: start + 30_000 }, 'lease-not-over'],
    [{ createdAt: Number.NaN }, 'lease-not-over'],
    [{ keyHash: keyHashOf(second) }, 'key-not-claimed'],
  ])('leaves what is %o', (change, reason) => {
    const decision = decideRotationSweep({ ...candidate, ...change }, recordIn('completed'), facts)
    expect(decision).toEqual({ verdict: 'leave', reason })
  })

  it('leaves what whoever issues now may be about to find', () => {
    const decision = decideRotationSweep(candidate, recordIn('issuing'), facts)
    expect(decision).toEqual({ verdict: 'leave', reason: 'certificate-of-device' })
  })
})
