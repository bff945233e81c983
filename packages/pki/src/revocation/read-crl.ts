import { readPem, writePem } from '../pem.js'
import { readName } from '../subject/read-name.js'
import type { Crl } from './crl.js'
import { type CrlParts, malformedCrl, parseCrl } from './parse-crl.js'

/** What DER with lengths of three octets holds: about half a million entries. */
const largest = 16_777_216 * 2

const derOf = (source: string | Uint8Array): Uint8Array => {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) throw malformedCrl('is neither text nor bytes')
  if (source.length > largest) throw malformedCrl(`is larger than ${largest}`)
  if (typeof source !== 'string') return Uint8Array.from(source)
  const block = readPem(source, ['X509 CRL'])
  if (block === undefined) throw malformedCrl('has no block `-----BEGIN X509 CRL-----` of base64')
  return block.der
}

const issuerOf = ({ issuer }: CrlParts): Crl['issuer'] => {
  const name = readName(issuer)
  if (name === undefined) throw malformedCrl('has an issuer that cannot be read')
  return name
}

/** A CRL of what its DER says. */
export const crlOf = (der: Uint8Array, parts: CrlParts): Crl => {
  const { thisUpdate, nextUpdate, revocations, number, authorityKeyIdentifier } = parts
  return Object.freeze({
    issuer: issuerOf(parts),
    thisUpdate,
    revocations,
    der,
    pem: writePem('X509 CRL', der),
    ...(nextUpdate && { nextUpdate }),
    ...(number !== undefined && { number }),
    ...(authorityKeyIdentifier !== undefined && { authorityKeyIdentifier }),
  })
}

/**
 * Reads a certificate revocation list. Anybody can write one: `verifyCrl` says whether it is the issuer's.
 *
 * @param source PEM (the first CRL in it) or DER, at most 16 MB of DER.
 * @throws {PkiError} `crl-malformed`; `crl-unsupported` for lists that hold changes only, or a part of the certificates.
 * @see RFC 5280 section 5
 * @example
 * ```ts
 * import { createCertificateAuthority, createCrl, readCrl } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { pem } = await createCrl({ authority, number: 1, revocations: [] })
 * readCrl(pem).issuer // => [['CN', 'Factory CA']]
 * ```
 */
export const readCrl = (source: string | Uint8Array): Crl => {
  const der = derOf(source)
  return crlOf(der, parseCrl(der))
}
