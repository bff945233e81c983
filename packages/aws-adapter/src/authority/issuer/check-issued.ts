import { type Certificate, isThingplanError, readCertificate } from '@thingplan/core'
import { hasSubject, type SubjectInput } from '@thingplan/pki'
import type { IssueRequest } from './issuer.js'
import { IssuerError } from './issuer-error.js'

const unfit = (message: string, certificate?: Certificate, cause?: unknown): IssuerError =>
  new IssuerError('issuer-certificate', message, {
    field: 'certificatePem',
    value: certificate?.id,
    remedy: 'have the issuer answer with the one certificate that it made of the request, in PEM',
    cause,
  })

/** More characters than any certificate has that AWS IoT takes. */
const longest = 65_536

const read = (pem: unknown): Certificate => {
  if (typeof pem !== 'string' || pem.length > longest) throw unfit('the issuer answered without a certificate')
  try {
    return readCertificate(pem)
  } catch (error) {
    const why = isThingplanError(error) ? `: ${error.message}` : ''
    throw unfit(`the issuer answered with a certificate that cannot be read${why}`, undefined, error)
  }
}

const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((octet, index) => octet === right[index])

/** X.509 has whole seconds. */
const second = 1000

const checkValidity = (certificate: Certificate, { notBefore, notAfter }: IssueRequest): void => {
  const { notBefore: from, notAfter: to } = certificate
  if (notBefore !== undefined && from.getTime() < Math.floor(notBefore.getTime() / second) * second) {
    throw unfit('the issuer made a certificate that is valid earlier than it was asked for', certificate)
  }
  if (notAfter !== undefined && to > notAfter) {
    throw unfit('the issuer made a certificate that is valid longer than it was asked for', certificate)
  }
}

/**
 * The certificate of an issuer's answer, which has to be one for the key of the request, with the subject and within the validity
 * that were asked for, and of no CA: it would sign certificates itself.
 *
 * @param pem what the issuer answered; the first certificate in it counts, and is all that is returned.
 * @param otherSubject a subject that the issuer may have given in place of the one that was asked for.
 * @throws {IssuerError} `issuer-certificate`
 * @throws {PkiError} for a subject that is none
 *
 * @example
 * ```ts
 * import { checkIssued } from '@thingplan/aws-adapter/authority'
 * import { createCertificateAuthority, createCertificateRequest, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Fleet CA' })
 * const csr = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=any' })
 * const { pem } = await issueDeviceCertificate({ authority, csr: csr.pem, subject: 'CN=device-1' })
 *
 * checkIssued(pem, { csr, subject: 'CN=device-1' }).subject.get('CN') // => 'device-1'
 * ```
 */
export const checkIssued = (pem: unknown, request: IssueRequest, otherSubject?: SubjectInput): Certificate => {
  const certificate = read(pem)
  const { csr, subject } = request
  if (!isSame(certificate.publicKey.spki, csr.spki)) {
    throw unfit('the issuer certified another key than the request has', certificate)
  }
  if (certificate.basicConstraints?.ca === true) throw unfit('the issuer made the device a CA', certificate)
  const allowed = otherSubject === undefined || subject === undefined ? [subject] : [subject, otherSubject]
  if (!allowed.some((one) => one === undefined || hasSubject(certificate, one))) {
    throw unfit('the issuer made a certificate with another subject than it was asked for', certificate)
  }
  checkValidity(certificate, request)
  return certificate
}
