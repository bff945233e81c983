import type { Certificate } from '../../certificate/certificate.js'
import { checkOptions, isRecord } from '../check-options.js'
import { normalizeCertificateId, normalizeSerialNumber } from '../hex.js'
import { attributeTypeOid } from '../reader/attribute-type.js'
import { badOption } from './bad-option.js'

export interface ListOptions {
  /** Serial numbers of certificates (not of devices) in hexadecimal, any spelling. Unique per CA only: see `issuedBy`. */
  readonly serialNumbers?: readonly string[]
  /** Certificate ids: SHA-256 fingerprints in hexadecimal, any spelling. */
  readonly certificateIds?: readonly string[]
  /** Subject values by attribute type, in any spelling. */
  readonly subject?: Readonly<Record<string, readonly string[]>>
  /** Name of the rule, for a registration with several lists. */
  readonly name?: string
}

/** Where a certificate stands on a list. */
export interface Entry {
  /** `serialNumber`, `id` or the attribute type. */
  readonly field: string
  readonly value: string
}

/** A list of certificates, ready to be searched. */
export interface Listing {
  /** What the list is by, for a person: `serial number, CN`. */
  readonly by: readonly string[]
  /** The first entry for the certificate. `every`: a subject attribute counts only if all of its values are listed. */
  find(certificate: Certificate, values: 'any' | 'every'): Entry | undefined
}

type Normalize = (text: string) => string | undefined

const normalizedSet = (owner: string, field: string, list: unknown, normalize: Normalize, expected: string) => {
  if (!Array.isArray(list) || list.length === 0) throw badOption(owner, field, `a list of ${expected}`, list)
  return new Set(
    list.map((text: unknown) => {
      const normalized = typeof text === 'string' ? normalize(text) : undefined
      if (normalized === undefined) throw badOption(owner, field, `a list of ${expected}`, text)
      return normalized
    }),
  )
}

/** A list grows by hand over years: entries that are there twice do no harm, and an empty list says nothing. */
export const compileListing = (owner: string, options: ListOptions): Listing => {
  checkOptions(owner, options, ['serialNumbers', 'certificateIds', 'subject', 'name'])
  const { serialNumbers, certificateIds, subject } = options
  if (subject !== undefined && !isRecord(subject)) throw badOption(owner, 'subject', 'lists by attribute type', subject)
  const hex = 'hexadecimal serial numbers'
  const ids = 'certificate ids of 64 hexadecimal digits'
  const serials = serialNumbers && normalizedSet(owner, 'serialNumbers', serialNumbers, normalizeSerialNumber, hex)
  const fingerprints =
    certificateIds && normalizedSet(owner, 'certificateIds', certificateIds, normalizeCertificateId, ids)
  const word: Normalize = (text) => (text === '' ? undefined : text)
  const attributes = Object.entries(subject ?? {}).map(([field, values]) => {
    const oid = attributeTypeOid(field, owner)
    return { field, oid, values: normalizedSet(owner, field, values, word, 'non-empty values') }
  })
  const by = [
    ...(serials ? ['serialNumber'] : []),
    ...(fingerprints ? ['id'] : []),
    ...attributes.map(({ field }) => field),
  ]
  if (by.length === 0) throw badOption(owner, 'serialNumbers', 'set, or `certificateIds`, or `subject`', undefined)
  return {
    by,
    find: (certificate, quantity) => {
      if (serials?.has(normalizeSerialNumber(certificate.serialNumber) ?? '')) {
        return { field: 'serialNumber', value: certificate.serialNumber }
      }
      if (fingerprints?.has(certificate.id)) return { field: 'id', value: certificate.id }
      for (const { field, oid, values } of attributes) {
        const present = certificate.subject.getAll(oid)
        const listed = present.find((value) => values.has(value))
        if (listed === undefined) continue
        if (quantity === 'any' || present.every((value) => values.has(value))) return { field, value: listed }
      }
      return undefined
    },
  }
}
