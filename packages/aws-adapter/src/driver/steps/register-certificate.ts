import { DescribeCertificateCommand, RegisterCertificateCommand } from '@aws-sdk/client-iot'
import { type Certificate, CertificateError, type RegisterCertificateStep, readCertificate } from '@thingplan/core'
import type { IotCalls } from '../../iot-calls.js'
import { attempt, type CallFailure } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'
import { refuseStep } from '../step-failure.js'

const read = (step: RegisterCertificateStep): Certificate => {
  try {
    return readCertificate(step.certificatePem)
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause
    throw refuseStep(step, 'step-refused', `the PEM cannot be read: ${cause.message}`, {
      remedy: cause.remedy ?? 'give the PEM of the certificate',
      cause,
    })
  }
}

/** AWS IoT may look at the CA before it looks whether it knows the certificate. */
const isAboutCa = ({ name }: CallFailure): boolean =>
  ['CertificateStateException', 'CertificateConflictException', 'CertificateValidationException'].includes(name)

/** Whether AWS IoT knows the certificate all the same: its own ones are of no CA that anybody could register. */
const exists = async (certificateId: string, client: IotCalls): Promise<boolean> =>
  (await attempt('DescribeCertificate', client.send(new DescribeCertificateCommand({ certificateId })))).ok

/**
 * The certificate is registered, as INACTIVE where it is new. One that exists stays in its status: what has to be ACTIVE
 * says so in a step of its own, with the statuses that it expects.
 *
 * AWS IoT's id of a certificate is the SHA-256 of its DER, so that what is registered, or exists already, is known before.
 * Sent is the certificate alone, whatever else the text holds.
 */
export const performRegisterCertificate: Perform<RegisterCertificateStep> = async (step, _context, { client }) => {
  const { certificateId, caCertificatePem } = step
  const { id, pem: certificatePem } = read(step)
  if (id !== certificateId) {
    throw refuseStep(step, 'step-refused', 'the PEM is that of another certificate', {
      remedy: 'give the PEM of the certificate that the step names',
    })
  }
  const registered = await attempt(
    'RegisterCertificate',
    client.send(
      new RegisterCertificateCommand({
        certificatePem,
        ...(caCertificatePem === undefined ? {} : { caCertificatePem }),
        status: 'INACTIVE',
      }),
    ),
  )
  return !registered.ok && isAboutCa(registered.failure) && (await exists(certificateId, client))
    ? { outcome: 'already-done' }
    : resultOfCall(step, registered)
}
