import type { PolicyDocument } from './policy-document.js'
import { PolicyError } from './policy-error.js'

/** AWS's quota for a policy document, in characters without white space (AWS IoT Core quotas, "Policy document size"). */
export const largestPolicy = 2048

/**
 * Characters of a document as it is sent: JSON without white space between its tokens.
 *
 * Whether AWS leaves out white space *inside* strings is not documented, so it is counted: what passes here passes there.
 */
export const policySize = (document: PolicyDocument): number => JSON.stringify(document).length

const tooLarge = (size: number, policyName: string): PolicyError =>
  new PolicyError(
    'policy-too-large',
    `the policy document has ${size} characters without white space, AWS takes ${largestPolicy}`,
    { field: policyName, value: String(size), remedy: 'shorten it, or move statements to a second policy' },
  )

/**
 * Refuses a document that AWS would.
 *
 * @param size of the document, where it is known already.
 * @throws {PolicyError} `policy-too-large`.
 */
export const checkPolicySize = (
  document: PolicyDocument,
  policyName: string,
  size: number = policySize(document),
): void => {
  if (size > largestPolicy) throw tooLarge(size, policyName)
}
