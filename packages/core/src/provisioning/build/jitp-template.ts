import { certificateIdParameter } from '../certificate-parameter.js'
import { checkOptionNames } from '../option-error.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'
import { buildTemplate, specNames } from './build-template.js'
import type { JitpTemplateSpec } from './template-spec.js'

/**
 * A template for just-in-time provisioning: what a device becomes at its first connection.
 *
 * Parameters are declared as they are used, every override setting is written out, and a parameter that AWS does not fill
 * from a certificate does not compile.
 *
 * @param spec Text, or `{ Ref: 'AWS::IoT::Certificate::…' }`: JITP has no functions, so a name is the one or the other.
 * @returns The template, as `parseProvisioningTemplate` reads it; `provisioningTemplateBody` makes its text.
 * @throws {ProvisioningError} with all `problems`; `provisioning-option` for a key that does not exist.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/jit-provisioning.html
 *
 * @example
 * ```ts
 * import { jitpTemplate } from '@thingplan/core/provisioning'
 *
 * const template = jitpTemplate({
 *   thing: { name: { Ref: 'AWS::IoT::Certificate::CommonName' }, typeName: 'pump' },
 *   policies: [{ name: 'pumps' }],
 * })
 * template.references // => ['AWS::IoT::Certificate::CommonName', 'AWS::IoT::Certificate::Id']
 * ```
 */
export const jitpTemplate = (spec: JitpTemplateSpec): ProvisioningTemplate => {
  checkOptionNames('jitpTemplate', spec, [...specNames, 'defaults', 'required'])
  const { defaults, required } = spec
  return buildTemplate('jitp', {
    spec,
    certificate: { CertificateId: { Ref: certificateIdParameter } },
    defaults,
    required,
  })
}
