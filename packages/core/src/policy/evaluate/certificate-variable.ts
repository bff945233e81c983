import type { GeneralName } from '../../certificate/certificate.js'
import type { Name } from '../../certificate/name.js'
import type { PolicyRequest, RequestCertificate } from './policy-request.js'
import { type NotKnown, notKnown, type ResolveValues, type ResolveVariable } from './value.js'

/** Attribute types that AWS IoT makes variables of (`cert-policy-variables`), by their OID in X.520. */
const nameAttributes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
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

const alternativeNames: ReadonlyMap<string, GeneralName['kind']> = /* @__PURE__ */ new Map([
  ['AlternativeName.RFC822Name', 'email'],
  ['AlternativeName.DNSName', 'dns'],
  ['AlternativeName.DirectoryName', 'directory-name'],
  ['AlternativeName.UniformResourceIdentifier', 'uri'],
  ['AlternativeName.IPAddress', 'ip'],
])

/** Names of the variables of subject and issuer; each may take `.1`, `.2`, … and, as a condition key, `.List`. */
export const certificateVariableNames: readonly string[] = /* @__PURE__ */ ['Subject', 'Issuer'].flatMap((party) =>
  [...nameAttributes.keys(), ...alternativeNames.keys()].map((field) => `iot:Certificate.${party}.${field}`),
)

/** Whether AWS leaves a variable as it is written where it has no value, and warns of what follows (`cert-policy-variables`). */
export const staysAsWritten = (name: string): boolean => name.startsWith('iot:Certificate.')

/** AWS keeps this many values of an attribute and ignores the rest. */
const mostValues = 5
const longestValue = 1024

/** RFC 5280 section 4.2.1.7. */
const issuerAlternativeName = '2.5.29.18'

type ValuesOf = (certificate: RequestCertificate) => readonly string[] | NotKnown

/** The text of a directory name is not documented, so one that is there is not known. */
const subjectAlternativeNames =
  (kind: GeneralName['kind']): ValuesOf =>
  ({ subjectAlternativeNames }) => {
    const values = subjectAlternativeNames.filter((name) => name.kind === kind).map(({ value }) => value)
    const texts = values.filter((value) => typeof value === 'string')
    return texts.length === values.length ? texts : notKnown
  }

/** Alternative names of the issuer are not read from the certificate; that it has none is known all the same. */
const issuerAlternativeNames: ValuesOf = ({ extensions }) =>
  extensions?.every(({ oid }) => oid !== issuerAlternativeName) === true ? [] : notKnown

const valuesOf = (name: Name | undefined, oid: string): readonly string[] | NotKnown => name?.getAll(oid) ?? notKnown

/** All values of a variable without its suffix; `undefined` where AWS has no such variable. */
const findValues = (name: string): ((request: PolicyRequest) => readonly string[] | NotKnown) | undefined => {
  const [, party, field = ''] = /^iot:Certificate\.(Subject|Issuer)\.(.+)$/.exec(name) ?? []
  const oid = nameAttributes.get(field)
  const kind = alternativeNames.get(field)
  let values: ValuesOf | undefined
  if (oid !== undefined) values = ({ subject, issuer }) => valuesOf(party === 'Subject' ? subject : issuer, oid)
  else if (kind !== undefined) values = party === 'Subject' ? subjectAlternativeNames(kind) : issuerAlternativeNames
  if (values === undefined) return undefined
  const ofCertificate = values
  return ({ certificate }) => (certificate === undefined ? notKnown : ofCertificate(certificate))
}

/**
 * A value as AWS compares and substitutes it: special characters take a backslash, and one that could widen a pattern, or
 * is longer than 1024 characters, is not substituted at all.
 */
const substitutable = (value: string): string | undefined =>
  value.length > longestValue || /[*$+?#]/.test(value) ? undefined : value.replace(/[,"\\=<>;]/g, '\\$&')

/** The resolver of one value: the first, or with `.<n>` the one that `n` others precede. */
export const certificateVariable = (name: string): ResolveVariable | undefined => {
  const [, base = '', index = '0'] = /^(.+?)(?:\.([1-9]\d{0,3}))?$/.exec(name) ?? []
  const findAll = findValues(base)
  if (findAll === undefined) return undefined
  const position = Number(index)
  return (request) => {
    const values = findAll(request)
    if (values === notKnown) return notKnown
    const value = position < mostValues ? values[position] : undefined
    return value === undefined ? undefined : substitutable(value)
  }
}

/** The resolver of `….List`. One value that cannot be substituted takes the list with it. */
export const certificateList = (name: string): ResolveValues | undefined => {
  const findAll = name.endsWith('.List') ? findValues(name.slice(0, -'.List'.length)) : undefined
  if (findAll === undefined) return undefined
  return (request) => {
    const values = findAll(request)
    if (values === notKnown) return notKnown
    const found = values.slice(0, mostValues)
    const substituted = found.map(substitutable).filter((value) => value !== undefined)
    return found.length > 0 && substituted.length === found.length ? substituted : undefined
  }
}
