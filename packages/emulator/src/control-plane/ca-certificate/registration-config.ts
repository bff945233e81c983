import { quote } from '@thingplan/core'
import { invalidRequest } from '../../exception/exceptions.js'
import type { RegistrationConfig } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, optionalStructure, optionalText, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import { findTemplate } from '../provisioning-template/find-template.js'
import { requestedBody } from '../provisioning-template/read-body.js'

/** The registration config of a request: a template with its role, or the name of a template of type JITP. */
export const optionalRegistrationConfig = (world: World, input: Input): RegistrationConfig | undefined => {
  const config = optionalStructure(input, 'registrationConfig')
  if (config === undefined) return undefined
  const templateName = optionalText(config, 'templateName', constraints.templateName)
  if (templateName === undefined) {
    const { body } = requestedBody(config, 'jitp')
    return { templateBody: body, roleArn: requiredText(config, 'roleArn', constraints.roleArn) }
  }
  if (optionalText(config, 'templateBody', constraints.templateBody) !== undefined) {
    throw invalidRequest('templateName and templateBody of registrationConfig exclude each other')
  }
  const { type } = findTemplate(world, templateName)
  if (type !== 'JITP') throw invalidRequest(`provisioning template ${quote(templateName)} is of type ${type}, not JITP`)
  return { templateName }
}
