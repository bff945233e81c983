import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { compileTemplate, isPerDevice } from '../template/compile-template.js'
import type { Template, TemplateContext } from '../template/template.js'
import { compileTexts } from './compile-texts.js'
import { parsePolicyDocument } from './parse/parse-policy-document.js'
import type { PolicyDocument } from './policy-document.js'
import { PolicyError } from './policy-error.js'
import { checkPolicySize, largestPolicy, policySize } from './policy-size.js'
import type { PolicySpec } from './policy-spec.js'
import { rememberByAccount } from './remember-by-account.js'

/** A policy as one device, or all devices of an account, get it. */
export interface RenderedPolicy {
  readonly policyName: string
  readonly document: PolicyDocument
}

/** A policy whose templates are compiled. */
export interface CompiledPolicy {
  /** `device` where the name or the document holds something of the certificate. */
  readonly scope: 'shared' | 'device'
  readonly name: Template
  /**
   * @throws {TemplateError} where a value is absent or refused.
   * @throws {PolicyError} `policy-too-large`.
   */
  render(context: TemplateContext): RenderedPolicy
}

const checkSpec = (spec: PolicySpec): void => {
  const unknown = unknownOption('policy', spec, ['name', 'document'])
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
  if (typeof spec.name !== 'string') throw new PolicyError('policy-option', 'policy takes text', { field: 'name' })
}

const nameShared = (value: string): PolicyError =>
  new PolicyError('policy-name-shared', `policy ${quote(value)} differs by device, but its name does not`, {
    field: 'name',
    value,
    remedy: 'name it, for example, with `<%= certificate.id %>`',
  })

/** What is another for every certificate. */
const certificateIds = ['certificate.id', 'certificate.certificateDescription.certificateId']

/** What of the certificate the document reads and the name does not: devices that differ in it would share the name. */
const leftOut = (name: Template, templates: readonly Template[]): readonly string[] => {
  if (certificateIds.some((path) => name.paths.includes(path))) return []
  const paths = new Set(templates.flatMap((template) => template.paths))
  return [...paths].filter((path) => isPerDevice(path) && !name.paths.includes(path))
}

const nameTooShort = (value: string, paths: readonly string[]): PolicyError => {
  const missing = paths.map(quote).join(', ')
  return new PolicyError('policy-name-shared', `policy ${quote(value)} differs by ${missing}, but its name does not`, {
    field: 'name',
    value,
    remedy: 'name it with these too, or with `<%= certificate.id %>`',
  })
}

/** What a template adds at least: its text without what is between the first tag and the last. */
const shortestText = ({ source }: Template): string => source.replace(/<%.*%>/s, '')

/**
 * Compiles a policy: parses its document, compiles every string that may hold tags, and checks what can be known already.
 *
 * A policy whose name and document read the account only is shared: it is rendered once per account and then answered
 * again, the same frozen object.
 *
 * @throws {PolicyError} `policy-malformed`, `policy-tag-misplaced`, `policy-option`; `policy-name-shared` where the document
 * reads something of the certificate that the name does not, so that devices would overwrite each other's rights;
 * `policy-too-large` where the document is over 2048 characters for every device.
 * @throws {TemplateError} where a string is not a template.
 */
export const compilePolicy = (spec: PolicySpec): CompiledPolicy => {
  checkSpec(spec)
  const name = compileTemplate(spec.name, { sink: 'policy-name' })
  const templates: Template[] = []
  const fill = compileTexts(parsePolicyDocument(spec.document), templates)
  const missing = leftOut(name, templates)
  if (missing.length > 0) throw name.perDevice ? nameTooShort(spec.name, missing) : nameShared(spec.name)
  checkPolicySize(fill(shortestText), spec.name)
  const sourceSize = policySize(fill(({ source }) => source))

  const render = (context: TemplateContext): RenderedPolicy => {
    const policyName = name.render(context)
    let mostSize = sourceSize
    const document = fill((template) => {
      const text = template.render(context)
      mostSize += text.length - template.source.length
      return text
    })
    // Values hold nothing that JSON escapes, so that the size is this or less: to count it exactly takes long.
    if (mostSize > largestPolicy) checkPolicySize(document, policyName)
    return Object.freeze({ policyName, document })
  }
  const paths = [name, ...templates].flatMap((template) => template.paths)
  return Object.freeze({
    scope: name.perDevice ? 'device' : 'shared',
    name,
    render: paths.every((path) => path.startsWith('account.')) ? rememberByAccount(render) : render,
  })
}
