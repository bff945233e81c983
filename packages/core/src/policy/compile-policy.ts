import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { compileTemplate } from '../template/compile-template.js'
import type { Template, TemplateContext } from '../template/template.js'
import { compileStatement, type Fill } from './compile-statement.js'
import { isPlainObject } from './parse/is-plain-object.js'
import { parsePolicyDocument } from './parse/parse-policy-document.js'
import type { PolicyDocument } from './policy-document.js'
import { PolicyError } from './policy-error.js'
import { checkPolicySize, policySize } from './policy-size.js'
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

const emptyString = '""'
const specKeys = ['name', 'document']

const optionError = (field: string, message: string, remedy: string): PolicyError =>
  new PolicyError('policy-option', message, { field, remedy })

const checkSpec = (spec: unknown): void => {
  if (!isPlainObject(spec)) throw optionError('policy', 'a policy is not an object', 'give { name, document }')
  const unknown = unknownOption('policy', spec, specKeys)
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
  const { name } = spec
  if (typeof name !== 'string') throw optionError('name', 'the name of a policy is not a string', 'give a template')
}

const nameShared = (name: string, { paths }: Template): PolicyError => {
  const path = paths.find((candidate) => candidate.startsWith('certificate.attributes.')) ?? 'certificate.id'
  return new PolicyError(
    'policy-name-shared',
    `policy ${quote(name)} holds a value of the certificate, but its name is the same for every device`,
    {
      field: 'name',
      value: name,
      remedy: `make the name differ by device, for example with ${quote(`<%= ${path} %>`)}`,
    },
  )
}

/** What a template adds at least: its text without tags. Cut from the first tag to the last, which is never too much to count. */
const shortestText: Fill = ({ source }) => {
  const start = source.indexOf('<%')
  return start === -1 ? source : source.slice(0, start) + source.slice(source.lastIndexOf('%>') + 2)
}

const readsAccountOnly = (templates: readonly Template[]): boolean =>
  templates.every(({ paths }) => paths.every((path) => path.startsWith('account.')))

/**
 * Compiles a policy: parses its document, compiles every string that may hold tags, and checks what can be known already.
 *
 * A policy whose name and document read the account only is shared: it is rendered once per account and then answered
 * again, the same frozen object.
 *
 * @throws {PolicyError} `policy-malformed`, `policy-tag-misplaced`, `policy-option`; `policy-name-shared` where the document
 * depends on the certificate and the name does not, so that devices would overwrite each other's rights;
 * `policy-too-large` where the document is over 2048 characters for every device.
 * @throws {TemplateError} where a string is not a template.
 */
export const compilePolicy = (spec: PolicySpec): CompiledPolicy => {
  checkSpec(spec)
  const name = compileTemplate(spec.name, { sink: 'policy-name' })
  const source = parsePolicyDocument(spec.document)
  const statements = source.Statement.map(compileStatement)
  const templates = statements.flatMap((statement) => statement.templates)
  const fillDocument = (fill: Fill): PolicyDocument =>
    Object.freeze({ ...source, Statement: Object.freeze(statements.map((statement) => statement.fill(fill))) })

  const personal = templates.find(({ perDevice }) => perDevice)
  if (personal !== undefined && !name.perDevice) throw nameShared(spec.name, personal)
  checkPolicySize(fillDocument(shortestText), spec.name)
  const sizeWithoutText = policySize(fillDocument(() => ''))

  const render = (context: TemplateContext): RenderedPolicy => {
    const policyName = name.render(context)
    let size = sizeWithoutText
    const document = fillDocument((template) => {
      const text = template.render(context)
      size += JSON.stringify(text).length - emptyString.length
      return text
    })
    checkPolicySize(document, policyName, size)
    return Object.freeze({ policyName, document })
  }
  return Object.freeze({
    scope: name.perDevice ? 'device' : 'shared',
    name,
    render: readsAccountOnly([name, ...templates]) ? rememberByAccount(render) : render,
  })
}
