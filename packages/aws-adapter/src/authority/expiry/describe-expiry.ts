import { DescribeCACertificateCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { callUnless } from '../../error/call-aws.js'
import { CallError } from '../../error/call-error.js'
import type { ExpiryCalls } from './expiry-calls.js'
import type { ExpiryLine } from './expiry-line.js'
import type { ListedCertificate } from './list-certificates.js'

const day = 24 * 60 * 60 * 1000

interface Description {
  readonly caCertificateId?: string | undefined
  readonly certificatePem?: string | undefined
  readonly validity?: { readonly notAfter?: Date | undefined } | undefined
}

const notFound = 'ResourceNotFoundException'

const describe = async (
  client: ExpiryCalls,
  { kind, certificateId }: ListedCertificate,
): Promise<Description | undefined> => {
  const subject = { field: 'certificateId', value: certificateId }
  const described =
    kind === 'authority'
      ? await callUnless(notFound, 'DescribeCACertificate', subject, () =>
          client.send(new DescribeCACertificateCommand({ certificateId })),
        )
      : await callUnless(notFound, 'DescribeCertificate', subject, () =>
          client.send(new DescribeCertificateCommand({ certificateId })),
        )
  return described?.certificateDescription
}

/** AWS IoT tells the validity; what it has kept since before it did, the certificate itself tells. */
const notAfterOf = ({ validity, certificatePem }: Description): Date => {
  if (validity?.notAfter !== undefined) return validity.notAfter
  if (certificatePem !== undefined) return readCertificate(certificatePem).notAfter
  throw new AdapterError('answer-malformed', 'the description of a certificate has no validity', { field: 'validity' })
}

/**
 * How long a certificate is good for; `undefined` where it was deleted in the meantime.
 *
 * @throws {CallError} for what asking again does not change.
 */
export const describeExpiry = async (
  client: ExpiryCalls,
  listed: ListedCertificate,
  now: Date,
): Promise<ExpiryLine | undefined> => {
  try {
    const description = await describe(client, listed)
    if (description === undefined) return undefined
    const { caCertificateId } = description
    const notAfter = notAfterOf(description)
    return Object.freeze({
      outcome: 'known',
      ...listed,
      ...(caCertificateId === undefined ? {} : { caCertificateId }),
      notAfter,
      daysLeft: Math.floor((notAfter.getTime() - now.getTime()) / day),
    })
  } catch (error) {
    if (!(error instanceof CallError && error.retryable)) throw error
    return Object.freeze({ outcome: 'unknown', ...listed, error })
  }
}
