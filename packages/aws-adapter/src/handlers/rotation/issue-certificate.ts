import { type Certificate, readCertificate } from '@thingplan/core'
import type { IssueEffect } from '@thingplan/core/lifecycle'
import { readCertificateRequest } from '@thingplan/pki'
import type { Deadline } from '../../invocation/deadline.js'
import type { RotationDesk } from './rotation-handler-options.js'

/** What is to be issued, and whether somebody may have done so before. */
export interface Issuing {
  readonly effect: IssueEffect
  readonly device: string
}

/** The certificate of an effect: one that was issued before, and of which nobody knows, else a new one. */
export const issueCertificate = async (
  { effect, device }: Issuing,
  { issuer, issueTimeoutMs, subject: subjectOf }: RotationDesk,
  deadline: Deadline,
): Promise<Certificate> => {
  const csr = await readCertificateRequest(effect.csr)
  const subject = subjectOf(device)
  const signal = AbortSignal.timeout(Math.max(1, deadline.before(issueTimeoutMs)))
  const { begunAt, idempotencyKey } = effect
  const since = begunAt === undefined ? undefined : new Date(begunAt)
  const found = since === undefined ? undefined : await issuer.find?.({ csr, subject, since, signal })
  const issued = found ?? (await issuer.issue({ csr, subject, idempotencyKey, signal }))
  return readCertificate(issued.certificatePem)
}
