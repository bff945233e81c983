import { readCertificate } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { CertificateIndex } from './certificate-index.js'
import { certificateIdOf, certificateOf } from './device-certificate.js'
import { Fleet, pauseAfter } from './fleet.js'

describe('the certificate of a device', () => {
  it('is one that can be read, with the device’s number in its subject', () => {
    const { id, pem } = certificateOf(1234)
    const certificate = readCertificate(pem)
    expect([certificate.id, certificate.subject.get('serialNumber')]).toEqual([id, '00001234'])
    expect(certificateIdOf(1234)).toBe(id)
    expect(certificateOf(1235).id).not.toBe(id)
  })
})

describe('the index of certificates', () => {
  it('finds every device of those that were added, and nobody else', () => {
    const index = new CertificateIndex(1000)
    const ids = Array.from({ length: 1000 }, (_, device) => certificateIdOf(device))
    for (const [device, id] of ids.entries()) index.add(id, device)
    expect(ids.map((id) => index.deviceOf(id))).toEqual([...ids.keys()])
    expect(index.deviceOf(certificateIdOf(1000))).toBeUndefined()
    // Ids whose places in the table are the same.
    for (const [device, low] of ['00000001', '00000002'].entries()) index.add(`00000000${low}${'0'.repeat(48)}`, device)
    expect(index.deviceOf(`0000000000000002${'0'.repeat(48)}`)).toBe(1)
  })
})

describe('a fleet', () => {
  it('knows who waits, and how long those before take', () => {
    const fleet = new Fleet(3)
    expect([fleet.knock(0, 10, 100), fleet.knock(0, 20, 100), fleet.knock(1, 30, 100)]).toEqual([0, 1, 0])
    fleet.register(0, 40)
    fleet.knock(2, 50, 100)
    expect([fleet.waiting, fleet.registered]).toEqual([2, 1])
    expect([...fleet.warrantedWait]).toEqual([0, 100, 100])
    expect([...fleet.firstKnockAt]).toEqual([10, 30, 50])
  })

  it('backs off: each pause twice as long, give or take a quarter, up to the longest', () => {
    const backoff = { first: 1, longest: 8 }
    const means = [0, 1, 2, 3, 4].map((knocks) => {
      const pauses = Array.from({ length: 1000 }, (_, device) => pauseAfter(device, knocks, backoff, 1))
      expect(Math.min(...pauses)).toBeGreaterThan(0.74 * Math.min(8, 2 ** knocks))
      expect(Math.max(...pauses)).toBeLessThan(1.26 * Math.min(8, 2 ** knocks))
      return Math.round((pauses.reduce((sum, pause) => sum + pause, 0) / 1000) * 10) / 10
    })
    expect(means).toEqual([
      expect.closeTo(1, 1),
      expect.closeTo(2, 1),
      expect.closeTo(4, 0),
      expect.closeTo(8, 0),
      expect.closeTo(8, 0),
    ])
  })
})
