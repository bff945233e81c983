import { hashKey } from '../vending/hash-key.js'
import { checkJob } from './check-job.js'
import type { RotationFacts } from './rotation-facts.js'
import type { RotationMessage } from './rotation-message.js'
import type { FormerJob, RetiredCertificate, RotationCertificate, RotationRecord } from './rotation-record.js'
import type { RotationState } from './rotation-state.js'

/** A device is not asked to remember more: whoever has nine keys taken from it has other worries. */
const mostRemembered = 8

type Change = Partial<Omit<RotationRecord, 'schema' | 'version' | 'state'>>

const remember = <Value>(newest: Value, others: readonly Value[] = []): readonly Value[] =>
  Object.freeze([newest, ...others].slice(0, mostRemembered))

const known = ({ certificateId, keyHash, notAfter }: RotationCertificate): RotationCertificate =>
  Object.freeze({ certificateId, keyHash, notAfter })

const retire = (
  { certificateId }: RotationCertificate,
  { retired }: RotationRecord,
  { now, rotation }: RotationFacts,
): readonly RetiredCertificate[] =>
  remember(Object.freeze({ certificateId, lookAt: now.getTime() + rotation.lingerMilliseconds }), retired)

/** What is kept of a job when the next one is offered. */
const formerJobs = ({ job, request, next, formerJobs: others }: RotationRecord): readonly FormerJob[] | undefined =>
  job &&
  remember(
    Object.freeze({
      id: job.id,
      ...(request && { keyHash: request.keyHash }),
      ...(next && { certificateId: next.certificateId }),
    }),
    others,
  )

/** Whoever sets out to have a certificate issued has a lease from then on; that it was begun is remembered. */
const issuingFrom = (since: number, { now, rotation }: RotationFacts): Pick<RotationRecord, 'issuing'> => ({
  issuing: Object.freeze({ since, until: now.getTime() + rotation.leaseMilliseconds }),
})

const endingOf = (to: RotationState, record: RotationRecord, facts: RotationFacts): Change => {
  const { state, current, next, spentKeyHashes, retired = [] } = record
  // Only what was looked at is over.
  if (state === to) return { retired: Object.freeze(retired.slice(0, -1)) }
  if (current === undefined || next === undefined) return {}
  if (to === 'rolled-back') return { retired: retire(next, record, facts) }
  if (to !== 'completed') return {}
  return {
    current: known(next),
    previousCertificateId: current.certificateId,
    spentKeyHashes: remember(current.keyHash, spentKeyHashes),
    retired: retire(current, record, facts),
  }
}

const changeOf = (
  message: RotationMessage,
  to: RotationState,
  record: RotationRecord,
  facts: RotationFacts,
): Change => {
  if (record.state === 'issuing' && to === 'issuing') return issuingFrom(record.issuing?.since ?? 0, facts)
  switch (message.kind) {
    case 'registered':
      return { current: known(message) }
    case 'offer': {
      const former = formerJobs(record)
      return { job: checkJob(message.job), ...(former && { formerJobs: former }) }
    }
    case 'request': {
      const keyHash = facts.request !== undefined && 'keyHash' in facts.request ? facts.request.keyHash : ''
      return {
        request: Object.freeze({ csr: message.csr, keyHash }),
        ...issuingFrom(facts.now.getTime(), facts),
      }
    }
    case 'issued': {
      const { id: certificateId, notAfter, publicKey, pem: certificatePem } = message.certificate
      const keyHash = hashKey(publicKey.spki)
      return { next: Object.freeze({ certificateId, keyHash, notAfter: notAfter.getTime(), certificatePem }) }
    }
    case 'carried-out':
      return endingOf(to, record, facts)
    default:
      return {}
  }
}

/** A new job begins without what the last one brought, and nobody issues any more once there is a certificate. */
const kept = (message: RotationMessage, record: RotationRecord): RotationRecord => {
  const { issuing: _issuing, ...others } = record
  if (message.kind !== 'offer') return others
  const { request: _request, next: _next, ...lasting } = others
  return lasting
}

/** The record of the state that a message leads to. */
export const nextRotationRecord = (
  message: RotationMessage,
  to: RotationState,
  record: RotationRecord,
  facts: RotationFacts,
): RotationRecord =>
  Object.freeze({
    ...kept(message, record),
    ...changeOf(message, to, record, facts),
    version: record.version + 1,
    state: to,
  })
