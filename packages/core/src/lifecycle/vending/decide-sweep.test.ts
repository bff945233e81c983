import { recordFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { claimedKeyHashes, decideSweep } from './decide-sweep.js'
import type { SweepCandidate } from './sweep-candidate.js'

const former = 'f0'.repeat(32)
const record = recordFixture({ state: 'ready', changes: { formerKeyHashes: [former] } })
const facts = { now: new Date(120_001), leaseMilliseconds: 60_000 }
const orphan: SweepCandidate = {
  certificateId: 'a1'.repeat(32),
  status: 'INACTIVE',
  keyHash: former,
  createdAt: 60_000,
  thingNames: [],
  policyNames: [],
  registersItself: false,
}
const { next, current } = record
if (next?.stage !== 'ready' || current === undefined) throw new Error('the fixture is not ready')

describe('decideSweep', () => {
  it.each([
    ['deletes', 'for a key that was given up', {}, 'delete', 'orphan'],
    ['deletes', 'for the key of the next certificate, beside that one', { keyHash: next.keyHash }, 'delete', 'orphan'],
    ['revokes', 'whose CA would register it again', { registersItself: true }, 'revoke', 'orphan'],
    ['leaves', 'that is ACTIVE', { status: 'ACTIVE' }, 'leave', 'status-not-inactive'],
    ['leaves', 'that is REVOKED', { status: 'REVOKED' }, 'leave', 'status-not-inactive'],
    ['leaves', 'that waits for its activation', { status: 'PENDING_ACTIVATION' }, 'leave', 'status-not-inactive'],
    ['leaves', 'with a thing', { thingNames: ['pump-1'] }, 'leave', 'thing-attached'],
    ['leaves', 'with a policy', { policyNames: ['pump'] }, 'leave', 'policy-attached'],
    ['leaves', 'as old as the lease', { createdAt: 60_001 }, 'leave', 'lease-not-over'],
    ['leaves', 'of nobody knows when', { createdAt: Number.NaN }, 'leave', 'lease-not-over'],
    ['leaves', 'for a key that was never claimed', { keyHash: '00'.repeat(32) }, 'leave', 'key-not-claimed'],
    [
      'leaves',
      'that is next',
      { keyHash: next.keyHash, certificateId: next.certificateId },
      'leave',
      'certificate-of-device',
    ],
    ['leaves', 'that is current', { certificateId: current.certificateId }, 'leave', 'certificate-of-device'],
  ] as const)('%s one %s', (_does, _what, changes, verdict, reason) => {
    expect(decideSweep({ ...orphan, ...changes }, record, facts)).toEqual({ verdict, reason })
  })

  it('leaves what whoever takes over a claim may be about to find', () => {
    const claimed = recordFixture({ state: 'claimed' })
    const candidate = { ...orphan, keyHash: claimed.next?.keyHash ?? '' }
    expect(decideSweep(candidate, claimed, facts)).toEqual({ verdict: 'leave', reason: 'certificate-of-device' })
  })

  it('leaves what is being retired', () => {
    const retiring = recordFixture({ state: 'retiring', changes: { formerKeyHashes: [former] } })
    const candidate = { ...orphan, certificateId: retiring.retiring?.certificateId ?? '' }
    expect(decideSweep(candidate, retiring, facts).reason).toBe('certificate-of-device')
  })

  it('leaves everything of a device that nobody knows', () => {
    expect(decideSweep(orphan, undefined, facts).reason).toBe('key-not-claimed')
  })
})

describe('claimedKeyHashes', () => {
  it('has each key once', () => {
    expect(claimedKeyHashes(record)).toEqual([...new Set([record.current?.keyHash, next.keyHash, former])])
  })
})
