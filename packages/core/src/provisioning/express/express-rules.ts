import type { Certificate } from '../../certificate/certificate.js'
import { requireAttributeType } from '../../certificate/require-attribute-type.js'
import { quote } from '../../error/quote.js'
import type { FieldMatcher } from '../../registration/field-requirement.js'
import type { Finding } from '../../registration/finding.js'
import type { Rule } from '../../registration/rule.js'
import { type ExpressionContext, expressedOtherwise, notExpressible } from './expression-context.js'
import { nameOf } from './probe-context.js'
import { subjectParameter, subjectRemedy } from './subject-parameter.js'

/** How findings and matchers say that a field only has to be there. */
const anyValue = 'any value'

const probeCertificate = (value: string | undefined): Certificate => ({
  id: '0'.repeat(64),
  version: 3,
  serialNumber: '01',
  signatureAlgorithm: { oid: '1.2.840.10045.4.3.2' },
  issuer: nameOf(value),
  subject: nameOf(value),
  notBefore: new Date(0),
  notAfter: new Date(0),
  publicKey: { algorithm: 'unknown', oid: '', spki: new Uint8Array() },
  extensions: [],
  subjectAlternativeNames: [],
  der: new Uint8Array(),
  pem: '',
})

/**
 * What a rule finds in a certificate all of whose fields have a value, or none. Rules are functions; what they look at shows
 * in what they find, and `rule(…)` cannot find what the ready-made ones do.
 */
const findingsOf = (rule: Rule, value: string | undefined): readonly Finding[] => {
  const account = { id: '000000000000', region: 'aws-global' }
  try {
    const { findings } = rule.evaluate({ certificate: probeCertificate(value), account, now: new Date(0) })
    return Array.isArray(findings) ? findings : []
  } catch {
    return []
  }
}

/** Whether a rule takes one word in a field as well as another: a word of its own could be `any value`. */
const takesWords = (rule: Rule, field: string): boolean =>
  ['one', 'two'].every((word) => findingsOf(rule, word).some(({ ok, evidence }) => ok && evidence['field'] === field))

const hasOnly = (findings: readonly Finding[], code: Finding['code']): boolean =>
  findings.length > 0 && findings.every((finding) => finding.code === code)

/** A field that has to be there becomes a parameter that is declared; that it looks like something cannot be said. */
const expressField = (
  context: ExpressionContext,
  path: string,
  field: string,
  isAny: boolean,
  expected: string,
): readonly string[] => {
  const where = `${path}.${field}`
  if (context.kind !== 'jitp') {
    const message = 'is judged in a certificate, and the template is filled by whoever provisions the device'
    notExpressible(context, where, message, 'judge it where the parameters come from: in the caller, or in the hook')
    return []
  }
  if (!isAny) {
    const message = `has to be ${expected}, and JITP compares nothing`
    notExpressible(context, where, message, 'require that the field is there (`true`), or stay with JITR')
    return []
  }
  const { oid } = requireAttributeType(field)
  const parameter = subjectParameter(context, oid)
  if (parameter !== undefined) return [parameter]
  notExpressible(context, where, 'has to be there, and AWS fills no parameter with it', subjectRemedy(oid))
  return []
}

const reasons: Readonly<Record<string, string>> = {
  'within-validity': 'judges the validity, and no template does',
  'strong-key': 'judges the key, and no template does',
  'not-revoked': 'looks the certificate up in a CRL, and no template does',
  'allow-list': 'looks the certificate up in a list, and no template does',
  'deny-list': 'looks the certificate up in a list, and no template does',
}

const expressRule = (context: ExpressionContext, rule: Rule): readonly string[] => {
  const path = `rules.${rule.name}`
  const findings = findingsOf(rule, undefined)
  if (hasOnly(findings, 'subject-field-missing')) {
    return findings.flatMap(({ evidence: { field: type, expected } }) => {
      const field = String(type)
      const isAny = expected === anyValue && takesWords(rule, field)
      return expressField(context, path, field, isAny, String(expected))
    })
  }
  if (context.kind === 'jitp' && hasOnly(findings, 'fact-missing')) {
    if (rule.name === 'certificate-status') return []
    if (rule.name === 'issued-by' && rule.caCertificateIds !== undefined) {
      const message = `is kept by attaching the template to these CAs and no other: ${rule.caCertificateIds.join(', ')}`
      expressedOtherwise(context, path, message, 'attach it to them only')
      return []
    }
  }
  const asks = rule.verifiers?.map((verifier) => quote(verifier)).join(', ')
  const reason = asks
    ? `asks ${asks}, and no template asks anybody`
    : (reasons[rule.name] ?? 'is a rule, and templates have none')
  const remedy = context.kind === 'fleet' ? 'judge it in the pre-provisioning hook' : 'stay with JITR'
  notExpressible(context, path, reason, remedy)
  return []
}

/** The rules of a registration, and what its profile asks for: the parameters that every device must have. */
export const expressRules = (
  context: ExpressionContext,
  rules: readonly Rule[],
  when: readonly FieldMatcher[],
): readonly string[] => [
  ...rules.flatMap((rule) => expressRule(context, rule)),
  ...when.flatMap(({ field, expected, matches }) => {
    const isAny = expected === anyValue && matches('one') && matches('two')
    return expressField(context, 'profiles[0].when', field, isAny, expected)
  }),
]
