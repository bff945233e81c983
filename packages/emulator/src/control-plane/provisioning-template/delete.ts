import { quote } from '@thingplan/core'
import { deleteConflict } from '../../exception/exceptions.js'
import type { Operation } from '../operation.js'
import { requestedTemplate } from './find-template.js'

export const deleteProvisioningTemplate: Operation = {
  members: ['templateName'],
  perform: (world, input) => {
    const { registry } = world
    const { name } = requestedTemplate(world, input)
    for (const { id, registrationConfig: config } of registry.caCertificates.values()) {
      if (config === undefined || !('templateName' in config) || config.templateName !== name) continue
      throw deleteConflict(`provisioning template ${quote(name)} is that of CA certificate ${id}`)
    }
    registry.provisioningTemplates.delete(name)
    return {}
  },
}
