import { certificateIdParameter } from '../certificate-parameter.js'
import { checkOptionNames } from '../option-error.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'
import { buildTemplate, specNames } from './build-template.js'
import type { FleetTemplateSpec } from './template-spec.js'

/**
 * A template for fleet provisioning by claim or by trusted user: what a device becomes that has asked for a certificate.
 *
 * Its parameters are what the device says, and whatever the pre-provisioning hook makes of that: without a hook, nobody
 * has checked them.
 *
 * @param spec Text, `{ Ref }` to a parameter of any name, which is declared then, or any function.
 * @returns The template, as `parseProvisioningTemplate` reads it; `provisioningTemplateBody` makes its text.
 * @throws {ProvisioningError} with all `problems`; `provisioning-option` for a key that does not exist.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/provision-wo-cert.html
 *
 * @example
 * ```ts
 * import { fleetTemplate } from '@thingplan/core/provisioning'
 *
 * const template = fleetTemplate({
 *   thing: { name: { 'Fn::Join': ['-', ['pump', { Ref: 'SerialNumber' }]] } },
 *   policies: [{ name: 'pumps' }],
 *   deviceConfiguration: { interval: '60' },
 * })
 * template.references // => ['SerialNumber', 'AWS::IoT::Certificate::Id']
 * ```
 */
export const fleetTemplate = (spec: FleetTemplateSpec): ProvisioningTemplate => {
  checkOptionNames('fleetTemplate', spec, [...specNames, 'defaults', 'mappings', 'deviceConfiguration'])
  const { defaults, mappings, deviceConfiguration } = spec
  const certificate = { CertificateId: { Ref: certificateIdParameter } }
  return buildTemplate('fleet', { spec, certificate, defaults, mappings, deviceConfiguration })
}
