import type { Certificate } from '../certificate.js'
import { type DerContext, type DerElement, DerReader } from '../der/der-reader.js'
import { readBasicConstraints } from './read-basic-constraints.js'
import { readExtendedKeyUsage } from './read-extended-key-usage.js'
import { readGeneralNames } from './read-general-names.js'
import { readAuthorityKeyIdentifier, readSubjectKeyIdentifier } from './read-key-identifiers.js'
import { readKeyUsage } from './read-key-usage.js'

type StandardField =
  | 'subjectAlternativeNames'
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectKeyIdentifier'
  | 'authorityKeyIdentifier'

/** What the extensions that are understood say, under the names that `Certificate` has for it. */
export type StandardExtensions = { -readonly [Field in StandardField]: Certificate[Field] | undefined }

/** A certificate without extensions. */
export const noStandardExtensions = (): StandardExtensions => ({
  subjectAlternativeNames: undefined,
  basicConstraints: undefined,
  keyUsage: undefined,
  extendedKeyUsage: undefined,
  subjectKeyIdentifier: undefined,
  authorityKeyIdentifier: undefined,
})

const readWhole = <Value>(
  bytes: Uint8Array,
  value: DerElement,
  context: DerContext,
  read: (reader: DerReader) => Value,
): Value => {
  const reader = new DerReader(bytes, value.content, value.end, context)
  const result = read(reader)
  reader.finish()
  return result
}

const code = 'certificate-extension'
const subjectKeyIdentifier: DerContext = { field: 'subjectKeyIdentifier', code }
const keyUsage: DerContext = { field: 'keyUsage', code }
const subjectAltName: DerContext = { field: 'subjectAltName', code: 'certificate-name' }
const basicConstraints: DerContext = { field: 'basicConstraints', code }
const authorityKeyIdentifier: DerContext = { field: 'authorityKeyIdentifier', code }
const extKeyUsage: DerContext = { field: 'extKeyUsage', code }

/** Notes what an extension says if it is understood (RFC 5280 section 4.2.1), so that none of those can hold garbage. */
export const noteStandardExtension = (
  standard: StandardExtensions,
  oid: string,
  bytes: Uint8Array,
  value: DerElement,
): void => {
  switch (oid) {
    case '2.5.29.14':
      standard.subjectKeyIdentifier = readWhole(bytes, value, subjectKeyIdentifier, readSubjectKeyIdentifier)
      break
    case '2.5.29.15':
      standard.keyUsage = readWhole(bytes, value, keyUsage, readKeyUsage)
      break
    case '2.5.29.17':
      standard.subjectAlternativeNames = readWhole(bytes, value, subjectAltName, readGeneralNames)
      break
    case '2.5.29.19':
      standard.basicConstraints = readWhole(bytes, value, basicConstraints, readBasicConstraints)
      break
    case '2.5.29.35':
      standard.authorityKeyIdentifier = readWhole(bytes, value, authorityKeyIdentifier, readAuthorityKeyIdentifier)
      break
    case '2.5.29.37':
      standard.extendedKeyUsage = readWhole(bytes, value, extKeyUsage, readExtendedKeyUsage)
      break
  }
}
