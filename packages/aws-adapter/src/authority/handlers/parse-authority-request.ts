import { quote } from '@thingplan/core'
import { AuthorityError } from '../authority-error.js'
import type { CertificateMode } from '../register/certificate-mode.js'

interface Fields {
  /** The CA's certificate, PEM. */
  certificate: string
  /** What holds the private key, in the words of the handler's `authority`: the ARN of a KMS key, the name of a vault's entry. */
  key: string
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
  mode,
  active: flag,
  autoRegistration: flag,
  templateName: text(36, /^[\w-]+$/, 'the name of a provisioning template'),
  verifier: text(64, /^[\w-]+$/, 'the name of a verifier'),
}

const isField = (name: string): name is Field => Object.hasOwn(readers, name)

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
  if (request.certificate === undefined && request.key === undefined) {
    const field = nameOf('certificate')
    const remedy = `give ${quote(field)}, or ${quote(nameOf('key'))}, which leads to it`
    throw new AuthorityError('authority-request', 'there is no certificate', { field, remedy })
  }
  return Object.freeze(request)
}
