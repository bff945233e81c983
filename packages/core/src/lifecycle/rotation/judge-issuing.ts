import type { RotationFacts } from './rotation-facts.js'
import type { RotationRecord } from './rotation-record.js'

/**
 * Whether it is time to have the certificate issued again. Two workers at once would have two made; AWS IoT registers each of them,
 * and of one nobody would know.
 */
export const judgeIssuing = (
  { issuing }: RotationRecord,
  { now }: RotationFacts,
): 'issue-under-way' | 'issue-taken-over' =>
  now.getTime() < (issuing?.until ?? 0) ? 'issue-under-way' : 'issue-taken-over'
