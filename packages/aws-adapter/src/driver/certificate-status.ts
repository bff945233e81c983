import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import type { CertificateStatus, Step, StepContext } from '@thingplan/core'
import { attempt } from './attempt.js'
import type { IotWorld } from './iot-world.js'
import { failStep, interruptStep } from './step-failure.js'

/** The certificate's status as AWS says it now. */
export const readCertificateStatus = async (
  certificateId: string,
  step: Step,
  { client }: IotWorld,
): Promise<CertificateStatus> => {
  const described = await attempt('DescribeCertificate', client.send(new DescribeCertificateCommand({ certificateId })))
  if (!described.ok) throw failStep(step, described.failure)
  const status = described.answer.certificateDescription?.status
  if (status === undefined) throw interruptStep(step, 'DescribeCertificate answered without a status')
  return status
}

/** The certificate's status as somebody saw it moments ago. An observation from the future is no observation. */
export const observedCertificateStatus = (
  certificateId: string,
  { observations }: StepContext,
  { clock, statusFreshnessMs }: IotWorld,
): CertificateStatus | undefined => {
  const now = clock().getTime()
  return observations.find((observation) => {
    const age = now - observation.observedAt.getTime()
    return observation.certificateId === certificateId && age >= 0 && age <= statusFreshnessMs
  })?.status
}
