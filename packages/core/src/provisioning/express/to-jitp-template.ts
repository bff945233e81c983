import type { Registration } from '../../registration/registration.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'
import type { ToProvisioningTemplateOptions } from './expression-context.js'
import { toProvisioningTemplate } from './to-provisioning-template.js'

/**
 * Compiles a registration to a JITP template, where one can say the same: devices that are accepted become the same by both.
 *
 * @param registration What `defineRegistration` returned.
 * @param options `account`, where names or documents hold anything of it; `serialNumber: 'subject'`, `functions: 'any'`
 *   for who knows more of AWS than it documents; `policies: 'name'` for policies that exist.
 * @returns The template. Its `warnings` list what has to exist beforehand, and what it does otherwise.
 * @throws {ProvisioningError} `provisioning-not-expressible`, with a problem for each thing that cannot be expressed:
 *   a verifier, a pattern, several profiles, a field that JITP does not read, a function, `onReject`, an exclusive principal.
 *
 * @example
 * ```ts
 * import { defineRegistration, requireSubject } from '@thingplan/core'
 * import { toJitpTemplate } from '@thingplan/core/provisioning'
 *
 * const pumps = defineRegistration({
 *   name: 'pumps',
 *   rules: [requireSubject({ O: true })],
 *   profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>', typeName: 'pump' }, policies: [] }],
 * })
 * const template = toJitpTemplate(pumps)
 * Object.keys(template.body.Parameters ?? {}).length // => 3
 * template.warnings[0]?.message // => 'needs the thing type `pump`, and no template makes one'
 * ```
 */
export const toJitpTemplate = (
  registration: Registration,
  options: ToProvisioningTemplateOptions = {},
): ProvisioningTemplate => toProvisioningTemplate(registration, 'jitp', options)
