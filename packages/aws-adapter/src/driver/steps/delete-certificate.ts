import { DeleteCertificateCommand } from '@aws-sdk/client-iot'
import type { DeleteCertificateStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { isAttachedStill, outwait } from '../outwait.js'
import { resultOfCall } from '../result-of-call.js'

/**
 * There is no such certificate. Never by `forceDelete`: a policy that is still attached was not in the plan.
 *
 * A detachment takes AWS seconds, and until then it answers DeleteConflict: that is waited for, and then the plan may be executed again.
 */
export const performDeleteCertificate: Perform<DeleteCertificateStep> = async (step, context, world) => {
  const { certificateId } = step
  const call = () => attempt('DeleteCertificate', world.client.send(new DeleteCertificateCommand({ certificateId })))
  return resultOfCall(step, await outwait(world.waits.detachmentWaitMs, call, isAttachedStill, context, world))
}
