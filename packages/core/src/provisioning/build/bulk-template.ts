import { checkOptionNames } from '../option-error.js'
import type { CertificateResource, ProvisioningTemplate } from '../provisioning-template.js'
import { buildTemplate, specNames } from './build-template.js'
import type { BulkTemplateSpec } from './template-spec.js'

const certificateProperties = (spec: BulkTemplateSpec['certificate']): CertificateResource['Properties'] => {
  checkOptionNames('certificate', spec, ['id', 'request', 'pem', 'caPem'])
  return {
    ...('id' in spec && { CertificateId: spec.id }),
    ...('request' in spec && { CertificateSigningRequest: spec.request }),
    ...('pem' in spec && { CertificatePem: spec.pem }),
    ...('caPem' in spec && spec.caPem !== undefined && { CACertificatePem: spec.caPem }),
  }
}

/**
 * A template for RegisterThing and StartThingRegistrationTask: what a device becomes whose parameters the caller gives.
 *
 * @param spec Text, or `{ Ref }` to a parameter of any name, which is declared then.
 * @returns The template, as `parseProvisioningTemplate` reads it; `provisioningTemplateBody` makes its text.
 * @throws {ProvisioningError} with all `problems`; `provisioning-option` for a key that does not exist.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/bulk-provisioning.html
 *
 * @example
 * ```ts
 * import { bulkTemplate } from '@thingplan/core/provisioning'
 *
 * const template = bulkTemplate({
 *   thing: { name: { Ref: 'ThingName' } },
 *   certificate: { request: { Ref: 'CSR' } },
 *   policies: [{ name: 'pumps' }],
 * })
 * template.references // => ['ThingName', 'CSR']
 * ```
 */
export const bulkTemplate = (spec: BulkTemplateSpec): ProvisioningTemplate => {
  checkOptionNames('bulkTemplate', spec, [...specNames, 'certificate', 'defaults'])
  const { certificate, defaults } = spec
  return buildTemplate('bulk', { spec, certificate: certificateProperties(certificate), defaults })
}
