import { quote } from '@thingplan/core'
import { deleteConflict } from '../../exception/exceptions.js'
import type { Operation } from '../operation.js'
import { findVersion, requestedTemplate, requestedVersionId } from './find-template.js'

export const deleteProvisioningTemplateVersion: Operation = {
  members: ['templateName', 'versionId'],
  perform: (world, input) => {
    const versionId = requestedVersionId(input)
    const template = requestedTemplate(world, input)
    const { id } = findVersion(template, versionId)
    if (id === template.defaultVersionId) {
      throw deleteConflict(`version ${id} of provisioning template ${quote(template.name)} is its default`)
    }
    const versions = template.versions.filter((version) => version.id !== id)
    world.registry.provisioningTemplates.set(template.name, { ...template, versions, modifiedAt: world.clock() })
    return {}
  },
}
