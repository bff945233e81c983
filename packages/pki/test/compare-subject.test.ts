import { describe, expect, it } from 'vitest'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  hasSubject,
  issueDeviceCertificate,
  requestsSubject,
  type SubjectInput,
} from '../src/index.js'

const keys = await createKeyPair()
const authority = await createCertificateAuthority({ subject: 'CN=CA' })
const subject: SubjectInput = [
  ['C', 'DE'],
  ['O', 'Acme'],
  ['CN', 'device-1'],
]
const request = await createCertificateRequest({ keys, subject })
const certificate = await issueDeviceCertificate({ authority, publicKey: keys.publicKey, subject })

describe('the subject that is expected', () => {
  it.each<[string, SubjectInput, boolean]>([
    ['itself', subject, true],
    ['itself as text, last part first (RFC 4514)', 'CN=device-1,O=Acme,C=DE', true],
    ['itself by other names of its types', { countryName: 'DE', '2.5.4.10': 'Acme', commonName: 'device-1' }, true],
    ['another value', 'CN=device-2,O=Acme,C=DE', false],
    ['another case', 'CN=Device-1,O=Acme,C=DE', false],
    ['a blank at the end', { C: 'DE', O: 'Acme', CN: 'device-1 ' }, false],
    ['another type', { C: 'DE', OU: 'Acme', CN: 'device-1' }, false],
    ['another order', 'C=DE,O=Acme,CN=device-1', false],
    ['less', 'O=Acme,C=DE', false],
    ['more', 'CN=device-1,CN=device-1,O=Acme,C=DE', false],
  ])('is compared: %s', (_, expected, same) => {
    expect(requestsSubject(request, expected)).toBe(same)
    expect(hasSubject(certificate, expected)).toBe(same)
  })

  it('is the same only byte for byte in a request: one RDN of two attributes is not two RDNs', async () => {
    const joined: SubjectInput = [
      [
        ['O', 'Acme'],
        ['CN', 'device-1'],
      ],
    ]
    const ofJoined = await createCertificateRequest({ keys, subject: joined })
    expect(requestsSubject(ofJoined, joined)).toBe(true)
    expect(requestsSubject(ofJoined, { O: 'Acme', CN: 'device-1' })).toBe(false)
  })

  it.each<[string, () => boolean]>([
    ['a request', () => requestsSubject(request, '')],
    ['a certificate', () => hasSubject(certificate, { CN: '' })],
  ])('is never nothing, for %s', (_, compare) => {
    expect(compare).toThrow(expect.objectContaining({ code: 'subject-malformed' }))
  })
})
