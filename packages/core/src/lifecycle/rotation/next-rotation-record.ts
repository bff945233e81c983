import { hashKey } from '../vending/hash-key.js'
import { checkJob } from './check-job.js'
import type { RotationFacts } from './rotation-facts.js'
import type { RotationMessage } from './rotation-message.js'
import type { RotationCertificate, RotationRecord } from './rotation-record.js'
import type { RotationState } from './rotation-state.js'

/** A device is not asked to remember more: whoever has nine keys taken from it has other worries. */
const mostSpentKeys = 8

type Change = Partial<Omit<RotationRecord, 'schema' | 'version' | 'state'>>

const known = ({ certificateId, keyHash, notAfter }: RotationCertificate): RotationCertificate =>
  Object.freeze({ certificateId, keyHash, notAfter })

const changeOf = (
  message: RotationMessage,
  to: RotationState,
  record: RotationRecord,
  facts: RotationFacts,
): Change => {
  switch (message.kind) {
    case 'registered':
      return { current: known(message) }
    case 'offer':
      return { job: checkJob(message.job) }
    case 'request': {
      const keyHash = facts.request !== undefined && 'keyHash' in facts.request ? facts.request.keyHash : ''
      return { request: Object.freeze({ csr: message.csr, keyHash }) }
    }
    case 'issued': {
      const { id: certificateId, notAfter, publicKey, pem: certificatePem } = message.certificate
      const keyHash = hashKey(publicKey.spki)
      return { next: Object.freeze({ certificateId, keyHash, notAfter: notAfter.getTime(), certificatePem }) }
    }
    default: {
      const { current, next, spentKeyHashes } = record
      if (to !== 'completed' || current === undefined || next === undefined) return {}
      return {
        current: known(next),
        previousCertificateId: current.certificateId,
        spentKeyHashes: Object.freeze([current.keyHash, ...spentKeyHashes].slice(0, mostSpentKeys)),
      }
    }
  }
}

/** A new job begins without what the last one brought. */
const kept = ({ request: _request, next: _next, ...others }: RotationRecord): RotationRecord => others

/** The record of the state that a message leads to. */
export const nextRotationRecord = (
  message: RotationMessage,
  to: RotationState,
  record: RotationRecord,
  facts: RotationFacts,
): RotationRecord =>
  Object.freeze({
    ...(message.kind === 'offer' ? kept(record) : record),
    ...changeOf(message, to, record, facts),
    version: record.version + 1,
    state: to,
  })
