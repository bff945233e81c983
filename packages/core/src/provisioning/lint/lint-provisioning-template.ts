import type { Certificate } from '../../certificate/certificate.js'
import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { ProvisioningInputs } from '../evaluate/provisioning-inputs.js'
import { checkOptionNames, checkWord, optionError } from '../option-error.js'
import type { Problem } from '../problem.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'
import { lintCertificates } from './lint-certificates.js'
import { lintFields } from './lint-fields.js'
import { lintOverrides } from './lint-overrides.js'
import { prerequisitesOf } from './prerequisites.js'

/** The certificates that a template is for: one of them, several, or the attribute types that their subjects have. */
export type ProvisioningProfile = Certificate | readonly Certificate[] | readonly string[]

/** What AWS does not document, as in `ProvisioningInputs`. */
export type LintProvisioningOptions = Pick<ProvisioningInputs, 'serialNumber' | 'severalValues'>

const isTypes = (profile: readonly unknown[]): profile is readonly string[] =>
  profile.every((type) => typeof type === 'string')

const isCertificate = (profile: unknown): profile is Certificate =>
  typeof profile === 'object' && profile !== null && 'subject' in profile && 'serialNumber' in profile

const isCertificates = (profile: readonly unknown[]): profile is readonly Certificate[] => profile.every(isCertificate)

const lintProfile = (
  template: ProvisioningTemplate,
  profile: ProvisioningProfile,
  options: LintProvisioningOptions,
): readonly Problem[] => {
  const list: readonly unknown[] = [profile].flat()
  if (isTypes(list)) return lintFields(template, list, options)
  if (isCertificates(list)) return lintCertificates(template, list, options)
  const remedy = 'give a certificate that was read, several, or attribute types: `CN`, `serialNumber`'
  throw optionError('profile', 'is neither certificates nor attribute types', remedy)
}

const withoutPolicy = ({ body: { Resources: resources } }: ProvisioningTemplate): readonly Problem[] => {
  if (Object.values(resources).some(({ Type }) => Type === 'AWS::IoT::Policy')) return []
  const message = 'has no policy, so that the device can do nothing unless a group of its thing has one'
  const remedy = 'add a policy'
  return [{ code: 'provisioning-policy-missing', severity: 'warning', path: 'Resources', message, remedy }]
}

/**
 * What a template will meet when devices come: fields that their certificates lack, values that do not fit where they go,
 * and what no template does by itself.
 *
 * @param template What `parseProvisioningTemplate`, or a builder, returned.
 * @param profile A certificate, several, or attribute types in any spelling (`CN`, `commonName`, `2.5.4.3`). Only JITP
 *   templates are read against it: the others get their parameters from elsewhere. Default: none.
 * @param options `serialNumber` and `severalValues`, as for `planProvisioning`.
 * @returns Problems, frozen. `error`: devices with such certificates stay unprovisioned. `warning`: they do not, but look at it:
 *   `provisioning-prerequisite-missing` for types, groups and policies that have to exist, `provisioning-owner-unchecked`,
 *   `provisioning-override-missing`, `provisioning-policy-missing`, and the template's own warnings.
 * @throws {ProvisioningError} `provisioning-option` for a profile that is none, and for options that do not exist.
 *
 * @example
 * ```ts
 * import { jitpTemplate, lintProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const template = jitpTemplate({
 *   thing: { name: { Ref: 'AWS::IoT::Certificate::CommonName' }, attributes: { country: { Ref: 'AWS::IoT::Certificate::Country' } } },
 *   policies: [{ document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"*"}]}' }],
 * })
 * const [problem] = lintProvisioningTemplate(template, ['CN', 'O'])
 * problem?.message // => 'reads Country; these certificates have none'
 * ```
 */
export const lintProvisioningTemplate = (
  template: ProvisioningTemplate,
  profile?: ProvisioningProfile,
  options: LintProvisioningOptions = {},
): readonly Problem[] => {
  checkOptionNames('lintProvisioningTemplate', options, ['serialNumber', 'severalValues'])
  checkWord('serialNumber', options.serialNumber, ['subject', 'certificate'])
  checkWord('severalValues', options.severalValues, ['refuse', 'first'])
  const problems = [
    ...(profile === undefined ? [] : lintProfile(template, profile, options)),
    ...prerequisitesOf(template.body),
    ...lintOverrides(template.body),
    ...withoutPolicy(template),
    ...template.warnings,
  ]
  // A template of a registration has been told its prerequisites.
  return freezeDeeply([...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()])
}
