import type { Certificate } from '@thingplan/core'
import { equalBytes } from '../bytes.js'
import { certificateFields } from '../certificate/certificate-fields.js'
import { checkOptions } from '../check-options.js'
import { checkPublicKey } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { readSignatureScheme } from '../signer/signature-algorithm.js'
import { verifySignature } from '../signer/verify-signature.js'
import type { CryptoOption } from '../web-crypto.js'
import type { Crl } from './crl.js'
import { type CrlParts, parseCrl } from './parse-crl.js'
import { crlOf } from './read-crl.js'

const otherIssuer = (issuer: Certificate, problem: string): PkiError =>
  new PkiError('crl-issuer', `the CRL ${problem}`, {
    field: 'issuer',
    value: issuer.subject.toString(),
    remedy: 'give the certificate of the CA that the CRL names',
  })

const outOfDate = (field: string, problem: string): PkiError =>
  new PkiError('crl-out-of-date', `the CRL ${problem}`, { field, remedy: 'fetch the present one' })

const checkTimes = ({ thisUpdate, nextUpdate }: Pick<CrlParts, 'thisUpdate' | 'nextUpdate'>, now: Date): void => {
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) {
    throw new PkiError('pki-option', 'verifyCrl needs the present moment', { field: 'now', remedy: 'give a Date' })
  }
  if (now < thisUpdate) throw outOfDate('thisUpdate', `is from the future: ${thisUpdate.toISOString()}`)
  // RFC 5280 section 5.1.2.5 wants one; without it an old list would be believed for ever.
  if (nextUpdate === undefined) throw outOfDate('nextUpdate', 'does not say when there is a newer one')
  if (now > nextUpdate) throw outOfDate('nextUpdate', `was to be replaced by ${nextUpdate.toISOString()}`)
}

/**
 * Whether a CRL is its issuer's, and not out of date.
 *
 * @param issuer the certificate of the CA, believed: see `verifyChain`.
 * @param now the present moment.
 * @returns the list as its signed octets say it, whatever the object beside them held.
 * @throws {PkiError} `crl-issuer`, `crl-signature`, `crl-out-of-date`, `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 * @see RFC 5280 section 6.3.3
 * @example
 * ```ts
 * import { createCertificateAuthority, createCrl, readCrl, verifyCrl } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const revocations = [{ serialNumber: '12ab', revokedAt: new Date('2026-11-22T00:00:00Z') }]
 * const { pem } = await createCrl({ authority, number: 1, revocations })
 *
 * const crl = await verifyCrl(readCrl(pem), authority.certificate, new Date())
 * crl.revocations[0]?.serialNumber // => '12ab'
 * ```
 */
export const verifyCrl = async (crl: Crl, issuer: Certificate, now: Date, options: CryptoOption = {}): Promise<Crl> => {
  checkOptions('verifyCrl', options, [], ['crypto'])
  const { crypto = globalThis.crypto } = options
  const parts = parseCrl(crl.der)
  if (!equalBytes(parts.issuer, certificateFields(issuer).subject)) throw otherIssuer(issuer, 'names another issuer')
  const { basicConstraints, keyUsage, publicKey } = issuer
  if (basicConstraints?.ca !== true || keyUsage?.includes('cRLSign') === false) {
    throw otherIssuer(issuer, 'is of an issuer that may not sign CRLs')
  }
  checkTimes(parts, now)
  const { spki } = publicKey
  checkPublicKey(spki, 'x509')
  const { toBeSigned: data, algorithm, signature } = parts
  const scheme = readSignatureScheme(algorithm)
  if (scheme !== undefined && (await verifySignature({ spki, scheme, data, signature }, crypto))) {
    return crlOf(crl.der, parts)
  }
  throw new PkiError('crl-signature', 'the CRL is not signed by the key of its issuer', {
    field: 'signature',
    value: issuer.subject.toString(),
    remedy: 'fetch it anew; it may be signed with SHA-256, SHA-384 or SHA-512',
  })
}
