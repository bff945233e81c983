import type { Certificate } from '@thingplan/core'
import { quote } from '@thingplan/core'
import { type ProvisioningTemplate, parseProvisioningTemplate } from '@thingplan/core/provisioning'
import { findTemplate, findVersion } from '../control-plane/provisioning-template/find-template.js'
import { invalidRequest } from '../exception/exceptions.js'
import type { CaCertificate, RegistrationConfig } from '../registry/records.js'
import type { World } from '../world.js'
import { provisionDevice, reportFailure } from './provision-device.js'

/**
 * Just-in-time provisioning: what becomes of a certificate that has just registered itself, if its CA has a template.
 *
 * Nothing is thrown: AWS IoT tells the device nothing either, and leaves the certificate PENDING_ACTIVATION.
 */
export const provisionByConnection = (world: World, certificate: Certificate, authority: CaCertificate): void => {
  const { registrationConfig } = authority
  if (registrationConfig === undefined) return
  const templateName = 'templateName' in registrationConfig ? registrationConfig.templateName : undefined
  const subject = { trigger: 'jitp', certificateId: certificate.id, templateName } as const
  try {
    provisionDevice(world, subject, templateOf(world, registrationConfig), { certificate })
  } catch (error) {
    reportFailure(world, subject, error)
  }
}

const templateOf = (world: World, config: RegistrationConfig): ProvisioningTemplate => {
  if (!('templateName' in config)) return parseProvisioningTemplate(config.templateBody, 'jitp')
  const record = findTemplate(world, config.templateName)
  if (!record.enabled) throw invalidRequest(`provisioning template ${quote(record.name)} is not enabled`)
  return parseProvisioningTemplate(findVersion(record, record.defaultVersionId).body, 'jitp')
}
