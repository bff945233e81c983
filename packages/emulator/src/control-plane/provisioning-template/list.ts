import type { ListProvisioningTemplatesResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { registryPage } from '../../request/page.js'
import type { Operation } from '../operation.js'

export const listProvisioningTemplates: Operation<ListProvisioningTemplatesResponse> = {
  members: ['maxResults', 'nextToken'],
  perform: ({ account, registry }, input) => {
    const { items, next } = registryPage(input, [...registry.provisioningTemplates.values()])
    return {
      templates: items.map(({ name, description, enabled, type, createdAt, modifiedAt }) => ({
        templateArn: arnOf(account, 'provisioningtemplate', name),
        templateName: name,
        ...(description === undefined ? {} : { description }),
        creationDate: new Date(createdAt),
        lastModifiedDate: new Date(modifiedAt),
        enabled,
        type,
      })),
      ...(next === undefined ? {} : { nextToken: next }),
    }
  },
}
