import { arnOf } from '../../arn.js'
import { certificateState, deleteConflict } from '../../exception/exceptions.js'
import { optionalFlag } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedCertificate } from './find-certificate.js'

export const deleteCertificate: Operation = {
  members: ['certificateId', 'forceDelete'],
  perform: (world, input) => {
    const force = optionalFlag(input, 'forceDelete')
    const { id, status } = requestedCertificate(world, input)
    const { registry } = world
    const arn = arnOf(world.account, 'cert', id)
    if (status === 'ACTIVE') throw certificateState(`certificate ${id} is ACTIVE; make it INACTIVE first`)
    if (registry.thingPrincipals.leftsOf(id).length > 0) {
      throw deleteConflict(`certificate ${id} is still attached to a thing`)
    }
    // API reference, DeleteCertificate: forceDelete spares only the detaching of policies.
    if (!force && registry.policyTargets.leftsOf(arn).length > 0) {
      throw deleteConflict(`certificate ${id} still has policies attached`)
    }
    registry.policyTargets.unlinkRight(arn)
    registry.certificates.delete(id)
    world.events.emit('certificate-status', { certificateId: id, status: undefined })
    return {}
  },
}
