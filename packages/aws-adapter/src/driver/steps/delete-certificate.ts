import { DeleteCertificateCommand } from '@aws-sdk/client-iot'
import type { DeleteCertificateStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { resultOfCall } from '../result-of-call.js'

/**
 * There is no such certificate. Never by `forceDelete`: a policy that is still attached was not in the plan.
 *
 * A detachment takes AWS seconds, and until then it answers DeleteConflict: the plan may be executed again.
 */
export const performDeleteCertificate: Perform<DeleteCertificateStep> = async (step, _context, { client }) => {
  const { certificateId } = step
  return resultOfCall(
    step,
    await attempt('DeleteCertificate', client.send(new DeleteCertificateCommand({ certificateId }))),
  )
}
