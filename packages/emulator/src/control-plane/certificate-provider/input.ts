import { invalidRequest } from '../../exception/exceptions.js'
import { type Input, optionalList } from '../../request/input.js'

/** Service model, CertificateProviderFunctionArn. */
export const functionArn = { min: 1, max: 170 } as const

/** There is one operation that a provider can take over, and a provider that takes over nothing is none. */
export const checkDefaultOperations = (input: Input, isRequired: boolean): void => {
  const operations = optionalList(input, 'accountDefaultForOperations')
  if (operations === undefined && !isRequired) return
  if (operations?.length !== 1 || operations[0] !== 'CreateCertificateFromCsr') {
    throw invalidRequest('accountDefaultForOperations must be a list of CreateCertificateFromCsr')
  }
}
