import type { CreateProvisioningTemplateVersionResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { versionsLimitExceeded } from '../../exception/exceptions.js'
import { quotas } from '../../request/constraints.js'
import { optionalFlag } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedTemplate } from './find-template.js'
import { kindOf, requestedBody } from './read-body.js'

export const createProvisioningTemplateVersion: Operation<CreateProvisioningTemplateVersionResponse> = {
  members: ['templateName', 'templateBody', 'setAsDefault'],
  perform: (world, input) => {
    const setAsDefault = optionalFlag(input, 'setAsDefault')
    const template = requestedTemplate(world, input)
    const { name, type, versions } = template
    const { body } = requestedBody(input, kindOf[type])
    if (versions.length >= quotas.provisioningTemplateVersions) {
      throw versionsLimitExceeded(
        `provisioning template ${quote(name)} has ${versions.length} versions, delete one first`,
      )
    }
    const now = world.clock()
    const id = template.lastVersionId + 1
    world.registry.provisioningTemplates.set(name, {
      ...template,
      versions: [...versions, { id, body, createdAt: now }],
      defaultVersionId: setAsDefault ? id : template.defaultVersionId,
      lastVersionId: id,
      modifiedAt: now,
    })
    return {
      templateArn: arnOf(world.account, 'provisioningtemplate', name),
      templateName: name,
      versionId: id,
      isDefaultVersion: setAsDefault,
    }
  },
}
