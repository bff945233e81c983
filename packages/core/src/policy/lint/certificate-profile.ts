import { resolveAttributeType } from '../../certificate/attribute-types.js'
import { suggest } from '../../error/nearest.js'
import { quote } from '../../error/quote.js'
import { findConditionKey } from '../evaluate/condition-key.js'
import type { PolicyRequest, RequestCertificate } from '../evaluate/policy-request.js'
import { PolicyError } from '../policy-error.js'

/** What the certificates of a fleet hold: one of them, or the types of attributes and alternative names that all have. */
export type CertificateSpec = RequestCertificate | readonly string[]

/** What of the policy variables and condition keys the certificates of a fleet leave empty. */
export interface CertificateProfile {
  /** False also for a name that does not come from the certificate, and for what is not known of it. */
  leavesEmpty(name: string): boolean
}

const alternativeNameKinds = ['dns', 'email', 'uri', 'ip'] as const

const typeOf = (spelling: unknown): string => {
  const oid = typeof spelling === 'string' ? resolveAttributeType(spelling)?.oid : undefined
  if (oid !== undefined) return oid
  const value = String(spelling)
  const remedy = suggest(value, ['CN', 'serialNumber', 'O', 'OU', 'C', 'ST', 'title', ...alternativeNameKinds])
  throw new PolicyError('policy-option', `there is no attribute type ${quote(value)}`, {
    field: 'certificate',
    value,
    remedy,
  })
}

/** Any text that AWS substitutes. */
const anyValue = 'value'

/** A certificate with a value for each type: as many values as AWS looks at. */
const certificateWith = (spellings: readonly unknown[]): RequestCertificate => {
  const kinds = alternativeNameKinds.filter((kind) => spellings.includes(kind))
  const types = new Set(spellings.filter((spelling) => !kinds.some((kind) => kind === spelling)).map(typeOf))
  // Variables ask by OID.
  const getAll = (oid: string): readonly string[] => (types.has(oid) ? Array.from({ length: 5 }, () => anyValue) : [])
  return {
    id: anyValue,
    subject: { rdns: [], entries: () => [], get: (type) => getAll(type)[0], getAll, toString: () => '' },
    subjectAlternativeNames: kinds.flatMap((kind) => Array.from({ length: 5 }, () => ({ kind, value: anyValue }))),
  }
}

const isCertificate = (spec: unknown): spec is RequestCertificate =>
  typeof spec === 'object' && spec !== null && 'subject' in spec && 'subjectAlternativeNames' in spec

/** @throws {PolicyError} `policy-option` for what is neither a certificate nor a list of attribute types. */
export const readProfile = (spec: unknown): CertificateProfile => {
  if (!Array.isArray(spec) && !isCertificate(spec)) {
    throw new PolicyError('policy-option', 'lintPolicy takes a certificate, or a list of attribute types', {
      field: 'certificate',
      remedy: 'give a certificate that was read, or for example: CN, serialNumber, dns',
    })
  }
  const certificate = isCertificate(spec) ? spec : certificateWith(spec)
  const request: PolicyRequest = { action: 'iot:Connect', resource: '*', certificate }
  return {
    leavesEmpty: (name) => {
      const key = name.startsWith('iot:Certificate.') ? findConditionKey(name) : undefined
      return key !== undefined && key.values(request) === undefined
    },
  }
}
