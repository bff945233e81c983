import { invalidRequest } from '../../exception/exceptions.js'
import type { PreProvisioningHook, ProvisioningTemplateRecord } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, optionalStructure, optionalText, requiredText } from '../../request/input.js'

/** The only version of the payload that is documented. */
const onlyPayloadVersion = '2020-04-01'

/** The pre-provisioning hook of a request; only templates for fleet provisioning have one. */
export const optionalHook = (
  input: Input,
  type: ProvisioningTemplateRecord['type'],
): PreProvisioningHook | undefined => {
  const hook = optionalStructure(input, 'preProvisioningHook')
  if (hook === undefined) return undefined
  if (type !== 'FLEET_PROVISIONING') throw invalidRequest('preProvisioningHook is for type FLEET_PROVISIONING only')
  return {
    targetArn: requiredText(hook, 'targetArn', { min: 0, max: constraints.arn.max }),
    payloadVersion: optionalText(hook, 'payloadVersion', constraints.hookPayloadVersion) ?? onlyPayloadVersion,
  }
}
