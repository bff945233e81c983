import type { TemplateType } from '@aws-sdk/client-iot'
import {
  ProvisioningError,
  type ProvisioningTemplate,
  type ProvisioningTemplateKind,
  parseProvisioningTemplate,
} from '@thingplan/core/provisioning'
import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'

export const kindOf: Readonly<Record<TemplateType, ProvisioningTemplateKind>> = {
  FLEET_PROVISIONING: 'fleet',
  JITP: 'jitp',
}

/**
 * The template in `templateBody` of a request, and its text.
 *
 * @throws {InvalidRequestException} with every problem, each with its path.
 */
export const requestedBody = (
  input: Input,
  kind: ProvisioningTemplateKind,
): { readonly body: string; readonly template: ProvisioningTemplate } => {
  const body = requiredText(input, 'templateBody', constraints.templateBody)
  try {
    return { body, template: parseProvisioningTemplate(body, kind) }
  } catch (error) {
    if (!(error instanceof ProvisioningError)) throw error
    const problems = error.problems.filter(({ severity }) => severity === 'error')
    throw invalidRequest(`templateBody: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`)
  }
}
