import { quote } from '../../error/quote.js'
import { unknownOption } from '../../error/unknown-option.js'
import { checkText } from '../../template/sink/check-text.js'
import { parseJson } from '../parse/parse-json.js'
import { PolicyError } from '../policy-error.js'
import { checkActions } from './check-actions.js'
import { checkConditions, checkVariables } from './check-names.js'
import { checkFits, checkResources } from './check-resources.js'
import { checkShape } from './check-shape.js'
import { checkNesting, checkSize, isTooLong } from './check-size.js'
import { hideTags } from './hide-tags.js'
import { outlinePolicy } from './outline-policy.js'
import { type PolicyFinding, refused } from './policy-finding.js'

export interface ValidatePolicyOptions {
  /** The name that the policy is to have, also as a template. Default: none is checked. */
  readonly name?: string
}

/** What JSON text holds, and what is wrong with the text. With a repeated key it may hold one thing or another: nothing. */
const readText = (text: string): { readonly value?: unknown; readonly findings: readonly PolicyFinding[] } => {
  try {
    return { value: parseJson(text), findings: [] }
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    const { message, remedy = '' } = error
    return { findings: [refused('policy-malformed', { path: 'document', message, remedy })] }
  }
}

const checkValue = (value: unknown): readonly PolicyFinding[] => {
  const shape = [...checkShape(value), ...checkNesting(value)]
  const told = new Set(shape.map((finding) => finding.value))
  const statements = outlinePolicy(value)
  const checks = [checkActions, checkResources, checkFits, checkVariables, checkConditions]
  return [...shape, ...checks.flatMap((check) => check(statements)).filter((finding) => !told.has(finding.value))]
}

const checkDocument = (document: unknown): readonly PolicyFinding[] => {
  const { value, findings } = typeof document === 'string' ? readText(document) : { value: document, findings: [] }
  if (findings.length > 0) return findings
  const size = checkSize(document)
  return isTooLong(size) ? size : [...size, ...checkValue(value)]
}

/** AWS IoT API reference, CreatePolicy: `[\w+=,.@-]+`, 1 to 128 characters. A tag counts as one character. */
export const checkName = (name: string, path: string): readonly PolicyFinding[] => {
  const reason = checkText('policy-name', hideTags(name).replace(/[\uFFFB\uFFFC]/g, '-'))
  if (reason === undefined) return []
  const remedy = 'use 1 to 128 of A-Z, a-z, 0-9 and _ + = , . @ -'
  return [
    refused('policy-name-refused', { path, value: name, message: `the policy name ${quote(name)} ${reason}`, remedy }),
  ]
}

/**
 * Everything that AWS IoT would refuse a policy for, all at once.
 *
 * Looked at are the shape of the document, its nesting and its size, actions, resources and whether they fit their actions,
 * policy variables, condition operators and condition keys. Where AWS does not document whether it refuses something, it
 * counts as refused. Template tags are taken for texts that are not known yet. A document of more than 16,384 characters is
 * only measured; text that is no JSON, repeats a key or has more than 65,536 characters is not looked at further.
 *
 * Never throws on account of the document.
 *
 * @param document a document, its JSON text, or anything else.
 * @returns the findings, each with the severity `error`; none where AWS takes the document. Frozen.
 * @throws {PolicyError} `policy-option` for an option that does not exist or has the wrong type.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html
 * @example
 * ```ts
 * import { validatePolicy } from '@thingplan/core/policy'
 *
 * const Resource = 'arn:aws:iot:eu-central-1:123456789012:topic/device/${iot:Certificate.Subject.SubjectAlternativeName.DNSName}'
 * const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Publsh', Resource }] }
 * const findings = validatePolicy(document)
 * findings.map(({ code }) => code) // => ['action-unknown', 'variable-unknown']
 * findings[0]?.remedy // => 'did you mean `iot:Publish`'
 * findings[1]?.path // => 'Statement[0].Resource'
 * ```
 */
export const validatePolicy = (document: unknown, options: ValidatePolicyOptions = {}): readonly PolicyFinding[] => {
  const unknown = unknownOption('validatePolicy', options, ['name'])
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
  const { name } = options
  if (name !== undefined && typeof name !== 'string') {
    throw new PolicyError('policy-option', 'validatePolicy takes a name that is text', { field: 'name' })
  }
  return Object.freeze([...checkDocument(document), ...(name === undefined ? [] : checkName(name, 'name'))])
}
