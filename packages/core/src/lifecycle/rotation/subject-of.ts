import type { RotationFacts, RotationSubject } from './rotation-facts.js'
import type { RotationRecord } from './rotation-record.js'

/** The subject of the new certificate. */
export const subjectOf = ({ device }: RotationRecord, { subject }: RotationFacts): RotationSubject =>
  subject ?? { entries: [['CN', device]] }
