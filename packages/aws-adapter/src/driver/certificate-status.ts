import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import type { CertificateStatus, Step, StepContext } from '@thingplan/core'
import { attempt } from './attempt.js'
import type { IotWorld } from './iot-world.js'
import { sentAtOf } from './sent-at.js'
import { failStep, interruptStep } from './step-failure.js'

/** A status, and when AWS was asked for it, where that was later than it was wanted. */
export interface StatusLook {
  readonly status: CertificateStatus
  readonly sentAt: number | undefined
}

export const lookAtCertificateStatus = async (
  certificateId: string,
  step: Step,
  { client }: IotWorld,
): Promise<StatusLook> => {
  const command = new DescribeCertificateCommand({ certificateId })
  const described = await attempt('DescribeCertificate', client.send(command))
  if (!described.ok) throw failStep(step, described.failure)
  const status = described.answer.certificateDescription?.status
  if (status === undefined) throw interruptStep(step, 'DescribeCertificate answered without a status')
  return { status, sentAt: sentAtOf(command) }
}

/** The certificate's status as AWS says it now. */
export const readCertificateStatus = async (
  certificateId: string,
  step: Step,
  world: IotWorld,
): Promise<CertificateStatus> => (await lookAtCertificateStatus(certificateId, step, world)).status

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
