import { unknownOption } from '../../error/unknown-option.js'
import { parseJson } from '../parse/parse-json.js'
import { PolicyError } from '../policy-error.js'
import { isTooLong } from '../validate/check-size.js'
import { outlinePolicy } from '../validate/outline-policy.js'
import type { PolicyFinding } from '../validate/policy-finding.js'
import { validatePolicy } from '../validate/validate-policy.js'
import { type CertificateSpec, readProfile } from './certificate-profile.js'
import { lintRules } from './rules.js'

export interface LintPolicyOptions {
  /**
   * What the certificates of the fleet hold: one of them, or a list of the attribute types (`CN`, `serialNumber`, a dotted
   * OID) and of the kinds of alternative names (`dns`, `email`, `uri`, `ip`) that all of them have. Default: not known, so
   * that no variable is missed.
   */
  readonly certificate?: CertificateSpec
}

/** Without these, what stands in the document can be relied on. */
const unreadable = new Set(['policy-malformed', 'policy-tag-misplaced', 'policy-too-deep'])

/**
 * Everything in a policy that AWS refuses, and everything that it accepts although it grants too much or cannot work.
 *
 * The document may hold template tags: a tag counts as one text that is not known, and as the device's own unless it reads
 * the account only. Rules look at one document; what another policy of the certificate grants, they do not know, and say so
 * with the severity `notice`. A document that cannot be read is not looked at further: what is wrong with it is the answer.
 *
 * Silence is not a proof: whether one device reaches another's topics is what `isolates` decides.
 *
 * @param document a document, its JSON text, or anything else.
 * @returns the findings of `validatePolicy`, then those of the rules. Frozen.
 * @throws {PolicyError} `policy-option` for an option that does not exist, or an attribute type that is none.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/security-best-practices.html
 * @example
 * ```ts
 * import { lintPolicy } from '@thingplan/core/policy'
 *
 * const arn = 'arn:aws:iot:eu-central-1:123456789012:'
 * const findings = lintPolicy({
 *   Version: '2012-10-17',
 *   Statement: [
 *     { Effect: 'Allow', Action: 'iot:Connect', Resource: `${arn}client/*` },
 *     { Effect: 'Allow', Action: 'iot:Publish', Resource: `${arn}topic/device/${'${iot:ClientId}'}` },
 *   ],
 * })
 * findings.map(({ code }) => code) // => ['resource-too-broad', 'connect-unbound', 'client-id-unprotected']
 * findings[2]?.path // => 'Statement[1].Resource'
 * ```
 */
export const lintPolicy = (document: unknown, options: LintPolicyOptions = {}): readonly PolicyFinding[] => {
  const unknown = unknownOption('lintPolicy', options, ['certificate'])
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
  const profile = options.certificate === undefined ? undefined : readProfile(options.certificate)
  const refusals = validatePolicy(document)
  if (isTooLong(refusals) || refusals.some(({ code }) => unreadable.has(code))) return refusals
  const statements = outlinePolicy(typeof document === 'string' ? parseJson(document) : document)
  const findings = lintRules.flatMap(({ code, severity, find }) =>
    find(statements, profile).map((report): PolicyFinding => Object.freeze({ severity, code, ...report })),
  )
  return Object.freeze([...refusals, ...findings])
}
