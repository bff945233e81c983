import type { PolicyDocument, PolicyStatement } from '../../policy/policy-document.js'
import { policySize } from '../../policy/policy-size.js'
import { checkText } from '../../template/sink/check-text.js'
import type { TemplatePolicyDocument, TemplateStatement } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'
import { compileText, type ExpressionPlace } from './compile-expression.js'
import type { ParameterValues } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

type Leaves = TemplateExpression | readonly TemplateExpression[]
type EvaluateLeaves = (values: ParameterValues) => string | readonly string[]

const isList = (leaves: Leaves): leaves is readonly TemplateExpression[] => Array.isArray(leaves)

const compileLeaves = (place: ExpressionPlace, leaves: Leaves): EvaluateLeaves => {
  if (!isList(leaves)) return compileText(place, leaves)
  const texts = leaves.map((leaf) => compileText(place, leaf))
  return (values) => texts.map((textOf) => textOf(values))
}

/** Of parameters, or of the pieces of one, nothing may be left. */
const compileResources = (place: ExpressionPlace, leaves: Leaves): EvaluateLeaves => {
  const leavesOf = compileLeaves(place, leaves)
  return (values) => {
    const resources = leavesOf(values)
    if (![resources].flat().includes('')) return resources
    const remedy = 'give parameters with values that leave something'
    throw refuseDevice('provisioning-value-refused', place.path, 'would have an empty resource', remedy, '')
  }
}

const compileStatement = (
  place: ExpressionPlace,
  { Resource: resource, NotResource: notResource, Condition: condition, ...fixed }: TemplateStatement,
): ((values: ParameterValues) => PolicyStatement) => {
  const resourceOf = resource && compileResources(place, resource)
  const notResourceOf = notResource && compileResources(place, notResource)
  const operators = Object.entries(condition ?? {}).map(
    ([operator, keys]) =>
      [operator, Object.entries(keys).map(([key, leaves]) => [key, compileLeaves(place, leaves)] as const)] as const,
  )
  return (values) => ({
    ...fixed,
    ...(resourceOf && { Resource: resourceOf(values) }),
    ...(notResourceOf && { NotResource: notResourceOf(values) }),
    ...(condition && {
      Condition: Object.fromEntries(
        operators.map(([operator, keys]) => [
          operator,
          Object.fromEntries(keys.map(([key, leavesOf]) => [key, leavesOf(values)])),
        ]),
      ),
    }),
  })
}

/**
 * Compiles a document whose resources and values of conditions may hold parameters.
 *
 * AWS puts values in as they are. One with a wildcard or a policy variable would widen the policy by what a certificate or
 * a device says, so it is refused here.
 */
export const compilePolicyDocument = (
  place: ExpressionPlace,
  { Version, Statement }: TemplatePolicyDocument,
): ((values: ParameterValues) => PolicyDocument) => {
  const { path } = place
  const checkValue = (value: string, parameter: string): void => {
    const refusal = checkText('arn-segment', value)
    if (refusal === undefined) return
    const message = `would hold a value of \`${parameter}\` that ${refusal}`
    throw refuseDevice('provisioning-value-refused', path, message, 'issue certificates with other values', value)
  }
  const statements = Statement.map((statement) => compileStatement({ ...place, checkValue }, statement))
  return (values) => {
    const document = { Version, Statement: statements.map((statementOf) => statementOf(values)) }
    const size = policySize(document)
    if (size <= 2048) return document
    const remedy = 'shorten it, or move statements to a second policy'
    throw refuseDevice('provisioning-too-large', path, `has ${size} characters, AWS takes 2048`, remedy)
  }
}
