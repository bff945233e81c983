import { largestPolicy, PolicyError, parsePolicyDocument } from '@thingplan/core/policy'
import { invalidRequest, malformedPolicy } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { type Input, optionalText } from '../../request/input.js'

/**
 * The policy document of a request: one that the policy language allows, of AWS's size.
 *
 * @throws {MalformedPolicyException}
 */
export const requestedDocument = (input: Input): string => {
  const text = optionalText(input, 'policyDocument', constraints.policyDocument)
  if (text === undefined) throw invalidRequest('policyDocument is required')
  const size = text.replace(/\s/g, '').length
  if (size > largestPolicy) {
    throw malformedPolicy(`a policy may have at most ${largestPolicy} characters without white space, this has ${size}`)
  }
  try {
    parsePolicyDocument(text)
    return text
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    throw malformedPolicy(error.field === undefined ? error.message : `${error.field}: ${error.message}`)
  }
}
