import type { DeleteCACertificateResponse } from '@aws-sdk/client-iot'
import { certificateState } from '../../exception/exceptions.js'
import type { Operation } from '../operation.js'
import { requestedCaCertificate } from './find-ca-certificate.js'

export const deleteCaCertificate: Operation<DeleteCACertificateResponse> = {
  members: ['certificateId'],
  perform: (world, input) => {
    const { id, status } = requestedCaCertificate(world, input)
    if (status === 'ACTIVE') throw certificateState(`CA certificate ${id} is ACTIVE; make it INACTIVE first`)
    world.registry.caCertificates.delete(id)
    return {}
  },
}
