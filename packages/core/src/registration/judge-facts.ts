import { CertificateError } from '../certificate/certificate-error.js'
import { readCertificate } from '../certificate/read-certificate.js'
import type { Account } from '../plan/account.js'
import { isText } from './check-options.js'
import type { Facts } from './facts.js'
import type { Finding } from './finding.js'
import { normalizeCertificateId } from './hex.js'
import { passed, refusedField } from './make-finding.js'

const rule = 'facts'
const pending = 'PENDING_ACTIVATION'
const waiting: Finding = /* @__PURE__ */ passed(rule, 'status-pending', 'the certificate waits for its activation', {
  field: 'description.status',
  value: pending,
})
const mismatch = 'certificate-id-mismatch'
const remedies = {
  [mismatch]: 'describe the certificate again',
  'account-mismatch': 'decide in the account and region of the certificate',
  'event-mismatch': 'look who can publish to `$aws/events/certificates/registered/`',
  'already-active': 'nothing is left to do',
  'status-not-pending': 'have it changed by whoever set it: registering never does',
} as const

/** The id of the certificate in a text, or why there is none. */
const identify = (pem: string): { readonly id?: string; readonly reason?: string } => {
  try {
    return { id: readCertificate(pem).id }
  } catch (error) {
    if (error instanceof CertificateError) return { reason: error.message }
    throw error
  }
}

/** A description's PEM and the certificate's own text, but for line ends; that is the common case, and spares a second reading. */
const isSameText = (pem: string, own: unknown): boolean =>
  pem === own || (isText(own) && pem.replaceAll('\r', '').trim() === own.trim())

/**
 * Judges whether the facts are about one certificate, in this account, that waits for its activation.
 *
 * Facts that disagree say nothing about the device, so nothing is done to its certificate: see `settleConsequence`. The
 * event is a hint for routing; one that disagrees with what DescribeCertificate said was not sent by AWS IoT.
 */
export const judgeFacts = ({ certificate, description, event }: Facts, account: Required<Account>): Finding[] => {
  const findings: Finding[] = []
  const compare = (code: keyof typeof remedies, field: string, value: string, expected: string): void => {
    if (value === expected || normalizeCertificateId(value) === expected) return
    findings.push(refusedField(rule, code, { field, value, expected, remedy: remedies[code] }))
  }
  const { id } = certificate
  if (description) {
    const { certificateId, certificateArn, certificatePem, ownedBy = account.id, status } = description
    compare(mismatch, 'description.certificateId', certificateId, id)
    if (!isSameText(certificatePem, certificate.pem)) {
      const { id: value, reason } = identify(certificatePem)
      const details = { field: 'description.certificatePem', value, expected: id, reason, remedy: remedies[mismatch] }
      if (value !== id) findings.push(refusedField(rule, mismatch, details))
    }
    // ARN: `arn:<partition>:iot:<region>:<account>:cert/<id>` (Service Authorization Reference, AWS IoT).
    const place = `arn:${account.partition}:iot:${account.region}:${account.id}:cert/`
    const code = certificateArn.startsWith(place) ? mismatch : 'account-mismatch'
    compare(code, 'description.certificateArn', certificateArn, place + id)
    compare('account-mismatch', 'description.ownedBy', ownedBy, account.id)
    if (status === pending) findings.push(waiting)
    else compare(status === 'ACTIVE' ? 'already-active' : 'status-not-pending', 'description.status', status, pending)
  }
  if (event) {
    const { caCertificateId = 'no CA' } = description ?? event
    compare('event-mismatch', 'event.certificateId', event.certificateId, id)
    compare('event-mismatch', 'event.caCertificateId', event.caCertificateId, caCertificateId)
    compare('event-mismatch', 'event.awsAccountId', event.awsAccountId, account.id)
  }
  return findings
}
