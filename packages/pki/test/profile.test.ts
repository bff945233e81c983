import type { Certificate } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { createCertificateAuthority, createKeyPair, issueDeviceCertificate, noExpiry } from '../src/index.js'
import { everyAlgorithm, makeEveryKind } from './every-kind.js'
import { type Linted, lints } from './lints.js'

const failing = (linted: Linted): readonly string[] => lints.flatMap(([rule, holds]) => (holds(linted) ? [] : [rule]))

describe.each(everyAlgorithm)('certificates of %s', { timeout: 120_000 }, async (algorithm) => {
  const { request: _, ...certificates } = await makeEveryKind(algorithm)
  const { root, intermediate } = certificates
  const ofRoot: readonly string[] = ['root', 'intermediate', 'remote']
  const all = Object.entries(certificates)

  it.each(lints)('%s', (_rule, holds) => {
    const broken = all.filter(
      ([name, certificate]) => !holds({ certificate, issuer: ofRoot.includes(name) ? root : intermediate }),
    )
    expect(broken.map(([name]) => name)).toEqual([])
  })

  it('CA/Browser Forum 7.1: have serial numbers of their own', () => {
    expect(new Set(all.map(([, { serialNumber }]) => serialNumber)).size).toBe(all.length)
  })

  it('are for what they are for', () => {
    expect(
      all.map(([name, { keyUsage, extendedKeyUsage, basicConstraints }]) => [
        name,
        keyUsage?.join(' '),
        extendedKeyUsage?.join(' '),
        basicConstraints?.pathLength,
      ]),
    ).toEqual([
      ['root', 'keyCertSign cRLSign', undefined, 1],
      ['intermediate', 'keyCertSign cRLSign', undefined, 0],
      ['remote', 'keyCertSign cRLSign', undefined, 0],
      ['device', 'digitalSignature', '1.3.6.1.5.5.7.3.2', undefined],
      ['deviceOfRequest', 'digitalSignature', '1.3.6.1.5.5.7.3.2', undefined],
      ['claim', 'digitalSignature', '1.3.6.1.5.5.7.3.2', undefined],
      ['server', 'digitalSignature', '1.3.6.1.5.5.7.3.1', undefined],
      ['verification', 'digitalSignature', undefined, undefined],
    ])
  })
})

describe('certificates of unusual dates', async () => {
  const authority = await createCertificateAuthority({ subject: 'CN=CA', notAfter: noExpiry() })
  const { publicKey } = await createKeyPair()

  it.each([
    ['the last second of UTCTime', new Date('2049-12-31T23:59:59Z')],
    ['the first of GeneralizedTime', new Date('2050-01-01T00:00:00Z')],
    ['no end', noExpiry()],
  ])('pass with %s, too', async (_, notAfter) => {
    const certificate = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=a', notAfter })
    expect(certificate.notAfter).toEqual(notAfter)
    expect(failing({ certificate, issuer: authority.certificate })).toEqual([])
  })
})

describe('the checks notice', async () => {
  const { certificate } = await createCertificateAuthority({ subject: 'CN=CA' })
  const changed = (from: string, to: string) => {
    const hex = Buffer.from(certificate.der).toString('hex')
    expect(hex).toContain(from)
    const der = Uint8Array.from(Buffer.from(hex.replaceAll(from, to), 'hex'))
    // What it says stays as it was: no reader takes these octets.
    const nothing: Certificate = Object.create(null)
    return new Proxy(nothing, { get: (_, name) => (name === 'der' ? der : Reflect.get(certificate, name)) })
  }
  const serial = `0214${certificate.serialNumber}`

  it.each([
    ['another version', 'a003020102', 'a003020101', 'RFC 5280 section 4.1.2.1'],
    ['a negative serial number', serial, `0214ff${serial.slice(6)}`, 'RFC 5280 section 4.1.2.2'],
    ['a TRUE of another octet', '0101ff', '010101', 'X.690 sections 10 and 11'],
    ['an OBJECT IDENTIFIER that does not end', '0603551d0f', '0603551d8f', 'X.690 sections 10 and 11'],
    ['a FALSE that is written out', '0603551d0f0101ff', '0603551d0f010100', 'X.690 sections 10 and 11'],
    ['another string type', '06035504030c', '060355040314', 'RFC 5280 section 4.1.2.4 and appendix A'],
    ['a time of another type', '170d', '180d', 'RFC 5280 section 4.1.2.5'],
  ])('%s', (_, from, to, rule) => {
    const broken = changed(from, to)
    expect(failing({ certificate: broken, issuer: certificate }).join()).toContain(rule)
  })
})
