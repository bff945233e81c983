import type { ListProvisioningTemplateVersionsResponse } from '@aws-sdk/client-iot'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'
import { requestedTemplate } from './find-template.js'

export const listProvisioningTemplateVersions: Operation<ListProvisioningTemplateVersionsResponse> = {
  members: ['templateName', 'maxResults', 'nextToken'],
  perform: (world, input) => {
    const { versions, defaultVersionId } = requestedTemplate(world, input)
    const { items, next } = registryPage(input, versions)
    return {
      versions: items.map(({ id, createdAt }) => ({
        versionId: id,
        creationDate: new Date(createdAt),
        isDefaultVersion: id === defaultVersionId,
      })),
      ...(next === undefined ? {} : { nextToken: next }),
    }
  },
}
