import type { ListCertificatesResponse } from '@aws-sdk/client-iot'
import type { Operation } from '../operation.js'
import { listOf } from './certificate-list.js'

export const listCertificates: Operation<ListCertificatesResponse> = {
  members: ['pageSize', 'marker', 'ascendingOrder'],
  perform: (world, input) => listOf(world, input, world.registry.certificates.values()),
}
