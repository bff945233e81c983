import type { ListCACertificatesResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import type { CaCertificate } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { optionalText } from '../../request/input.js'
import { newestFirstPage } from '../../request/page.js'
import type { Operation } from '../operation.js'

export const listCaCertificates: Operation<ListCACertificatesResponse> = {
  members: ['pageSize', 'marker', 'ascendingOrder', 'templateName'],
  perform: ({ account, registry }, input) => {
    const templateName = optionalText(input, 'templateName', constraints.templateName)
    const named = (authority: CaCertificate): boolean =>
      templateName === undefined || templateNameOf(authority) === templateName
    const { items, next } = newestFirstPage(input, [...registry.caCertificates.values()].filter(named))
    return {
      certificates: items.map(({ id, status, createdAt }) => ({
        certificateArn: arnOf(account, 'cacert', id),
        certificateId: id,
        status,
        creationDate: new Date(createdAt),
      })),
      ...(next === undefined ? {} : { nextMarker: next }),
    }
  },
}

const templateNameOf = ({ registrationConfig }: CaCertificate): string | undefined =>
  registrationConfig !== undefined && 'templateName' in registrationConfig ? registrationConfig.templateName : undefined
