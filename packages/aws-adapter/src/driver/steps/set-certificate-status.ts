import { UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { type SetCertificateStatusStep, type StepContext, StepError } from '@thingplan/core'
import { attempt } from '../attempt.js'
import { lookAtCertificateStatus, observedCertificateStatus, type StatusLook } from '../certificate-status.js'
import type { IotWorld, Perform } from '../iot-world.js'
import { noteLapse } from '../lapse.js'
import { failStep, interruptStep, refuseStep } from '../step-failure.js'

/** How long, in milliseconds, a status may be on its way to be acted on: that of a process that was frozen meanwhile tells of the past. */
const longestLookMs = 5_000

/** A removal that is gone through again finds what it has deleted gone. */
const lookOrGone = async (
  step: SetCertificateStatusStep,
  { plan }: StepContext,
  world: IotWorld,
): Promise<StatusLook | 'gone'> => {
  try {
    return await lookAtCertificateStatus(step.certificateId, step, world)
  } catch (error) {
    const isGone = error instanceof StepError && error.code === 'prerequisite-missing'
    if (isGone && plan.purpose === 'remove') return 'gone'
    throw error
  }
}

/**
 * The certificate has the status, provided that it had one of those that the plan expects.
 *
 * Read again just before, unless somebody has seen it moments ago: a plan that was stored or delivered twice must not
 * activate what was revoked since.
 */
export const performSetCertificateStatus: Perform<SetCertificateStatusStep> = async (step, context, world) => {
  const { certificateId, status, expects } = step
  const begunAt = world.clock().getTime()
  const observed = observedCertificateStatus(certificateId, context, world)
  const look = observed === undefined ? await lookOrGone(step, context, world) : { status: observed, sentAt: begunAt }
  if (look === 'gone' || look.status === status) return { outcome: 'already-done' }
  const { status: current, sentAt = begunAt } = look
  if (!expects.includes(current)) {
    const message = `the certificate is ${current}, not ${expects.join(' or ')} as the plan expects`
    throw refuseStep(step, 'certificate-state-changed', message, {
      remedy: 'find out who has changed it, and decide anew; nothing activates it by itself',
    })
  }
  if (world.clock().getTime() - sentAt > longestLookMs) {
    throw interruptStep(step, 'the status of the certificate was too long on its way to be acted on')
  }
  const command = new UpdateCertificateCommand({ certificateId, newStatus: status })
  // It may have to wait for its turn, and AWS may throttle it again and again.
  noteLapse(command, sentAt + longestLookMs)
  const updated = await attempt('UpdateCertificate', world.client.send(command))
  if (!updated.ok) throw failStep(step, updated.failure)
  return { outcome: 'done' }
}
