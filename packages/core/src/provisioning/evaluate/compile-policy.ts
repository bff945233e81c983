import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { PolicyDocument } from '../../policy/policy-document.js'
import { hash } from '../../template/expression/hash.js'
import { pathTo } from '../parse/inspection.js'
import type { PolicyResource } from '../provisioning-template.js'
import { referencedParameters } from '../referenced-parameters.js'
import type { ExpressionPlace } from './compile-expression.js'
import { compilePolicyDocument } from './compile-policy-document.js'
import { compileTextFor } from './compile-text-for.js'
import type { ParameterValues } from './parameter-values.js'

/** A policy as one device, or every device, gets it; without a document it exists already. */
export interface EvaluatedPolicy {
  readonly policyName: string
  readonly document?: PolicyDocument
  readonly scope: 'shared' | 'device'
}

/** AWS names a policy without a name by a hash of its document, 40 digits in upper case; which hash, it does not say. */
const nameOf = (document: PolicyDocument): string => hash(JSON.stringify(document), 40).toUpperCase()

/** Compiles a policy, by the path of the resource; one without parameters is the same for every device. */
export const compilePolicy = (
  path: string,
  { Properties: properties }: PolicyResource,
  mappings: ExpressionPlace['mappings'],
): ((values: ParameterValues) => EvaluatedPolicy) => {
  const inner = pathTo(path, 'Properties')
  if ('PolicyName' in properties) {
    const policyNameOf = compileTextFor(
      { path: pathTo(inner, 'PolicyName'), mappings },
      properties.PolicyName,
      'policy-name',
    )
    return (values) => ({ policyName: policyNameOf(values), scope: 'shared' })
  }
  const place: ExpressionPlace = { path: pathTo(inner, 'PolicyDocument'), mappings }
  const documentOf = compilePolicyDocument(place, properties.PolicyDocument)
  if (referencedParameters(properties.PolicyDocument).length > 0) {
    return (values) => {
      const document = documentOf(values)
      return { policyName: nameOf(document), document, scope: 'device' }
    }
  }
  let shared: EvaluatedPolicy | undefined
  return (values) => {
    if (shared === undefined) {
      const document = freezeDeeply(documentOf(values))
      shared = { policyName: nameOf(document), document, scope: 'shared' }
    }
    return shared
  }
}
