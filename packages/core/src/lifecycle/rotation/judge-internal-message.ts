import type { Certificate } from '../../certificate/certificate.js'
import { hashKey } from '../vending/hash-key.js'
import { certificateToTidy } from './certificate-to-tidy.js'
import { checkJob } from './check-job.js'
import { judgeIssuing } from './judge-issuing.js'
import type { RotationFacts } from './rotation-facts.js'
import type { RotationInternalMessage } from './rotation-message.js'
import type { RotationJob, RotationRecord } from './rotation-record.js'
import type { RotationRefusal } from './rotation-refusals.js'
import { type RotationEvent, transitionOf } from './rotation-transitions.js'
import { subjectOf } from './subject-of.js'

type Judgement = RotationEvent | RotationRefusal

const judgeOffer = (offered: RotationJob, record: RotationRecord, now: number): Judgement => {
  const { state, job, formerJobs = [], current } = record
  const { id, nonce, deadline } = checkJob(offered)
  if (state === 'offered' && job?.id === id) return 'rotation-offered'
  if (state === 'allowed') return 'out-of-order'
  if (state === 'offered' || transitionOf(state, 'rotation-offered') === undefined) return 'job-open'
  const isUsed = job?.id === id || formerJobs.some((former) => former.id === id)
  if (isUsed || (nonce !== undefined && job?.nonce === nonce)) return 'job-repeated'
  if (deadline <= now) return 'deadline-not-ahead'
  return (current?.notAfter ?? 0) <= now ? 'current-expired' : 'rotation-offered'
}

const hasOurSubject = ({ subject }: Certificate, record: RotationRecord, facts: RotationFacts): boolean => {
  const found = subject.entries()
  const { entries } = subjectOf(record, facts)
  return (
    found.length === entries.length &&
    entries.every(([type, value], index) => found[index]?.[0] === type && found[index]?.[1] === value)
  )
}

const judgeIssued = (certificate: Certificate, record: RotationRecord, facts: RotationFacts): Judgement => {
  const now = facts.now.getTime()
  if (now >= (record.job?.deadline ?? 0)) return 'job-over'
  if (hashKey(certificate.publicKey.spki) !== record.request?.keyHash) return 'issued-key-differs'
  if (!hasOurSubject(certificate, record, facts)) return 'issued-subject-differs'
  const isValid = certificate.notBefore.getTime() <= now && now < certificate.notAfter.getTime()
  return isValid ? 'certificate-issued' : 'issued-not-valid'
}

/** Whether the old certificate is known to work, so that the new one can be given up. */
const canRollBack = ({ current }: RotationRecord, { currentStatus, now }: RotationFacts): boolean =>
  currentStatus === 'ACTIVE' && now.getTime() < (current?.notAfter ?? 0)

const judgeEnding = (event: RotationEvent, record: RotationRecord, facts: RotationFacts): Judgement => {
  const row = transitionOf(record.state, event)
  if (row === undefined) return 'out-of-order'
  return row.does === 'roll-back' && !canRollBack(record, facts) ? 'rollback-withheld' : event
}

const judgeResume = (record: RotationRecord, facts: RotationFacts): Judgement => {
  const isOver = facts.now.getTime() >= (record.job?.deadline ?? Number.POSITIVE_INFINITY)
  if (isOver && transitionOf(record.state, 'deadline-passed') !== undefined) {
    return judgeEnding('deadline-passed', record, facts)
  }
  if (record.state === 'issuing') return judgeIssuing(record, facts)
  if (record.state !== 'completed' && record.state !== 'rolled-back') return 'resumed'
  // One that somebody has woken is somebody's.
  const isOut = facts.retired !== undefined && facts.retired.status !== 'ACTIVE'
  return isOut && certificateToTidy(record, facts.now) !== undefined ? 'resumed' : 'out-of-order'
}

const ends: Readonly<Partial<Record<RotationRecord['state'], RotationEvent>>> = {
  preparing: 'prepared',
  completing: 'retired',
  'rolling-back': 'rolled-back',
  // Nothing else is carried out in these states.
  completed: 'tidied',
  'rolled-back': 'tidied',
}

const judgeReport = (record: RotationRecord, { now }: RotationFacts): Judgement => {
  const end = ends[record.state] ?? 'out-of-order'
  return end === 'tidied' && certificateToTidy(record, now) === undefined ? 'out-of-order' : end
}

/** Judges what the program itself says. What comes too late, or twice, changes nothing. */
export const judgeInternalMessage = (
  message: RotationInternalMessage,
  record: RotationRecord,
  facts: RotationFacts,
): Judgement => {
  const { state, current, version } = record
  if (state === 'closed') return 'device-closed'
  switch (message.kind) {
    case 'registered':
      if (state === 'allowed' || message.certificateId === current?.certificateId) return 'device-registered'
      return 'certificate-known'
    case 'offer':
      return judgeOffer(message.job, record, facts.now.getTime())
    case 'issued':
      if (message.ofVersion !== version || state !== 'issuing') return 'out-of-order'
      return judgeIssued(message.certificate, record, facts)
    case 'carried-out':
      if (message.ofVersion !== version) return 'out-of-order'
      return judgeReport(record, facts)
    case 'resume':
      return judgeResume(record, facts)
    case 'cancel':
      return judgeEnding('cancelled', record, facts)
    case 'close':
      return 'closed'
  }
}
