import type { Certificate } from '@thingplan/core'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueAuthorityCertificate,
  issueClaimCertificate,
  issueDeviceCertificate,
  issueServerCertificate,
  issueVerificationCertificate,
  type KeyAlgorithm,
  type SubjectInput,
} from '../src/index.js'

/** Every kind of certificate that is made here, below a root and an intermediate, with keys of one algorithm. */
export interface EveryKind {
  readonly root: Certificate
  readonly intermediate: Certificate
  /** An intermediate whose key is elsewhere. */
  readonly remote: Certificate
  readonly device: Certificate
  readonly deviceOfRequest: Certificate
  readonly claim: Certificate
  readonly server: Certificate
  readonly verification: Certificate
  /** PEM. */
  readonly request: string
}

const registrationCode = '0123456789abcdef'.repeat(4)

const subject: SubjectInput = [
  ['C', 'FR'],
  ['O', 'Acme'],
  [
    ['CN', 'Lučić, 1'],
    ['UID', '7'],
  ],
  ['serialNumber', '12-34'],
  ['emailAddress', 'a@example.com'],
]

export const makeEveryKind = async (keyAlgorithm: KeyAlgorithm): Promise<EveryKind> => {
  const target = keyAlgorithm === 'Ed25519' ? 'x509' : 'aws-iot'
  const root = await createCertificateAuthority({ subject: 'CN=Root,O=Acme', keyAlgorithm, pathLength: 1, target })
  const authority = await createCertificateAuthority({ subject: 'CN=Line', keyAlgorithm, issuer: root, target })
  const keys = await createKeyPair(keyAlgorithm)
  const { publicKey } = keys
  const { pem: request } = await createCertificateRequest({ keys, subject, target })
  const issued = { authority, target } as const
  const names = { dnsNames: ['localhost', '*.example.com'], ipAddresses: ['127.0.0.1', '::1'] }
  return {
    root: root.certificate,
    intermediate: authority.certificate,
    remote: await issueAuthorityCertificate({ authority: root, csr: request, subject: 'CN=Remote', target }),
    device: await issueDeviceCertificate({ ...issued, publicKey, subject }),
    deviceOfRequest: await issueDeviceCertificate({ ...issued, csr: request, subject: 'CN=b' }),
    claim: await issueClaimCertificate({ ...issued, publicKey, subject: 'CN=line 4' }),
    server: await issueServerCertificate({ ...issued, publicKey, ...names }),
    verification: await issueVerificationCertificate({ ...issued, registrationCode }),
    request,
  }
}

export const everyAlgorithm: readonly KeyAlgorithm[] = [
  'EC-P256',
  'EC-P384',
  'EC-P521',
  'RSA-2048',
  'RSA-3072',
  'RSA-4096',
  'Ed25519',
]
