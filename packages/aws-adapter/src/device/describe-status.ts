import { type CertificateDescription as Answer, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import type { CertificateStatus } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { callUnless } from '../error/call-aws.js'
import type { CertificateCalls } from './certificate-calls.js'

const known: readonly CertificateStatus[] = [
  'ACTIVE',
  'INACTIVE',
  'REVOKED',
  'PENDING_ACTIVATION',
  'PENDING_TRANSFER',
  'REGISTER_INACTIVE',
]

/** A certificate as AWS IoT describes it. */
export interface DescribedCertificate {
  readonly status: CertificateStatus
  readonly description: Answer
}

/**
 * Describes a certificate; `undefined` where AWS IoT does not know it.
 *
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed` for an answer without a status that AWS documents
 */
export const describeStatus = async (
  certificateId: string,
  client: CertificateCalls,
): Promise<DescribedCertificate | undefined> => {
  const subject = { field: 'certificateId', value: certificateId }
  const answer = await callUnless('ResourceNotFoundException', 'DescribeCertificate', subject, () =>
    client.send(new DescribeCertificateCommand({ certificateId })),
  )
  if (answer === undefined) return undefined
  const description = answer.certificateDescription ?? {}
  const status = known.find((each) => each === description.status)
  if (status !== undefined) return { status, description }
  throw new AdapterError('answer-malformed', 'DescribeCertificate answered without `status`', { field: 'status' })
}
