import { readCertificate } from '@thingplan/core'
import {
  type AuditContext,
  type AuditEvent,
  auditAcceptance,
  auditFailure,
  auditRefusal,
  subjectOf,
} from '@thingplan/core/audit'
import type { CertificateProviderErrorCode } from './certificate-provider-error.js'
import type { SigningOutcome } from './signing-outcome.js'

/** Failures that the next request may not meet. */
const passing: readonly CertificateProviderErrorCode[] = ['provider-issuer', 'provider-deadline']

/**
 * What became of one request, as an event of the audit trail. That a certificate was issued is no end: with it the device asks to be
 * provisioned.
 *
 * @param correlationId - of the invocation
 * @param at - when it was known
 */
export const auditSigningOutcome = (
  outcome: SigningOutcome,
  correlationId: string | undefined,
  at: Date,
): readonly AuditEvent[] => {
  const context: AuditContext = { at, flow: 'provisioning', correlationId }
  if (outcome.kind === 'issued') {
    const subject = subjectOf(readCertificate(outcome.certificatePem))
    return [auditAcceptance('a certificate is issued', { ...context, subject })]
  }
  const { code, message, field, remedy } = outcome.error
  return code === 'provider-request'
    ? [auditRefusal({ code, message }, context)]
    : [auditFailure({ code, message, field, remedy, retryable: passing.includes(code) }, context)]
}
