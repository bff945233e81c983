import type { DescribeProvisioningTemplateResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import type { Operation } from '../operation.js'
import { findVersion, requestedTemplate } from './find-template.js'

export const describeProvisioningTemplate: Operation<DescribeProvisioningTemplateResponse> = {
  members: ['templateName'],
  perform: (world, input) => {
    const template = requestedTemplate(world, input)
    const { name, description, hook, defaultVersionId } = template
    return {
      templateArn: arnOf(world.account, 'provisioningtemplate', name),
      templateName: name,
      ...(description === undefined ? {} : { description }),
      creationDate: new Date(template.createdAt),
      lastModifiedDate: new Date(template.modifiedAt),
      defaultVersionId,
      templateBody: findVersion(template, defaultVersionId).body,
      enabled: template.enabled,
      provisioningRoleArn: template.provisioningRoleArn,
      ...(hook === undefined ? {} : { preProvisioningHook: { ...hook } }),
      type: template.type,
    }
  },
}
