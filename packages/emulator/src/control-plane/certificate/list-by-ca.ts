import type { ListCertificatesByCAResponse } from '@aws-sdk/client-iot'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { listOf } from './certificate-list.js'

export const listCertificatesByCa: Operation<ListCertificatesByCAResponse> = {
  members: ['caCertificateId', 'pageSize', 'marker', 'ascendingOrder'],
  perform: (world, input) => {
    const caCertificateId = requiredText(input, 'caCertificateId', constraints.certificateId).toLowerCase()
    const records = [...world.registry.certificates.values()]
    return listOf(
      world,
      input,
      records.filter((record) => record.caCertificateId === caCertificateId),
    )
  },
}
