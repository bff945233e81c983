import { quote } from '../error/quote.js'
import type { Account } from '../plan/account.js'
import type { CertificateDescription, Facts, RegistrationEvent } from './facts.js'
import type { Finding, FindingCode } from './finding.js'
import { normalizeCertificateId } from './hex.js'
import { evidenceValue, passed, refused } from './make-finding.js'

const rule = 'facts'

const disagreement = (code: FindingCode, field: string, value: string, expected: string, remedy: string): Finding =>
  refused(rule, code, `${quote(field)} is ${quote(value)} where ${quote(expected)} was expected`, {
    field,
    value: evidenceValue(value),
    expected,
    remedy,
  })

const isSameId = (one: string, other: string): boolean => one === other || normalizeCertificateId(one) === other

/** ARN: `arn:<partition>:iot:<region>:<account>:cert/<id>` (Service Authorization Reference, AWS IoT). */
const judgeArn = (arn: string, certificateId: string, account: Required<Account>): Finding | undefined => {
  const place = `arn:${account.partition}:iot:${account.region}:${account.id}:cert/`
  if (arn === place + certificateId) return undefined
  const field = 'description.certificateArn'
  if (arn.startsWith(place) && isSameId(arn.slice(place.length), certificateId)) return undefined
  return arn.startsWith(place)
    ? disagreement('certificate-id-mismatch', field, arn, place + certificateId, 'describe the certificate again')
    : disagreement('account-mismatch', field, arn, place + certificateId, 'decide in the account that it belongs to')
}

const judgeStatus = ({ status }: CertificateDescription): Finding => {
  const field = 'description.status'
  if (status === 'PENDING_ACTIVATION') {
    return passed(rule, 'status-pending', 'the certificate waits for its activation', { field, value: status })
  }
  if (status === 'ACTIVE') {
    const remedy = 'nothing is to be done'
    return refused(rule, 'already-active', 'the certificate is active already', { field, value: status, remedy })
  }
  const remedy = 'whoever set this status has to change it: registering never does'
  const expected = 'PENDING_ACTIVATION'
  return refused(rule, 'status-not-pending', `the certificate is ${quote(status)}`, {
    field,
    value: evidenceValue(status),
    expected,
    remedy,
  })
}

/** What DescribeCertificate said, against the certificate itself and the account that is decided for. */
const judgeDescription = (
  description: CertificateDescription,
  certificateId: string,
  account: Required<Account>,
  findings: Finding[],
): void => {
  if (!isSameId(description.certificateId, certificateId)) {
    const remedy = 'read the certificate from the description that names it'
    const field = 'description.certificateId'
    findings.push(disagreement('certificate-id-mismatch', field, description.certificateId, certificateId, remedy))
  }
  const arn = judgeArn(description.certificateArn, certificateId, account)
  if (arn !== undefined) findings.push(arn)
  const { ownedBy } = description
  if (ownedBy !== undefined && ownedBy !== account.id) {
    const remedy = 'decide in the account that owns the certificate'
    findings.push(disagreement('account-mismatch', 'description.ownedBy', ownedBy, account.id, remedy))
  }
  findings.push(judgeStatus(description))
}

/** The event is a hint for routing; one that disagrees with what DescribeCertificate said was not sent by AWS IoT. */
const judgeEvent = (event: RegistrationEvent, facts: Facts, findings: Finding[]): void => {
  const { certificate, account, description } = facts
  const remedy = 'look who can publish to `$aws/events/certificates/registered/`'
  if (!isSameId(event.certificateId, certificate.id)) {
    findings.push(disagreement('event-mismatch', 'event.certificateId', event.certificateId, certificate.id, remedy))
  }
  if (description !== undefined && event.caCertificateId !== description.caCertificateId) {
    const expected = description.caCertificateId ?? 'no CA'
    findings.push(disagreement('event-mismatch', 'event.caCertificateId', event.caCertificateId, expected, remedy))
  }
  if (event.awsAccountId !== account.id) {
    findings.push(disagreement('event-mismatch', 'event.awsAccountId', event.awsAccountId, account.id, remedy))
  }
}

/**
 * Judges whether the facts are about one certificate, in this account, that waits for its activation.
 *
 * Facts that disagree say nothing about the device, so nothing is done to its certificate: see `settleConsequence`.
 */
export const judgeFacts = (facts: Facts, account: Required<Account>): Finding[] => {
  const findings: Finding[] = []
  const { certificate, description, event } = facts
  if (description !== undefined) judgeDescription(description, certificate.id, account, findings)
  if (event !== undefined) judgeEvent(event, facts, findings)
  return findings
}
