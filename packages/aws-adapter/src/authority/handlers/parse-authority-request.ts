import { quote } from '@thingplan/core'
import { AuthorityError } from '../authority-error.js'
import type { CertificateMode } from '../register/certificate-mode.js'

interface Fields {
  /** The CA's certificate, PEM. */
  certificate: string
  /** What holds the private key, in the words of the handler's `authority`: the ARN of a KMS key, the name of a vault's entry. */
  key: string
  /** Proves in mode DEFAULT that the private key is at hand: issued by it, for the registration code; PEM. */
  verificationCertificate: string
  mode: CertificateMode
  active: boolean
  autoRegistration: boolean
  templateName: string
  verifier: string
}

/** What somebody asks to have registered: text and choices, none of which is believed. */
export type AuthorityRequest = Readonly<Partial<Fields>>

type Field = keyof Fields

const longestPem = 65_536

export const badRequest = (field: string, wanted: string): AuthorityError =>
  new AuthorityError('authority-request', `${quote(field)} is not ${wanted}`, { field, remedy: `give ${wanted}` })

const text =
  (longest: number, pattern: RegExp, wanted: string) =>
  (field: string, value: unknown): string => {
    if (typeof value === 'string' && value.length <= longest && pattern.test(value)) return value
    throw badRequest(field, wanted)
  }

/** CloudFormation makes text of everything. */
const flag = (field: string, value: unknown): boolean => {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw badRequest(field, '`true` or `false`')
}

const mode = (field: string, value: unknown): CertificateMode => {
  if (value === 'DEFAULT' || value === 'SNI_ONLY') return value
  throw badRequest(field, '`DEFAULT` or `SNI_ONLY`')
}

const pem = text(
  longestPem,
  /^\s*-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----\s*$/,
  'one certificate in PEM',
)

const readers: { readonly [Name in Field]: (field: string, value: unknown) => Fields[Name] } = {
  certificate: pem,
  key: text(2048, /^[ -~]+$/, 'what holds the private key'),
  verificationCertificate: pem,
  mode,
  active: flag,
  autoRegistration: flag,
  templateName: text(36, /^[\w-]+$/, 'the name of a provisioning template'),
  verifier: text(64, /^[\w-]+$/, 'the name of a verifier'),
}

const isField = (name: string): name is Field => Object.hasOwn(readers, name)

/** What is fit by itself may still not go together. */
const checkTogether = (request: AuthorityRequest, nameOf: (field: string) => string): void => {
  if (request.certificate === undefined && request.key === undefined) {
    const field = nameOf('certificate')
    const remedy = `give ${quote(field)}, or ${quote(nameOf('key'))}, which leads to it`
    throw new AuthorityError('authority-request', 'there is no certificate', { field, remedy })
  }
  if (request.verificationCertificate === undefined) return
  const field = nameOf('verificationCertificate')
  const refusal = (problem: string, remedy: string): AuthorityError =>
    new AuthorityError('authority-request', problem, { field, remedy })
  if (request.mode === 'SNI_ONLY') throw refusal('mode SNI_ONLY asks for no proof', `leave out ${quote(field)}`)
  if (request.key === undefined) return
  throw refusal('there are two proofs', `give ${quote(field)} or ${quote(nameOf('key'))}, not both`)
}

/**
 * Reads a request; whatever is not known in it refuses it as a whole.
 *
 * @param nameOf - how the requester spells a field
 * @throws {AuthorityError} `authority-request`
 */
export const parseAuthorityRequest = (
  entries: Iterable<readonly [string, unknown]>,
  nameOf: (field: string) => string = (field) => field,
): AuthorityRequest => {
  const fields = new Map(Object.keys(readers).map((field) => [nameOf(field), field]))
  const request: Partial<Fields> = {}
  const read = <Name extends Field>(field: Name, name: string, value: unknown): void => {
    request[field] = readers[field](name, value)
  }
  for (const [name, value] of entries) {
    const field = fields.get(name)
    if (field === undefined || !isField(field)) {
      const remedy = `use one of: ${[...fields.keys()].join(', ')}`
      throw new AuthorityError('authority-request', `${quote(name)} is unknown`, { field: name, remedy })
    }
    read(field, name, value)
  }
  checkTogether(request, nameOf)
  return Object.freeze(request)
}
