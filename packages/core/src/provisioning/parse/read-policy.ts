import { isPlainObject } from '../../policy/parse/is-plain-object.js'
import { parsePolicyDocument } from '../../policy/parse/parse-policy-document.js'
import type { PolicyDocument, PolicyStatement } from '../../policy/policy-document.js'
import { largestPolicy, policySize } from '../../policy/policy-size.js'
import { checkShape } from '../../policy/validate/check-shape.js'
import { outlineExpression } from '../outline-expression.js'
import type { PolicyResource, TemplatePolicyDocument, TemplateStatement } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'
import { checkExtent } from './check-extent.js'
import { type Inspection, pathTo, readKeys, report } from './inspection.js'
import { readJson } from './read-body.js'
import { readExpression } from './read-expression.js'
import { readTextFor } from './read-text-for.js'
import { functionOf } from './template-call.js'

/** Stands for an expression while the document around it is read; no text of a template holds NUL. */
const placeholder = (index: number): string => `\u0000${index}`

/** The document with placeholders where functions stand. */
const hideExpressions = (value: unknown, expressions: unknown[]): unknown => {
  if (functionOf(value) !== undefined) return placeholder(expressions.push(value) - 1)
  if (Array.isArray(value)) return value.map((item) => hideExpressions(item, expressions))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hideExpressions(item, expressions)]))
}

type Show = (path: string, text: string) => TemplateExpression

const showAll = (
  show: Show,
  path: string,
  texts: string | readonly string[],
): TemplateExpression | readonly TemplateExpression[] =>
  typeof texts === 'string' ? show(path, texts) : texts.map((text, index) => show(pathTo(path, index), text))

const showStatement = (show: Show, path: string, statement: PolicyStatement): TemplateStatement => {
  const { Resource: resource, NotResource: notResource, Condition: condition, ...rest } = statement
  const operators = Object.entries(condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(
      Object.entries(keys).map(([key, values]) => [key, showAll(show, `${path}.Condition.${operator}.${key}`, values)]),
    ),
  ])
  return {
    ...rest,
    ...(resource !== undefined && { Resource: showAll(show, `${path}.Resource`, resource) }),
    ...(notResource !== undefined && { NotResource: showAll(show, `${path}.NotResource`, notResource) }),
    ...(condition !== undefined && { Condition: Object.fromEntries(operators) }),
  }
}

const nothing: PolicyDocument = { Version: '2012-10-17', Statement: [] }

/** One place after the other where the document has not the form of a policy. */
const readShape = (inspection: Inspection, path: string, value: unknown): PolicyDocument => {
  const faults = checkShape(value)
  if (faults.length === 0) return parsePolicyDocument(value)
  for (const { path: at, value: found, message, remedy } of faults) {
    const inner = at === 'document' ? path : `${path}.${at}`
    if (found?.startsWith('\u0000')) {
      const elsewhere = 'functions stand in resources and in values of conditions'
      report(inspection, 'provisioning-function-not-allowed', inner, 'is a function where only text can be', elsewhere)
    } else report(inspection, 'provisioning-malformed', inner, message.replace(/^`[^`]*` /, ''), remedy, found)
  }
  return nothing
}

/** Whether something that is only known when a device is stands behind `$`, or inside `${…}`. */
const isInsideVariable = (outline: string): boolean =>
  outline
    .split('\0')
    .slice(0, -1)
    .some((words) => words.endsWith('$') || words.lastIndexOf('${') > words.lastIndexOf('}'))

/**
 * Reads an expression in a document. No value of a device may stand in the name of what AWS substitutes when the device asks
 * for something, whatever a function selects, finds or splits: where text may end inside a policy variable, it is refused
 * before any device comes. A value may be the key by which a mapping gives one of the author's variables, as a whole.
 */
const readLeaf = (inspection: Inspection, path: string, value: unknown): TemplateExpression => {
  const expression = readExpression(inspection, path, value)
  if (isInsideVariable(outlineExpression(expression, inspection.mappings))) {
    const remedy = 'write the name of a policy variable out, in text that nothing splits'
    report(inspection, 'provisioning-value-refused', path, 'may put a value inside a policy variable', remedy)
  }
  return expression
}

/** AWS would take a tag of a registration's template for the author's own words. */
const withoutTags = (inspection: Inspection, path: string, text: string): string => {
  if (text.includes('<%')) {
    const remedy = 'write the value out: `<%= … %>` is filled in by registrations only'
    report(inspection, 'provisioning-value-refused', path, 'holds a tag', remedy, text)
  }
  return text
}

/** A policy document, as an object or as JSON, in which resources and values of conditions may be made of parameters. */
const readPolicyDocument = (inspection: Inspection, path: string, value: unknown): TemplatePolicyDocument => {
  const isEncoded = typeof value === 'string'
  const source = isEncoded ? readJson(inspection, path, value) : value
  if (source === undefined || !checkExtent(inspection, path, source)) return nothing
  const expressions: unknown[] = []
  const document = readShape(inspection, path, hideExpressions(source, expressions))
  const show: Show = (inner, text) => {
    if (!text.startsWith('\u0000')) return withoutTags(inspection, inner, text)
    if (!isEncoded) return readLeaf(inspection, inner, expressions[Number(text.slice(1))])
    const remedy = 'give the document as an object'
    report(inspection, 'provisioning-function-not-allowed', inner, 'is a function inside text', remedy)
    return ''
  }
  if (policySize(document) > largestPolicy) {
    const message = `has more than ${largestPolicy} characters`
    report(inspection, 'provisioning-too-large', path, message, 'move statements to a second policy')
  }
  return {
    ...document,
    Statement: document.Statement.map((statement, index) =>
      showStatement(show, `${path}.Statement[${index}]`, statement),
    ),
  }
}

/** The properties of `AWS::IoT::Policy`: a name or a document. */
export const readPolicy = (inspection: Inspection, path: string, value: unknown): PolicyResource => {
  const given = Object.fromEntries(readKeys(inspection, path, value, ['PolicyName', 'PolicyDocument']))
  const { PolicyName: name, PolicyDocument: document } = given
  if ((name === undefined) === (document === undefined)) {
    const code = name === undefined ? 'provisioning-key-missing' : 'provisioning-ambiguous'
    const message = name === undefined ? 'has neither `PolicyName` nor `PolicyDocument`' : 'has a name and a document'
    report(inspection, code, path, message, 'give the name of a policy that exists, or a document')
  }
  if (document !== undefined) {
    const read = readPolicyDocument(inspection, pathTo(path, 'PolicyDocument'), document)
    return { Type: 'AWS::IoT::Policy', Properties: { PolicyDocument: read } }
  }
  const expression = name === undefined ? '' : readTextFor(inspection, pathTo(path, 'PolicyName'), name, 'policy-name')
  return { Type: 'AWS::IoT::Policy', Properties: { PolicyName: expression } }
}
