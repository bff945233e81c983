import { quote } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import { openAuthority } from '../authority/open-authority.js'
import { concatenate, fromHex } from '../bytes.js'
import { certificateFields } from '../certificate/certificate-fields.js'
import { authorityKeyIdentifier, writeExtension } from '../certificate/extension.js'
import { toSecond } from '../certificate/validity.js'
import { checkOptions } from '../check-options.js'
import * as Tag from '../der/tag.js'
import { wholeSecond } from '../der/time-range.js'
import { writeElement, writeInteger, writeSequence, writeTime } from '../der/write-element.js'
import { keyIdentifier } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { signerScheme, signStructure } from '../signer/sign-structure.js'
import { readTarget, type TargetOption } from '../target.js'
import type { ClockOption, CryptoOption } from '../web-crypto.js'
import type { Crl, Revocation } from './crl.js'
import { readCrl } from './read-crl.js'
import { reasonCode } from './revocation-reason.js'

export interface CreateCrlOptions extends ClockOption, TargetOption, CryptoOption {
  readonly authority: AuthorityInput
  /** Greater than that of the list before: 0 to 2^53 - 1 (RFC 5280 section 5.2.3). */
  readonly number: number
  /** Everything that is revoked, each serial number once; what has expired may be left out. */
  readonly revocations: readonly Revocation[]
  /** When there will be a newer one at the latest. Default: seven days from now. */
  readonly nextUpdate?: Date | undefined
}

const week = 7 * 24 * 60 * 60 * 1000

const malformed = (problem: string, value: string): PkiError =>
  new PkiError('revocation-malformed', `${quote(value)} ${problem}`, {
    field: 'revocations',
    value,
    remedy: 'give each `serialNumber` as the certificate has it, once, with a date and perhaps a reason',
  })

/** RFC 5280 section 5.3.1: `unspecified` is said by leaving it out. */
const writeReason = ({ serialNumber, reason }: Revocation): Uint8Array[] => {
  if (reason === undefined || reason === 'unspecified') return []
  const code = reasonCode(reason)
  if (code < 0) throw malformed('is revoked for a reason that is none', serialNumber)
  return [writeSequence(writeExtension('551d15', writeElement(Tag.enumerated, Uint8Array.of(code))))]
}

const writeRevocation = (revocation: Revocation): Uint8Array => {
  const { serialNumber, revokedAt } = revocation
  // Of at most 20 octets (RFC 5280 section 4.1.2.2).
  if (typeof serialNumber !== 'string' || !/^(?:[0-9a-f]{2}){1,20}$/.test(serialNumber)) {
    throw malformed('is no serial number', String(serialNumber))
  }
  if (wholeSecond(revokedAt) === undefined) throw malformed('has no date between 1950 and 9999', serialNumber)
  return writeSequence(writeInteger(fromHex(serialNumber)), writeTime(revokedAt), ...writeReason(revocation))
}

/** Serial numbers are numbers: zeros in front make no other. */
const checkUnique = (revocations: readonly Revocation[]): void => {
  const seen = new Set<string>()
  for (const { serialNumber } of revocations) {
    const digits = serialNumber.replace(/^0+/, '')
    if (seen.has(digits)) throw malformed('is there twice', serialNumber)
    seen.add(digits)
  }
}

const writeNumber = (number: number): Uint8Array => {
  if (Number.isSafeInteger(number) && number >= 0) return writeInteger(fromHex(number.toString(16).padStart(14, '0')))
  const remedy = 'count the lists: 1, 2, 3'
  const value = String(number)
  throw new PkiError('pki-option', 'the number of a CRL is a whole number from 0', { field: 'number', value, remedy })
}

/**
 * Makes a certificate revocation list: everything of this CA that is to be believed no longer.
 *
 * AWS IoT does not read CRLs: set the certificate's status there as well.
 *
 * @throws {PkiError} `revocation-malformed`, `validity-malformed`, `authority-unfit`, `authority-key-mismatch`,
 * `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 * @see RFC 5280 section 5
 * @example
 * ```ts
 * import { createCertificateAuthority, createCrl, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
 *
 * const authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
 * const { publicKey } = await createKeyPair()
 * const { serialNumber } = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=device-1' })
 *
 * const revocations = [{ serialNumber, revokedAt: new Date(), reason: 'keyCompromise' }] as const
 * const crl = await createCrl({ authority, number: 1, revocations })
 * crl.revocations.map(({ reason }) => reason) // => ['keyCompromise']
 * ```
 */
export const createCrl = async (options: CreateCrlOptions): Promise<Crl> => {
  const required = ['authority', 'number', 'revocations']
  checkOptions('createCrl', options, required, ['nextUpdate', 'now', 'target', 'crypto'])
  const { crypto = globalThis.crypto, revocations } = options
  const thisUpdate = toSecond('now', options.now ?? new Date())
  const nextUpdate = toSecond('nextUpdate', options.nextUpdate ?? new Date(thisUpdate + week))
  if (nextUpdate <= thisUpdate) {
    const remedy = 'let nextUpdate follow now'
    throw new PkiError('validity-malformed', 'nextUpdate is not after now', { field: 'nextUpdate', remedy })
  }
  const entries = revocations.map(writeRevocation)
  checkUnique(revocations)
  const number = writeExtension('551d14', writeNumber(options.number))
  const { certificate, signer } = await openAuthority(options.authority, 'cRLSign', crypto)
  const identifier = certificate.subjectKeyIdentifier ?? (await keyIdentifier(certificate.publicKey.spki, crypto))
  const contents = (algorithm: Uint8Array): Uint8Array =>
    writeSequence(
      writeInteger(Uint8Array.of(1)),
      algorithm,
      certificateFields(certificate).subject,
      writeTime(new Date(thisUpdate)),
      writeTime(new Date(nextUpdate)),
      // A list of nothing is left out (RFC 5280 section 5.1.2.6).
      ...(entries.length === 0 ? [] : [writeSequence(concatenate(entries))]),
      writeElement(Tag.context(0), writeSequence(authorityKeyIdentifier(identifier), number)),
    )
  return readCrl(await signStructure(contents, signer, signerScheme(signer, readTarget(options))))
}
