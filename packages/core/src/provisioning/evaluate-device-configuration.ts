import { checkInputs } from './evaluate/check-inputs.js'
import { compiledProvisioning } from './evaluate/compile-provisioning.js'
import { deviceParameters } from './evaluate/device-parameters.js'
import { knownCertificateId } from './evaluate/known-certificate-id.js'
import type { ProvisioningInputs } from './evaluate/provisioning-inputs.js'
import type { ProvisioningTemplate } from './provisioning-template.js'

/**
 * What AWS IoT answers a device with that has been provisioned: the template's `DeviceConfiguration`, filled in.
 *
 * @param template What `parseProvisioningTemplate` returned; only fleet templates have a device configuration.
 * @param inputs As for `planProvisioning`.
 * @returns Frozen, and empty where the template has none.
 * @throws {ProvisioningError} as `planProvisioning` does for parameters and functions.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/provision-template.html, device configuration
 *
 * @example
 * ```ts
 * import { evaluateDeviceConfiguration, parseProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const template = parseProvisioningTemplate(
 *   {
 *     Parameters: { Site: { Type: 'String' }, 'AWS::IoT::Certificate::Id': { Type: 'String' } },
 *     Resources: {
 *       certificate: {
 *         Type: 'AWS::IoT::Certificate',
 *         Properties: { CertificateId: { Ref: 'AWS::IoT::Certificate::Id' } },
 *       },
 *     },
 *     DeviceConfiguration: { topic: { 'Fn::Join': ['/', ['sites', { Ref: 'Site' }]] } },
 *   },
 *   'fleet',
 * )
 * const inputs = { parameters: { Site: 'north' }, certificateId: 'ab'.repeat(32), account: { id: '123456789012', region: 'eu-central-1' } }
 * evaluateDeviceConfiguration(template, inputs) // => { topic: 'sites/north' }
 * ```
 */
export const evaluateDeviceConfiguration = (
  template: ProvisioningTemplate,
  inputs: ProvisioningInputs,
): Readonly<Record<string, string>> => {
  checkInputs(template.kind, inputs)
  const values = deviceParameters(template, inputs, knownCertificateId(template.kind, inputs))
  const { deviceConfiguration } = compiledProvisioning(template)
  return Object.freeze(Object.fromEntries(deviceConfiguration.map(([name, textOf]) => [name, textOf(values)])))
}
