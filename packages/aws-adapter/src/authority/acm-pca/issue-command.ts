import { createHash } from 'node:crypto'
import { IssueCertificateCommand, type IssueCertificateCommandInput, type Validity } from '@aws-sdk/client-acm-pca'
import type { IssueRequest } from '../issuer/issuer.js'
import { IssuerError } from '../issuer/issuer-error.js'
import type { AcmPcaSetup } from './acm-pca-options.js'

/** AWS Private CA API Reference, "Validity": seconds since 1970. */
const moment = (date: Date): Validity => ({ Type: 'ABSOLUTE', Value: Math.floor(date.getTime() / 1000) })

const longestKey = 256

const checkKey = (key: unknown): void => {
  if (key === undefined || (typeof key === 'string' && key.length > 0 && key.length <= longestKey)) return
  throw new IssuerError('issuer-request', 'the idempotency key is not a text of a length that is taken', {
    field: 'idempotencyKey',
    remedy: `give a text of 1 to ${longestKey} characters`,
  })
}

/**
 * What names this one issuing to AWS Private CA, which takes 36 characters: a digest of everything that is asked, so that one key for
 * two requests makes two certificates and not the first one twice.
 */
const tokenOf = (input: IssueCertificateCommandInput, { csr, idempotencyKey = '' }: IssueRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([idempotencyKey, { ...input, Csr: csr.pem }]))
    .digest('base64url')
    .slice(0, 36)

/**
 * Asks for a certificate. Where nobody says until when it is to be valid, its validity is a number of days: a moment that is counted
 * from now would make another request of each repetition.
 *
 * @throws {IssuerError} `issuer-request`
 */
export const issueCommand = (
  request: IssueRequest,
  { certificateAuthorityArn, signingAlgorithm, templateArn, validityDays }: AcmPcaSetup,
): IssueCertificateCommand => {
  const { csr, notBefore, notAfter, idempotencyKey } = request
  checkKey(idempotencyKey)
  const input: IssueCertificateCommandInput = {
    CertificateAuthorityArn: certificateAuthorityArn,
    Csr: new TextEncoder().encode(csr.pem),
    SigningAlgorithm: signingAlgorithm,
    TemplateArn: templateArn,
    Validity: notAfter === undefined ? { Type: 'DAYS', Value: validityDays } : moment(notAfter),
    ...(notBefore === undefined ? {} : { ValidityNotBefore: moment(notBefore) }),
  }
  return new IssueCertificateCommand({ ...input, IdempotencyToken: tokenOf(input, request) })
}
