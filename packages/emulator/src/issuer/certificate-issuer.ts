import { KeyObject } from 'node:crypto'
import { type Certificate, resolveAttributeType } from '@thingplan/core'
import type { CertificateAuthority, SubjectAttribute } from '@thingplan/pki'
import { loadPki } from './load-pki.js'

export interface IssuedKeys {
  readonly certificate: Certificate
  /** PEM. */
  readonly publicKey: string
  /** PEM (PKCS #8); nothing keeps it. */
  readonly privateKey: string
}

/** The CA behind the certificates that AWS IoT issues itself. */
export interface CertificateIssuer {
  /** A key pair of RSA 2048, as CreateKeysAndCertificate makes it, with a certificate. */
  issueKeys(): Promise<IssuedKeys>
  /**
   * Certifies the key of a request.
   *
   * @throws {PkiError} for a request that is none, is not signed by its key, or asks for a subject that is none.
   */
  issueFor(certificateSigningRequest: string, subjectOf: RequestSubject): Promise<Certificate>
}

/** Whether a certificate gets the subject that its request asks for, or the one that AWS IoT gives every certificate. */
export type RequestSubject = 'keep' | 'replace'

const subject = { CN: 'AWS IoT Certificate' }

/** Developer Guide, "X.509 client certificates": certificates that AWS IoT issues expire at the end of 2049. */
const notAfter = new Date('2049-12-31T23:59:59Z')

/**
 * An issuer whose CA is made when it is first needed, and dated from 1970, so that it is valid whatever the emulator's clock
 * says. The issuing package is loaded only then, too.
 */
export const createCertificateIssuer = (clock: () => Date): CertificateIssuer => {
  let made: Promise<CertificateAuthority> | undefined
  const authorityOf = async ({ createCertificateAuthority }: typeof import('@thingplan/pki')) => {
    made ??= createCertificateAuthority({
      subject: { OU: 'Emulated Amazon Web Services' },
      notBefore: new Date(0),
      notAfter,
    })
    return made
  }
  return {
    issueKeys: async () => {
      const pki = await loadPki()
      const authority = await authorityOf(pki)
      const { publicKey, privateKey } = await pki.createKeyPair('RSA-2048')
      return {
        certificate: await pki.issueDeviceCertificate({ authority, subject, publicKey, notAfter, now: clock() }),
        publicKey: KeyObject.from(publicKey).export({ type: 'spki', format: 'pem' }).toString(),
        privateKey: await pki.exportPrivateKey(privateKey),
      }
    },
    issueFor: async (csr, subjectOf) => {
      const pki = await loadPki()
      const authority = await authorityOf(pki)
      const { requestedSubject } = await pki.readCertificateRequest(csr)
      const requested = subjectOf === 'keep' ? requestedSubject.filter(isSubjectAttribute) : []
      const given = requested.length === 0 ? subject : requested
      return pki.issueDeviceCertificate({ authority, subject: given, csr, notAfter, now: clock() })
    },
  }
}

const isSubjectAttribute = (entry: readonly [type: string, value: string]): entry is SubjectAttribute =>
  resolveAttributeType(entry[0]) !== undefined
