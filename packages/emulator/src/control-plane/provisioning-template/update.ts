import { invalidRequest } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { optionalFlag, optionalInteger, optionalText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { findVersion, requestedTemplate } from './find-template.js'
import { optionalHook } from './read-hook.js'

export const updateProvisioningTemplate: Operation = {
  members: [
    'templateName',
    'description',
    'enabled',
    'defaultVersionId',
    'provisioningRoleArn',
    'preProvisioningHook',
    'removePreProvisioningHook',
  ],
  perform: (world, input) => {
    const template = requestedTemplate(world, input)
    const description = optionalText(input, 'description', constraints.templateDescription)
    const versionId = optionalInteger(input, 'defaultVersionId', 1, Number.MAX_SAFE_INTEGER)
    const provisioningRoleArn = optionalText(input, 'provisioningRoleArn', constraints.roleArn)
    const hook = optionalHook(input, template.type)
    const removesHook = optionalFlag(input, 'removePreProvisioningHook')
    if (removesHook && hook !== undefined) {
      throw invalidRequest('preProvisioningHook and removePreProvisioningHook exclude each other')
    }
    world.registry.provisioningTemplates.set(template.name, {
      ...template,
      description: description ?? template.description,
      enabled: optionalFlag(input, 'enabled', template.enabled),
      defaultVersionId: versionId === undefined ? template.defaultVersionId : findVersion(template, versionId).id,
      provisioningRoleArn: provisioningRoleArn ?? template.provisioningRoleArn,
      hook: removesHook ? undefined : (hook ?? template.hook),
      modifiedAt: world.clock(),
    })
    return {}
  },
}
