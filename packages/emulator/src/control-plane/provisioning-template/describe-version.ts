import type { DescribeProvisioningTemplateVersionResponse } from '@aws-sdk/client-iot'
import type { Operation } from '../operation.js'
import { findVersion, requestedTemplate, requestedVersionId } from './find-template.js'

export const describeProvisioningTemplateVersion: Operation<DescribeProvisioningTemplateVersionResponse> = {
  members: ['templateName', 'versionId'],
  perform: (world, input) => {
    const versionId = requestedVersionId(input)
    const template = requestedTemplate(world, input)
    const { id, body, createdAt } = findVersion(template, versionId)
    return {
      versionId: id,
      creationDate: new Date(createdAt),
      templateBody: body,
      isDefaultVersion: id === template.defaultVersionId,
    }
  },
}
