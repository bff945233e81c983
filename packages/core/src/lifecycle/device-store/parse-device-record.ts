import { readCertificate } from '../../certificate/read-certificate.js'
import { isThingplanError } from '../../error/thingplan-error.js'
import { freezeDeeply } from '../../plan/freeze-deeply.js'
import { malformed } from '../../plan/parse/malformed.js'
import { type ObjectReader, readObject } from '../../plan/parse/read-object.js'
import { certificateId, ownership, policyName, thingName } from '../../plan/parse/step-values.js'
import { listOf, oneOf, type Parse, text, truth } from '../../plan/parse/values.js'
import { isCount } from '../check-options.js'
import { LifecycleError } from '../lifecycle-error.js'
import { withoutBlanks } from './amend-record.js'
import type { AttemptRecord } from './attempt-record.js'
import type {
  DeviceCertificate,
  DeviceRecord,
  DeviceThing,
  DeviceToken,
  Lease,
  NextCertificate,
} from './device-record.js'

const hash = /* @__PURE__ */ text(/^[0-9a-f]{64}$/, 'a SHA-256: 64 lower-case hexadecimal digits')
const serialNumber = /* @__PURE__ */ text(/^[A-Za-z0-9:._-]{1,128}$/, 'a serial number')
const holder = /* @__PURE__ */ text(/^[\x21-\x7e]{16,128}$/, 'the holder of a lease')
const grant = /* @__PURE__ */ text(/^[a-z-]{1,32}:[^\p{C}]{1,256}$/u, 'a grant')
const source = /* @__PURE__ */ text(/^[^\p{C}]{1,256}$/u, 'a source')
const delivery = /* @__PURE__ */ oneOf('csr', 'sealed', 'plain')
/** AWS IoT attaches ten to a certificate at most (AWS IoT Core endpoints and quotas). */
const policyNames = /* @__PURE__ */ listOf(policyName, { most: 10 })
const hashes = /* @__PURE__ */ listOf(hash, { most: 32 })

const count: Parse<number> = (value, at) => {
  if (isCount(value)) return value
  throw malformed(at, 'is not a count, or milliseconds since 1970', 'write a whole number that is not negative')
}

const version: Parse<number> = (value, at) => {
  if (isCount(value) && value > 0) return value
  throw malformed(at, 'is not the version of a record', 'write a whole number from 1')
}

const level: Parse<number> = (value, at) => {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  throw malformed(at, 'is not a level', 'write a number that is not negative')
}

const schema: Parse<1> = (value, at) => {
  if (value === 1) return value
  throw malformed(at, 'is a form of record that this release does not know', 'use a release that knows it')
}

/** One certificate and nothing else: what was read is written anew, so that no key can stand beside it. */
const pem: Parse<string> = (value, at) => {
  if (typeof value !== 'string') throw malformed(at, 'is not a text', 'write the PEM of a certificate')
  try {
    return readCertificate(value).pem
  } catch (error) {
    if (isThingplanError(error)) throw malformed(at, `is no certificate: ${error.message}`, 'write its PEM')
    throw error
  }
}

const token: Parse<DeviceToken> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) =>
    withoutBlanks({
      hash: field('hash', hash),
      expiresAt: field('expiresAt', count),
      keyHash: optionalField('keyHash', hash),
      spentAt: optionalField('spentAt', count),
    }),
  )

const thing: Parse<DeviceThing> = (value, at) =>
  readObject(value, at, ({ field }) => ({
    thingName: field('thingName', thingName),
    ownership: field('ownership', ownership),
    policyNames: field('policyNames', policyNames),
  }))

const lease: Parse<Lease> = (value, at) =>
  readObject(value, at, ({ field }) => ({ holder: field('holder', holder), until: field('until', count) }))

const current: Parse<DeviceCertificate> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) =>
    withoutBlanks({
      certificateId: field('certificateId', certificateId),
      certificatePem: optionalField('certificatePem', pem),
      keyHash: optionalField('keyHash', hash),
      grant: field('grant', grant),
      delivery: optionalField('delivery', delivery),
      sealingKeyHash: optionalField('sealingKeyHash', hash),
      readyAt: field('readyAt', count),
      seenAt: optionalField('seenAt', count),
    }),
  )

const next: Parse<NextCertificate> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) => {
    const stage = field('stage', oneOf('claimed', 'issued', 'ready'))
    const claim = {
      keyHash: field('keyHash', hash),
      grant: field('grant', grant),
      delivery: field('delivery', delivery),
      sealingKeyHash: optionalField('sealingKeyHash', hash),
      claimedAt: field('claimedAt', count),
      lease: field('lease', lease),
    }
    if (stage === 'claimed') return withoutBlanks({ stage, ...claim })
    const certificate = {
      certificateId: field('certificateId', certificateId),
      certificatePem: field('certificatePem', pem),
    }
    if (stage === 'ready') {
      const readyAt = field('readyAt', count)
      return withoutBlanks({ stage, ...claim, ...certificate, readyAt, retiresAt: optionalField('retiresAt', count) })
    }
    const registered = field('registered', truth)
    const caCertificatePem = optionalField('caCertificatePem', pem)
    return withoutBlanks({ stage, ...claim, ...certificate, registered, caCertificatePem })
  })

const retiring: Parse<NonNullable<DeviceRecord['retiring']>> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) =>
    withoutBlanks({
      certificateId: field('certificateId', certificateId),
      reason: field('reason', oneOf('replaced', 'superseded')),
      certificatePem: optionalField('certificatePem', pem),
      caCertificatePem: optionalField('caCertificatePem', pem),
    }),
  )

const readRecord = ({ field, optionalField }: ObjectReader): DeviceRecord => {
  // First, since a record of another form may differ in everything else.
  field('schema', schema)
  return withoutBlanks({
    schema: 1,
    serialNumber: field('serialNumber', serialNumber),
    version: field('version', version),
    standing: field('standing', oneOf('enrolled', 'blocked', 'removed')),
    sealingKeyHashes: field('sealingKeyHashes', hashes),
    token: optionalField('token', token),
    thing: optionalField('thing', thing),
    current: optionalField('current', current),
    next: optionalField('next', next),
    retiring: optionalField('retiring', retiring),
    supersessions: field('supersessions', count),
    formerKeyHashes: field('formerKeyHashes', hashes),
  })
}

const parse = <Value extends object>(value: unknown, read: (object: ObjectReader) => Value): Value => {
  try {
    return freezeDeeply(readObject(value, 'record', read))
  } catch (error) {
    if (!isThingplanError(error)) {
      // Reading a value can run code of whoever made it: a getter, a proxy.
      throw new LifecycleError('record-malformed', 'the record cannot be read', { field: 'record' })
    }
    const { field = 'record', remedy } = error
    throw new LifecycleError('record-malformed', error.message, { field, remedy })
  }
}

/**
 * Reads what a store holds of a device. Refuses whatever it does not know: another form, a field too many, a certificate that
 * cannot be read.
 *
 * @param value - what `JSON.parse` gave, or the store's own client
 * @returns a deeply frozen copy
 * @throws {LifecycleError} `record-malformed`; `field` is the path
 * @example
 * ```ts
 * import { enrolDevice, parseDeviceRecord } from '@thingplan/core/lifecycle'
 *
 * const { record } = enrolDevice('SN-1')
 * parseDeviceRecord(JSON.parse(JSON.stringify(record))).version // => 1
 * ```
 */
export const parseDeviceRecord = (value: unknown): DeviceRecord => parse(value, readRecord)

/**
 * Reads what a store holds of a source of attempts.
 *
 * @param value - what `JSON.parse` gave, or the store's own client
 * @returns a frozen copy
 * @throws {LifecycleError} `record-malformed`
 * @example
 * ```ts
 * import { parseAttemptRecord } from '@thingplan/core/lifecycle'
 *
 * parseAttemptRecord({ schema: 1, source: '192.0.2.1', version: 1, level: 2, at: 0 }).level // => 2
 * ```
 */
export const parseAttemptRecord = (value: unknown): AttemptRecord =>
  parse(value, ({ field }) => ({
    schema: field('schema', schema),
    source: field('source', source),
    version: field('version', version),
    level: field('level', level),
    at: field('at', count),
  }))
