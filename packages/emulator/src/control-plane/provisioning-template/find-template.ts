import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { ProvisioningTemplateRecord, ProvisioningTemplateVersion } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredInteger, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'

/** @throws {ResourceNotFoundException} */
export const findTemplate = ({ registry }: World, name: string): ProvisioningTemplateRecord => {
  const template = registry.provisioningTemplates.get(name)
  if (template === undefined) throw resourceNotFound(`provisioning template ${quote(name)} does not exist`)
  return template
}

/** The provisioning template that `templateName` of a request names. */
export const requestedTemplate = (world: World, input: Input): ProvisioningTemplateRecord =>
  findTemplate(world, requiredText(input, 'templateName', constraints.templateName))

/** @throws {ResourceNotFoundException} */
export const findVersion = (
  { name, versions }: ProvisioningTemplateRecord,
  versionId: number,
): ProvisioningTemplateVersion => {
  const version = versions.find(({ id }) => id === versionId)
  if (version !== undefined) return version
  throw resourceNotFound(`provisioning template ${quote(name)} has no version ${versionId}`)
}

/** The version that `versionId` of a request names. */
export const requestedVersionId = (input: Input): number =>
  requiredInteger(input, 'versionId', 1, Number.MAX_SAFE_INTEGER)
