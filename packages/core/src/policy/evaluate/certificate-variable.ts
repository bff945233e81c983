import type { GeneralName } from '../../certificate/certificate.js'
import type { PolicyRequest } from './policy-request.js'

/** All values of a multi-valued key for a request; `undefined` where it has none. */
export type ResolveValues = (request: PolicyRequest) => readonly string[] | undefined

/** Attribute types that AWS IoT makes variables of (`cert-policy-variables`), by their OID in X.520. */
const subjectAttributes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['DistinguishedNameQualifier', '2.5.4.46'],
  ['Country', '2.5.4.6'],
  ['Organization', '2.5.4.10'],
  ['OrganizationalUnit', '2.5.4.11'],
  ['State', '2.5.4.8'],
  ['CommonName', '2.5.4.3'],
  ['SerialNumber', '2.5.4.5'],
  ['Title', '2.5.4.12'],
  ['Surname', '2.5.4.4'],
  ['GivenName', '2.5.4.42'],
  ['Initials', '2.5.4.43'],
  ['Pseudonym', '2.5.4.65'],
  ['GenerationQualifier', '2.5.4.44'],
])

/** Alternative names whose text is the same everywhere; a directory name's is not documented. */
const alternativeNames: ReadonlyMap<string, GeneralName['kind']> = /* @__PURE__ */ new Map([
  ['AlternativeName.RFC822Name', 'email'],
  ['AlternativeName.DNSName', 'dns'],
  ['AlternativeName.UniformResourceIdentifier', 'uri'],
  ['AlternativeName.IPAddress', 'ip'],
])

/** AWS keeps this many values of an attribute and ignores the rest. */
const mostValues = 5
const longestValue = 1024

const alternativeNamesOf = (request: PolicyRequest, kind: GeneralName['kind']): readonly string[] => {
  const names = request.certificate?.subjectAlternativeNames ?? []
  return names.flatMap((name) => (name.kind === kind && typeof name.value === 'string' ? [name.value] : []))
}

/**
 * A value as AWS compares and substitutes it: special characters take a backslash, and one that could widen a pattern, or
 * is longer than 1024 characters, is not substituted at all.
 */
const substitutable = (value: string): string | undefined =>
  value.length > longestValue || /[*$+?#]/.test(value) ? undefined : value.replace(/[,"\\=<>;]/g, '\\$&')

/** The resolver of all values of `iot:Certificate.Subject.<field>`; `undefined` where AWS has no such variable. */
const subjectValues = (field: string): ((request: PolicyRequest) => readonly string[]) | undefined => {
  const oid = subjectAttributes.get(field)
  if (oid !== undefined) return (request) => request.certificate?.subject.getAll(oid) ?? []
  const kind = alternativeNames.get(field)
  return kind === undefined ? undefined : (request) => alternativeNamesOf(request, kind)
}

/** The resolver of one value: the first, or with `.<n>` the one that `n` others precede. */
export const subjectVariable = (name: string): ((request: PolicyRequest) => string | undefined) | undefined => {
  const [, field = '', index = '0'] = /^(.+?)(?:\.([1-9]\d{0,3}))?$/.exec(name) ?? []
  const values = subjectValues(field)
  if (values === undefined) return undefined
  const position = Number(index)
  return (request) => {
    const value = position < mostValues ? values(request)[position] : undefined
    return value === undefined ? undefined : substitutable(value)
  }
}

/** The resolver of `iot:Certificate.Subject.<field>.List`. One value that cannot be substituted takes the list with it. */
export const subjectList = (name: string): ResolveValues | undefined => {
  const values = name.endsWith('.List') ? subjectValues(name.slice(0, -'.List'.length)) : undefined
  if (values === undefined) return undefined
  return (request) => {
    const found = values(request).slice(0, mostValues)
    const substituted = found.map(substitutable).filter((value) => value !== undefined)
    return found.length > 0 && substituted.length === found.length ? substituted : undefined
  }
}
