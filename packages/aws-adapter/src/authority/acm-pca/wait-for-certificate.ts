import { GetCertificateCommand, type GetCertificateResponse } from '@aws-sdk/client-acm-pca'
import { callAws } from '../../error/call-aws.js'
import { CallError } from '../../error/call-error.js'
import { IssuerError } from '../issuer/issuer-error.js'
import { refuseAborted } from '../issuer/until-aborted.js'
import { acmPcaErrors } from './acm-pca-errors.js'
import type { AcmPcaSetup } from './acm-pca-options.js'

const firstPauseMs = 250
const longestPauseMs = 4_000

const failed = (certificateArn: string, cause: CallError): IssuerError =>
  new IssuerError('issuer-failed', 'AWS Private CA took the request, and then made no certificate of it', {
    field: 'csr',
    value: certificateArn,
    remedy: 'look at the audit report of the CA, and ask with another idempotency key',
    cause,
  })

const late = (certificateArn: string, waitMs: number, cause: CallError): IssuerError =>
  new IssuerError('issuer-deadline', `the certificate was not ready after ${waitMs} ms`, {
    field: 'waitMs',
    value: certificateArn,
    remedy: 'ask the same again within five minutes, which gives the same certificate',
    cause,
  })

/** What is worth another look: it is not made yet, or the look itself came to nothing. */
const isPassing = ({ awsError, code }: CallError): boolean =>
  awsError === 'RequestInProgressException' || code === 'call-retryable'

/**
 * Looks for a certificate until it is there, each time after twice as long, up to four seconds.
 *
 * @throws {IssuerError} `issuer-failed`, `issuer-deadline`, `issuer-aborted`
 * @throws {CallError}
 */
export const waitForCertificate = async (
  certificateArn: string,
  { client, certificateAuthorityArn, waitMs, sleep }: AcmPcaSetup,
  signal: AbortSignal | undefined,
): Promise<GetCertificateResponse> => {
  const subject = { field: 'certificateAuthorityArn', value: certificateAuthorityArn, meanings: acmPcaErrors }
  const command = new GetCertificateCommand({
    CertificateAuthorityArn: certificateAuthorityArn,
    CertificateArn: certificateArn,
  })
  const options = signal === undefined ? {} : { abortSignal: signal }
  let waited = 0
  for (let pause = firstPauseMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    refuseAborted(signal)
    try {
      return await callAws('GetCertificate', subject, () => client.send(command, options))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (error.awsError === 'RequestFailedException') throw failed(certificateArn, error)
      if (!isPassing(error)) throw error
      if (waited >= waitMs) throw late(certificateArn, waitMs, error)
    }
    const next = Math.min(pause, waitMs - waited)
    await sleep(next, signal)
    waited += next
  }
}
