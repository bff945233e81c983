import { resolveAccount } from '../../plan/resolve-account.js'
import { compiled, type Registration } from '../../registration/registration.js'
import { buildTemplate } from '../build/build-template.js'
import { prerequisitesOf } from '../lint/prerequisites.js'
import { checkOptionNames, checkWord, optionError } from '../option-error.js'
import { ProvisioningError } from '../provisioning-error.js'
import type { ProvisioningTemplate, ProvisioningTemplateKind } from '../provisioning-template.js'
import { expressPolicies } from './express-policies.js'
import { expressRules } from './express-rules.js'
import { idParameter } from './express-text.js'
import { expressThing } from './express-thing.js'
import {
  type ExpressionContext,
  expressedOtherwise,
  notExpressible,
  type ToProvisioningTemplateOptions,
} from './expression-context.js'

const expressConsequences = (
  context: ExpressionContext,
  { onReject, onIdentityConflict, profiles }: Registration,
): void => {
  if (onReject !== 'leave') {
    const message = `is ${onReject}, and AWS leaves the certificate of a device alone that it does not provision`
    notExpressible(context, 'onReject', message, "say `onReject: 'leave'`")
  }
  if (onIdentityConflict !== 'reject') {
    const message = 'is replace, and templates retire no predecessor'
    notExpressible(context, 'onIdentityConflict', message, "say `onIdentityConflict: 'reject'`, or stay with JITR")
  }
  if (profiles.length > 1) {
    const message = `are ${profiles.length}, and a template makes one thing of every device`
    notExpressible(context, 'profiles', message, 'make a registration, and a CA, for each')
  }
}

/** Who fills the parameters is another one than the certificate. */
const expressOrigin = (context: ExpressionContext): void => {
  if (context.kind === 'jitp') return
  const [who, remedy] =
    context.kind === 'bulk'
      ? ['the caller says', 'read them from the certificate that is registered']
      : ['the device says', 'judge or override them in the pre-provisioning hook']
  expressedOtherwise(context, 'Parameters', `are what ${who}, and not what a certificate holds`, remedy)
}

/**
 * Compiles a registration to a provisioning template, where one can say the same.
 *
 * Expressible are one profile of texts that AWS can fill in, shared policies, subject fields that have to be there, and
 * `issuedBy` by the CAs that the template is attached to. Everything else that a registration does, templates do not.
 *
 * @param registration What `defineRegistration` returned.
 * @param kind `jitp`; `bulk`, with the parameter `CertificateId`; or `fleet`. For the last two the subject's fields become
 *   parameters of their names (`CommonName`), which somebody else fills.
 * @param options `account`, `serialNumber`, `policies`, `functions`.
 * @returns The template. Its `warnings` list what has to exist beforehand, and what it does otherwise.
 * @throws {ProvisioningError} `provisioning-not-expressible`, with a problem for each thing that cannot be expressed;
 *   `provisioning-option`; what `parseProvisioningTemplate` throws for a template that becomes too large.
 *
 * @example
 * ```ts
 * import { defineRegistration } from '@thingplan/core'
 * import { toProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const pumps = defineRegistration({
 *   name: 'pumps',
 *   rules: [],
 *   profiles: [{ thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const { body } = toProvisioningTemplate(pumps, 'fleet')
 * Object.keys(body.Parameters ?? {}) // => ['AWS::IoT::Certificate::Id', 'CommonName']
 * ```
 */
export const toProvisioningTemplate = (
  registration: Registration,
  kind: ProvisioningTemplateKind,
  options: ToProvisioningTemplateOptions = {},
): ProvisioningTemplate => {
  checkWord('kind', kind ?? '', ['jitp', 'bulk', 'fleet'])
  checkOptionNames('toProvisioningTemplate', options, ['account', 'serialNumber', 'policies', 'functions'])
  checkWord('serialNumber', options.serialNumber, ['subject', 'certificate'])
  checkWord('policies', options.policies, ['document', 'name'])
  const parts = registration?.[compiled]
  if (parts === undefined) throw optionError('registration', 'is none', 'give what `defineRegistration` returned')
  const { account, ...others } = options
  const context: ExpressionContext = {
    ...others,
    kind,
    ...(account !== undefined && { account: resolveAccount(account) }),
    problems: [],
    warnings: [],
  }
  expressConsequences(context, registration)
  expressOrigin(context)
  const specs = parts.profiles.map((profile, index) => {
    const owner = `profiles[${index}]`
    const thing = expressThing(context, owner, profile, registration.ownership)
    return { thing, policies: expressPolicies(context, owner, profile.policies), when: profile.when }
  })
  const [spec] = specs
  const required = expressRules(context, parts.rules, spec?.when ?? [])
  const [problem, ...problems] = context.problems
  if (problem !== undefined) throw new ProvisioningError([problem, ...problems])
  const { thing, policies = [] } = spec ?? {}
  const content = {
    spec: { ...(thing && { thing }), policies },
    certificate: { CertificateId: { Ref: idParameter(context) } },
    required: [...new Set([idParameter(context), ...required])],
  }
  const { functions } = options
  const template = buildTemplate(kind, content, functions && { functions })
  const warnings = [...template.warnings, ...prerequisitesOf(template.body), ...context.warnings]
  return Object.freeze({ ...template, warnings: Object.freeze(warnings.map((warning) => Object.freeze(warning))) })
}
