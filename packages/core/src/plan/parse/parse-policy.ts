import { parsePolicyDocument } from '../../policy/parse/parse-policy-document.js'
import type { PolicyDocument } from '../../policy/policy-document.js'
import { PolicyError } from '../../policy/policy-error.js'
import { checkPolicySize } from '../../policy/policy-size.js'
import { PlanError } from '../plan-error.js'
import { expectObject } from './read-object.js'
import type { Parse } from './values.js'

/** A policy document as an object, of a size that AWS takes. What is wrong with it is told in the words of the policy room. */
export const policyDocument: Parse<PolicyDocument> = (value, at) => {
  const source = expectObject(value, at)
  try {
    const document = parsePolicyDocument(source)
    checkPolicySize(document, at)
    return document
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause
    const { field, value: offending, remedy } = cause
    const path = field === undefined || field === 'document' || field === at ? at : `${at}.${field}`
    throw new PlanError('plan-malformed', cause.message, { field: path, value: offending, remedy, cause })
  }
}
