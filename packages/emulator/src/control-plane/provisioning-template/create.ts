import { type CreateProvisioningTemplateResponse, TemplateType } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { resourceAlreadyExists } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { optionalChoice, optionalFlag, optionalText, requiredText } from '../../request/input.js'
import { requestedTags } from '../../request/tags.js'
import type { Operation } from '../operation.js'
import { kindOf, requestedBody } from './read-body.js'
import { optionalHook } from './read-hook.js'

export const createProvisioningTemplate: Operation<CreateProvisioningTemplateResponse> = {
  members: [
    'templateName',
    'description',
    'templateBody',
    'enabled',
    'provisioningRoleArn',
    'preProvisioningHook',
    'tags',
    'type',
  ],
  perform: (world, input) => {
    const name = requiredText(input, 'templateName', constraints.templateName)
    const type = optionalChoice(input, 'type', TemplateType) ?? 'FLEET_PROVISIONING'
    const description = optionalText(input, 'description', constraints.templateDescription)
    const provisioningRoleArn = requiredText(input, 'provisioningRoleArn', constraints.roleArn)
    const hook = optionalHook(input, type)
    const tags = requestedTags(input)
    const { body } = requestedBody(input, kindOf[type])
    const arn = arnOf(world.account, 'provisioningtemplate', name)
    const { provisioningTemplates } = world.registry
    if (provisioningTemplates.has(name)) {
      throw resourceAlreadyExists(`provisioning template ${quote(name)} already exists`, name, arn)
    }
    const now = world.clock()
    world.registry.tags.set(arn, tags)
    provisioningTemplates.set(name, {
      name,
      type,
      description,
      enabled: optionalFlag(input, 'enabled'),
      provisioningRoleArn,
      hook,
      versions: [{ id: 1, body, createdAt: now }],
      defaultVersionId: 1,
      lastVersionId: 1,
      createdAt: now,
      modifiedAt: now,
    })
    return { templateArn: arn, templateName: name, defaultVersionId: 1 }
  },
}
