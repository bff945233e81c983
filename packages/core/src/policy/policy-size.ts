import type { PolicyDocument } from './policy-document.js'
import { PolicyError } from './policy-error.js'

/** AWS's quota for a policy document, in characters without white space (AWS IoT Core quotas, "Policy document size"). */
export const largestPolicy = 2048

/**
 * Characters of a document as it is sent: JSON without white space between its tokens.
 *
 * Whether AWS leaves out white space *inside* strings is not documented, so it is counted: what passes here passes there.
 *
 * @example
 * ```ts
 * import { policySize } from '@thingplan/core/policy'
 *
 * policySize({ Version: '2012-10-17', Statement: [] }) // => 39
 * ```
 */
export const policySize = (document: PolicyDocument): number => JSON.stringify(document).length

/** @throws {PolicyError} `policy-too-large` for a document that AWS would refuse for its size. */
export const checkPolicySize = (document: PolicyDocument, field: string): void => {
  const size = policySize(document)
  if (size <= largestPolicy) return
  const remedy = 'shorten it, or move statements to a second policy'
  const message = `the policy document has ${size} characters, AWS takes ${largestPolicy}`
  throw new PolicyError('policy-too-large', message, { field, value: String(size), remedy })
}
