import { CertificateError } from '../../certificate/certificate-error.js'
import { quote } from '../../error/quote.js'
import { unknownOption } from '../../error/unknown-option.js'
import type { FixtureExtension, FixtureExtensions } from './extension-writer.js'
import type { FixtureName } from './name-writer.js'
import { type FixturePublicKey, isFixturePublicKey } from './public-key-writer.js'
import { type FixtureSignatureAlgorithm, isFixtureSignatureAlgorithm } from './signature-writer.js'

/** What a fixture says; everything but the subject has a default. */
export interface CertificateFixtureOptions extends FixtureExtensions {
  /** `{ CN: 'device-1' }`, `{ serialNumber: ['1', '2'] }`, or a list of RDNs, each `[type, value]` or several of them. */
  readonly subject: FixtureName
  /** `{ O: 'Thingplan', CN: 'Fixture CA' }` by default. */
  readonly issuer?: FixtureName
  /** Hex, with `-` in front for a negative number; by default 16 octets derived from the other options. */
  readonly serialNumber?: string
  /** 3 by default. */
  readonly version?: 1 | 2 | 3
  /** 2026-01-01T00:00:00Z by default. */
  readonly notBefore?: Date
  /** 2036-01-01T00:00:00Z by default. */
  readonly notAfter?: Date
  /** `EC-P256` by default. */
  readonly publicKey?: FixturePublicKey
  /** `ecdsa-with-SHA256` by default. */
  readonly signatureAlgorithm?: FixtureSignatureAlgorithm
  /** Any further extensions; they come behind the ones that have an option of their own. */
  readonly extensions?: readonly FixtureExtension[]
}

const optionNames: readonly (keyof CertificateFixtureOptions)[] = [
  'subject',
  'issuer',
  'serialNumber',
  'version',
  'notBefore',
  'notAfter',
  'publicKey',
  'signatureAlgorithm',
  'extensions',
  'subjectAlternativeNames',
  'basicConstraints',
  'keyUsage',
  'extendedKeyUsage',
  'subjectKeyIdentifier',
  'authorityKeyIdentifier',
]

const invalidOption = (field: string, value: unknown, remedy: string): CertificateError => {
  const text = String(value)
  const message = `option \`${field}\` of certificateFixture cannot be ${quote(text)}`
  return new CertificateError('certificate-option', message, { field, value: text, remedy })
}

/** Refuses options that do not exist or that nothing can be made of. */
export const checkFixtureOptions = (options: CertificateFixtureOptions): void => {
  const unknown = unknownOption('certificateFixture', options, optionNames)
  if (unknown !== undefined) throw new CertificateError('certificate-option', unknown.message, unknown.details)
  const { subject, serialNumber, publicKey, signatureAlgorithm } = options
  if (typeof subject !== 'object' || subject === null)
    throw invalidOption('subject', subject, 'pass a record or a list of attributes')
  if (serialNumber !== undefined && !/^-?[\da-f]+$/i.test(serialNumber)) {
    throw invalidOption('serialNumber', serialNumber, 'pass hex digits')
  }
  if (publicKey !== undefined && !isFixturePublicKey(publicKey)) {
    throw invalidOption('publicKey', publicKey, 'pass a key type such as `EC-P256` or `RSA-2048`')
  }
  if (signatureAlgorithm !== undefined && !isFixtureSignatureAlgorithm(signatureAlgorithm)) {
    throw invalidOption('signatureAlgorithm', signatureAlgorithm, 'pass an algorithm such as `ecdsa-with-SHA256`')
  }
}
