import { webcrypto } from 'node:crypto'
import { BasicConstraintsExtension, Extension, X509CertificateGenerator } from '@peculiar/x509'

const rsa: webcrypto.RsaHashedKeyGenParams = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
}

/** Ten attributes, as the documentation of the universal JITR shows them; generationQualifier has no short name. */
const subject = [
  { C: ['FR'] },
  { ST: ['Ile-de-France'] },
  { L: ['Paris'] },
  { O: ['AcmeInc'] },
  { OU: ['MyAcme'] },
  { CN: ['device-00000042'] },
  { E: ['devices@acme.example'] },
  { '2.5.4.5': ['00000042'] },
  { '2.5.4.12': ['iot'] },
  { '2.5.4.44': ['smart-sensor'] },
]

/** The device certificate that everything reads: RSA-2048, signed by a CA, with the usual extensions. */
export const createDeviceCertificate = async (): Promise<string> => {
  const ca = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify'])
  const device = await webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '5b7c1d2e3f405162',
    subject,
    issuer: [{ C: ['FR'] }, { O: ['AcmeInc'] }, { CN: ['AcmeInc Device CA'] }],
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    signingKey: ca.privateKey,
    publicKey: device.publicKey,
    signingAlgorithm: rsa,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      // Key usage digitalSignature, and the two key identifiers, as OpenSSL's default configuration adds them.
      new Extension('2.5.29.15', true, new Uint8Array([0x03, 0x02, 0x07, 0x80])),
      new Extension('2.5.29.14', false, new Uint8Array([0x04, 0x14, ...new Uint8Array(20).fill(0x17)])),
      new Extension('2.5.29.35', false, new Uint8Array([0x30, 0x16, 0x80, 0x14, ...new Uint8Array(20).fill(0x2a)])),
    ],
  })
  return certificate.toString('pem')
}
