import { invokeFunction } from '../../function/invoke-function.js'
import { isInput } from '../../request/input.js'
import { requestedParameters } from '../../request/parameters.js'
import type { World } from '../../world.js'
import type { PreProvisioningHookEvent } from '../provisioning-options.js'
import { ProvisioningRejection } from './provisioning-rejection.js'

/**
 * Asks a pre-provisioning hook, and answers with the parameters that it overrides.
 *
 * @throws {ProvisioningRejection} unless it says `allowProvisioning: true` in time.
 */
export const askHook = async (
  { provisioning }: World,
  arn: string,
  event: PreProvisioningHookEvent,
): Promise<Readonly<Record<string, string>>> => {
  const answer = await invokeFunction(provisioning.preProvisioningHooks ?? {}, arn, event).catch((error: unknown) => {
    throw denied(error instanceof Error ? error.message : String(error))
  })
  const { allowProvisioning, parameterOverrides } = isInput(answer) ? answer : {}
  if (allowProvisioning !== true) throw denied('it did not answer `allowProvisioning: true`')
  try {
    return requestedParameters({ parameters: parameterOverrides })
  } catch (error) {
    throw denied(error instanceof Error ? `its parameterOverrides are refused: ${error.message}` : String(error))
  }
}

const denied = (reason: string): ProvisioningRejection =>
  new ProvisioningRejection(403, 'AccessDenied', `the pre-provisioning hook has not allowed it: ${reason}`)
