import { requestsSubject, type SubjectInput } from '@thingplan/pki'
import type { IssueRequest } from './issuer.js'
import { IssuerError } from './issuer-error.js'

/**
 * The subject that a certificate is to have: the one in the request is a wish, which nobody grants unseen.
 *
 * @throws {IssuerError} `issuer-request`
 */
export const requireSubject = ({ subject }: IssueRequest): SubjectInput => {
  if (subject !== undefined) return subject
  throw new IssuerError('issuer-request', 'nobody says what subject the certificate is to have', {
    field: 'subject',
    remedy: 'give the subject that this device is to have',
  })
}

/**
 * The same for an issuer that copies the subject of a request: it gets to see only requests that ask for the one that is expected,
 * byte for byte.
 *
 * @throws {IssuerError} `issuer-request`
 * @throws {PkiError} for a subject that is none
 */
export const requireCopiedSubject = (request: IssueRequest): SubjectInput => {
  const subject = requireSubject(request)
  if (requestsSubject(request.csr, subject)) return subject
  throw new IssuerError(
    'issuer-request',
    'the certificate request asks for another subject than the device is to have',
    {
      field: 'csr',
      value: request.csr.requestedSubject.map(([type, value]) => `${type}=${value}`).join(','),
      remedy: 'have the device ask for its own subject: this issuer copies the subject of a request',
    },
  )
}
