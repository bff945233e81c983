import { isThingplanError } from '@thingplan/core'
import { errorName } from '../../error/error-name.js'
import type { DeniedProvisioning, ProvisioningDenial } from './provisioning-outcome.js'

type Denial = Omit<DeniedProvisioning, 'kind' | 'reason'>

export const deny = (reason: ProvisioningDenial, denial: Denial): DeniedProvisioning =>
  Object.freeze({ kind: 'denied', reason, ...denial })

/** What our own errors say is said; foreign ones may hold anything, so their name has to do. */
export const denyError = (
  reason: ProvisioningDenial,
  error: unknown,
  about: Pick<DeniedProvisioning, 'request' | 'decision' | 'subject'>,
): DeniedProvisioning => {
  if (!isThingplanError(error))
    return deny(reason, { ...about, message: `failed with ${errorName(error)}`, code: reason })
  const { code, message, field, value, remedy } = error
  return deny(reason, { ...about, message, code, field, value, remedy })
}
