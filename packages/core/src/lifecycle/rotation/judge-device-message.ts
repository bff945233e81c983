import { LifecycleError } from '../lifecycle-error.js'
import { judgeIssuing } from './judge-issuing.js'
import type { RotationFacts, RotationRequestFact } from './rotation-facts.js'
import type { AcknowledgementMessage, CertificateRequestMessage, RotationDeviceMessage } from './rotation-message.js'
import type { RotationRecord } from './rotation-record.js'
import type { RotationRefusal } from './rotation-refusals.js'
import type { RotationEvent } from './rotation-transitions.js'

type Judgement = RotationEvent | RotationRefusal

const readRequest = ({ request }: RotationFacts): RotationRequestFact | undefined => {
  if (request === undefined) {
    const remedy = 'read the CSR, and say what it holds or why it cannot be read'
    throw new LifecycleError('facts-malformed', 'the facts say nothing of the request', { field: 'request', remedy })
  }
  return 'unreadable' in request ? undefined : request
}

/** An issuer that copies the subject is given only one that is ours already; a subject that nobody has encoded is not. */
const isSubjectOurs = ({ subjectDer }: RotationRequestFact, { rotation, subject }: RotationFacts): boolean =>
  !rotation.issuerCopiesSubject || (subjectDer !== undefined && subjectDer === subject?.der)

const judgeNewRequest = (
  { principal }: CertificateRequestMessage,
  { current, job, spentKeyHashes }: RotationRecord,
  request: RotationRequestFact,
  facts: RotationFacts,
): Judgement => {
  if (principal !== current?.certificateId) return 'principal-not-current'
  if (job === undefined || facts.now.getTime() >= job.deadline) return 'job-over'
  if (request.keyHash === current.keyHash || spentKeyHashes.includes(request.keyHash)) return 'key-reused'
  return isSubjectOurs(request, facts) ? 'request-accepted' : 'subject-differs'
}

/** The same key is the same request: an ECDSA signature, and with it the CSR, differs each time. */
const judgeRequest = (message: CertificateRequestMessage, record: RotationRecord, facts: RotationFacts): Judgement => {
  const { state } = record
  if (state === 'allowed' || state === 'registered') return 'rotation-not-offered'
  if (state === 'rolling-back' || state === 'rolled-back') return 'rotation-rolled-back'
  const request = readRequest(facts)
  if (request === undefined) return 'request-unreadable'
  if (state === 'offered') return judgeNewRequest(message, record, request, facts)
  if (request.keyHash === record.request?.keyHash) {
    const isEarly = state === 'issuing' || state === 'preparing'
    if (isEarly && facts.now.getTime() >= (record.job?.deadline ?? 0)) return 'job-over'
    return state === 'issuing' ? judgeIssuing(record, facts) : 'request-repeated'
  }
  return state === 'completed' ? 'rotation-completed' : 'request-differs'
}

/** Counts over the new certificate only: whoever connects with it holds its key. */
const judgeAcknowledgement = (
  { principal, certificateId }: AcknowledgementMessage,
  { state, current, next, previousCertificateId }: RotationRecord,
): Judgement => {
  if (certificateId === current?.certificateId && previousCertificateId !== undefined && state !== 'completing') {
    return principal === certificateId ? 'acknowledgement-repeated' : 'acknowledged-over-another'
  }
  if (next === undefined) return 'out-of-order'
  if (certificateId !== next.certificateId) return 'certificate-differs'
  if (principal !== certificateId) return 'acknowledged-over-another'
  switch (state) {
    case 'proving':
      return 'acknowledged'
    case 'completing':
      return 'acknowledgement-repeated'
    case 'rolling-back':
    case 'rolled-back':
      return 'rotation-rolled-back'
    default:
      return 'out-of-order'
  }
}

/** Whether a certificate is one of the device's: the one that it has, the one that it gets, or the one that it had. */
const isOurs = (principal: string, { current, next, previousCertificateId }: RotationRecord): boolean =>
  principal === current?.certificateId || principal === next?.certificateId || principal === previousCertificateId

/** A nonce binds a message to a job; one that is wrong is refused also where none is needed. */
const isNonceRight = (message: RotationDeviceMessage, { job }: RotationRecord, { rotation }: RotationFacts): boolean =>
  message.nonce === undefined ? rotation.nonce === 'optional' : message.nonce === job?.nonce

/** Judges what a device says: first who has said it, then what. */
export const judgeDeviceMessage = (
  message: RotationDeviceMessage,
  record: RotationRecord,
  facts: RotationFacts,
): Judgement => {
  if (!isOurs(message.principal, record)) return 'principal-foreign'
  if (message.device !== record.device) return 'topic-foreign'
  if (record.state === 'closed') return 'device-closed'
  if (!isNonceRight(message, record, facts)) return 'nonce-differs'
  return message.kind === 'request' ? judgeRequest(message, record, facts) : judgeAcknowledgement(message, record)
}
