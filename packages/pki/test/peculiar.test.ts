// First: @peculiar/x509 resolves its parts through decorators, which read this global polyfill while it loads.
import 'reflect-metadata'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509Crl,
} from '@peculiar/x509'
import { describe, expect, it } from 'vitest'
import * as written from '../src/certificate/extension.js'
import { createCertificateAuthority, createCrl } from '../src/index.js'
import { makeEveryKind } from './every-kind.js'

const identifier = 'ab'.repeat(20)

describe('@peculiar/x509', () => {
  it.each<[string, Extension, Uint8Array]>([
    [
      'basic constraints of a CA',
      new BasicConstraintsExtension(true, 0, true),
      written.basicConstraints({ ca: true, pathLength: 0 }),
    ],
    [
      'a long path',
      new BasicConstraintsExtension(true, 255, true),
      written.basicConstraints({ ca: true, pathLength: 255 }),
    ],
    [
      'basic constraints of a device',
      new BasicConstraintsExtension(false, undefined, true),
      written.basicConstraints({ ca: false }),
    ],
    [
      'usage of a CA',
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      written.keyUsage(['keyCertSign', 'cRLSign']),
    ],
    [
      'usage of a device',
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      written.keyUsage(['digitalSignature']),
    ],
    ['a key identifier', new SubjectKeyIdentifierExtension(identifier), written.subjectKeyIdentifier(identifier)],
    ["an issuer's", new AuthorityKeyIdentifierExtension(identifier), written.authorityKeyIdentifier(identifier)],
    ['a purpose', new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2']), written.extendedKeyUsage('clientAuth')],
    ...[['localhost'], ['a.example.com', '127.0.0.1'], ['::'], ['::1'], ['1::'], ['2001:db8::8:800:200c:417a']].map(
      (values): [string, Extension, Uint8Array] => {
        const names = values.map((value) => ({ type: /^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value }) as const)
        return [values.join(), new SubjectAlternativeNameExtension(names), written.subjectAlternativeNames(names)]
      },
    ),
  ])('writes the same octets for %s', (_, theirs, ours) => {
    expect(Buffer.from(ours).toString('hex')).toBe(Buffer.from(theirs.rawData).toString('hex'))
  })

  it.each(['EC-P256', 'EC-P521', 'RSA-2048'] as const)('verifies what is made here with %s', async (algorithm) => {
    const { root, intermediate, device, request } = await makeEveryKind(algorithm)
    const issuer = new X509Certificate(intermediate.der)
    const signatureOnly = true
    expect(await new X509Certificate(root.der).verify({ signatureOnly })).toBe(true)
    expect(await issuer.verify({ publicKey: new X509Certificate(root.der), signatureOnly })).toBe(true)
    expect(await new X509Certificate(device.der).verify({ publicKey: issuer, signatureOnly })).toBe(true)
    expect(await new Pkcs10CertificateRequest(request).verify()).toBe(true)
  })

  it('reads a CRL that is made here', async () => {
    const authority = await createCertificateAuthority({ subject: 'CN=CA' })
    const revocations = [{ serialNumber: '0a', revokedAt: new Date('2027-01-01T00:00:00Z') }]
    const crl = new X509Crl((await createCrl({ authority, number: 1, revocations })).der)
    expect(crl.entries.map(({ serialNumber }) => serialNumber)).toEqual(['0a'])
    expect(await crl.verify({ publicKey: new X509Certificate(authority.certificate.der) })).toBe(true)
  })
})
