import { type Certificate, decide, defineRegistration, notRevoked, type RevocationList } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import {
  type Crl,
  createCertificateAuthority,
  createCrl,
  createKeyPair,
  issueDeviceCertificate,
  type Revocation,
  readCrl,
  verifyCrl,
} from '../src/index.js'

const now = new Date('2026-11-22T12:00:00Z')
const later = new Date('2026-12-22T12:00:00Z')
const subject = 'CN=Factory CA,O=Acme'
const [authority, namesake, another] = await Promise.all([
  createCertificateAuthority({ subject, now }),
  createCertificateAuthority({ subject, now }),
  createCertificateAuthority({ subject: 'CN=Another CA,O=Acme', now }),
])
const { publicKey } = await createKeyPair()
const [lost, kept] = await Promise.all([
  issueDeviceCertificate({ authority, publicKey, subject: 'CN=lost', now }),
  issueDeviceCertificate({ authority, publicKey, subject: 'CN=kept', now }),
])
const revocation: Revocation = { serialNumber: lost.serialNumber, revokedAt: now, reason: 'keyCompromise' }

/** A CRL on its way: written by the CA, fetched as PEM, read and verified where decisions are made. */
const fetched = async (
  issuer: typeof authority,
  revocations: readonly Revocation[],
  nextUpdate?: Date,
): Promise<Crl> => {
  const { pem } = await createCrl({ authority: issuer, number: 1, revocations, now, nextUpdate })
  return verifyCrl(readCrl(pem), issuer.certificate, now)
}

const registration = defineRegistration({
  name: 'sensors',
  rules: [notRevoked()],
  profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
  onReject: 'deactivate',
})

const decided = (certificate: Certificate, revocations: readonly RevocationList[], moment: Date = now) => {
  const account = { id: '123456789012', region: 'eu-central-1' }
  const { verdict, findings, ...rest } = decide(registration, { certificate, account, now: moment, revocations })
  const { code } = findings.find(({ rule }) => rule === 'not-revoked') ?? {}
  return { verdict, code, ...('consequence' in rest && { consequence: rest.consequence }) }
}

describe('a CA issues, its CRL revokes, a registration decides', async () => {
  const crl = await fetched(authority, [revocation])

  it('refuses who is on the list of the issuer, and lets the others in', () => {
    expect(decided(lost, [crl])).toEqual({ verdict: 'reject', code: 'revoked', consequence: 'deactivate' })
    expect(decided(kept, [crl])).toEqual({ verdict: 'accept', code: 'not-revoked' })
  })

  it('finds the list among those of several CAs', async () => {
    expect(decided(lost, [await fetched(another, []), crl]).code).toBe('revoked')
    expect(decided(kept, [await fetched(another, []), crl]).verdict).toBe('accept')
  })

  it.each([
    ['there is no list', []],
    ['the list is of another CA', [await fetched(another, [])]],
    ['the list is of another key of the same name', [await fetched(namesake, [])]],
  ])('leaves everybody alone where %s', (_, lists) => {
    const left = { verdict: 'reject', code: 'fact-missing', consequence: 'leave' }
    expect(decided(kept, lists)).toEqual(left)
    expect(decided(lost, lists)).toEqual(left)
  })

  it('leaves everybody alone by a list that is kept for too long, but for whom it names', () => {
    expect(decided(kept, [crl], later)).toEqual({ verdict: 'reject', code: 'fact-missing', consequence: 'leave' })
    expect(decided(lost, [crl], later).code).toBe('revoked')
  })

  it('believes a list for as long as the CA says', async () => {
    expect(decided(kept, [await fetched(authority, [], later)], later).verdict).toBe('accept')
  })
})
