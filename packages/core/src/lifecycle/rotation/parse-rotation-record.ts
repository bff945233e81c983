import type { Certificate } from '../../certificate/certificate.js'
import { readCertificate } from '../../certificate/read-certificate.js'
import { isThingplanError } from '../../error/thingplan-error.js'
import { freezeDeeply } from '../../plan/freeze-deeply.js'
import { malformed } from '../../plan/parse/malformed.js'
import { type ObjectReader, readObject } from '../../plan/parse/read-object.js'
import { certificateId, thingName } from '../../plan/parse/step-values.js'
import { listOf, type Parse, text } from '../../plan/parse/values.js'
import { isCount } from '../check-options.js'
import { LifecycleError } from '../lifecycle-error.js'
import type {
  FormerJob,
  NextRotationCertificate,
  RetiredCertificate,
  RotationCertificate,
  RotationIssuing,
  RotationJob,
  RotationRecord,
  RotationRequest,
} from './rotation-record.js'
import { type RotationState, rotationStates } from './rotation-state.js'

const hash = /* @__PURE__ */ text(/^[0-9a-f]{64}$/, 'a SHA-256: 64 lower-case hexadecimal digits')
const device = /* @__PURE__ */ text(/^[A-Za-z0-9:._-]{1,128}$/, 'what names a device')
const jobId = /* @__PURE__ */ text(/^[A-Za-z0-9:_-]{1,128}$/, 'the id of a job')
const nonce = /* @__PURE__ */ text(/^[\x21-\x7e]{16,128}$/, 'a nonce')
/** Without a word of what was found: it may be anything. */
const csr: Parse<string> = (value, at) => {
  if (typeof value === 'string' && value !== '' && value.length <= 4096) return value
  throw malformed(at, 'is no CSR', 'write 1 to 4096 characters of text')
}

/** One certificate and nothing else: what was read is written anew, so that no key can stand beside it. */
const certificate: Parse<Certificate> = (value, at) => {
  try {
    return readCertificate(typeof value === 'string' ? value : '')
  } catch (error) {
    if (isThingplanError(error)) throw malformed(at, 'is no certificate', 'write its PEM')
    throw error
  }
}

const spent = /* @__PURE__ */ listOf(hash, { most: 8 })

const count: Parse<number> = (value, at) => {
  if (isCount(value)) return value
  throw malformed(at, 'is not a count, or milliseconds since 1970', 'write a whole number that is not negative')
}

const schema: Parse<1> = (value, at) => {
  if (value === 1) return value
  throw malformed(at, 'is a form of record that this release does not know', 'use a release that knows it')
}

const isState = (value: unknown): value is RotationState =>
  typeof value === 'string' && Object.hasOwn(rotationStates, value)

const state: Parse<RotationState> = (value, at) => {
  if (isState(value)) return value
  throw malformed(at, 'is no state of a rotation', 'write one that `rotationStates` lists')
}

const current: Parse<RotationCertificate> = (value, at) =>
  readObject(value, at, ({ field }) => ({
    certificateId: field('certificateId', certificateId),
    keyHash: field('keyHash', hash),
    notAfter: field('notAfter', count),
  }))

/** A stored PEM is registered and sent to the device: it has to be the certificate whose id stands beside it, and nothing more. */
const next: Parse<NextRotationCertificate> = (value, at) =>
  readObject(value, at, ({ field }) => {
    const { id, pem } = field('certificatePem', certificate)
    const found = field('certificateId', certificateId)
    if (id !== found) {
      throw malformed(`${at}.certificatePem`, 'is another certificate', 'store what the decision has returned')
    }
    return {
      certificateId: found,
      keyHash: field('keyHash', hash),
      notAfter: field('notAfter', count),
      certificatePem: pem,
    }
  })

const job: Parse<RotationJob> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) => {
    const found = { id: field('id', jobId), nonce: optionalField('nonce', nonce), deadline: field('deadline', count) }
    return found.nonce === undefined
      ? { id: found.id, deadline: found.deadline }
      : { id: found.id, nonce: found.nonce, deadline: found.deadline }
  })

const request: Parse<RotationRequest> = (value, at) =>
  readObject(value, at, ({ field }) => ({ csr: field('csr', csr), keyHash: field('keyHash', hash) }))

const issuing: Parse<RotationIssuing> = (value, at) =>
  readObject(value, at, ({ field }) => ({ since: field('since', count), until: field('until', count) }))

const formerJob: Parse<FormerJob> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) => {
    const found = { keyHash: optionalField('keyHash', hash), brought: optionalField('certificateId', certificateId) }
    return {
      id: field('id', jobId),
      ...(found.keyHash && { keyHash: found.keyHash }),
      ...(found.brought && { certificateId: found.brought }),
    }
  })

const retiredCertificate: Parse<RetiredCertificate> = (value, at) =>
  readObject(value, at, ({ field }) => ({
    certificateId: field('certificateId', certificateId),
    lookAt: field('lookAt', count),
  }))

const formerJobs = /* @__PURE__ */ listOf(formerJob, { most: 8 })
const retired = /* @__PURE__ */ listOf(retiredCertificate, { most: 8 })

type Part = 'current' | 'job' | 'request' | 'next'

/** What a record of a state has to have, or nothing that it says can be carried on. */
const needs: Readonly<Record<RotationState, readonly Part[]>> = {
  allowed: [],
  registered: ['current'],
  offered: ['current', 'job'],
  issuing: ['current', 'job', 'request'],
  preparing: ['current', 'job', 'request', 'next'],
  proving: ['current', 'job', 'request', 'next'],
  completing: ['current', 'job', 'request', 'next'],
  completed: ['current', 'job', 'request', 'next'],
  'rolling-back': ['current', 'job', 'request', 'next'],
  'rolled-back': ['current', 'job'],
  closed: [],
}

const readRecord = ({ field, optionalField }: ObjectReader): RotationRecord => {
  // First, since a record of another form may differ in everything else.
  field('schema', schema)
  const parts = {
    current: optionalField('current', current),
    job: optionalField('job', job),
    formerJobs: optionalField('formerJobs', formerJobs),
    request: optionalField('request', request),
    issuing: optionalField('issuing', issuing),
    next: optionalField('next', next),
    previousCertificateId: optionalField('previousCertificateId', certificateId),
    retired: optionalField('retired', retired),
  }
  const found = field('state', state)
  const lacking = needs[found].find((part) => parts[part] === undefined)
  if (lacking !== undefined) throw malformed(lacking, `is missing from a record that is ${found}`, 'restore it')
  return {
    schema: 1,
    version: field('version', count),
    device: field('device', device),
    thingName: field('thingName', thingName),
    state: found,
    ...(parts.current && { current: parts.current }),
    ...(parts.job && { job: parts.job }),
    ...(parts.formerJobs && { formerJobs: parts.formerJobs }),
    ...(parts.request && { request: parts.request }),
    ...(parts.issuing && { issuing: parts.issuing }),
    ...(parts.next && { next: parts.next }),
    ...(parts.previousCertificateId && { previousCertificateId: parts.previousCertificateId }),
    ...(parts.retired && { retired: parts.retired }),
    spentKeyHashes: field('spentKeyHashes', spent),
  }
}

/**
 * Reads what a store holds of a rotation. Refuses whatever it does not know: another form, a field too many, a state without what it
 * needs, a PEM that is not of the certificate that it stands beside.
 *
 * @param value - what `JSON.parse` gave, or the store's own client
 * @returns a deeply frozen copy
 * @throws {LifecycleError} `record-malformed`; `field` is the path
 * @example
 * ```ts
 * import { allowRotation, parseRotationRecord } from '@thingplan/core/lifecycle'
 *
 * const record = allowRotation({ device: '1234', thingName: 'sensor-1234' })
 * parseRotationRecord(JSON.parse(JSON.stringify(record))).state // => 'allowed'
 * ```
 */
export const parseRotationRecord = (value: unknown): RotationRecord => {
  try {
    return freezeDeeply(readObject(value, 'record', readRecord))
  } catch (error) {
    if (isThingplanError(error)) {
      const { field = 'record', remedy } = error
      throw new LifecycleError('record-malformed', error.message, { field, remedy })
    }
    // Reading a value can run code of whoever made it: a getter, a proxy.
    throw new LifecycleError('record-malformed', 'the record cannot be read', { field: 'record' })
  }
}
