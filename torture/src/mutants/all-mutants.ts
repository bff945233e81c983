import { activationBeforeAttachment } from './activation-before-attachment.js'
import type { Mutant } from './mutant.js'
import { ownerStampDropped } from './owner-stamp-dropped.js'
import { partialFailureSwallowed } from './partial-failure-swallowed.js'
import { poisonFailsBatch } from './poison-fails-batch.js'
import { policyCreatedOnce } from './policy-created-once.js'
import { silenceTakenForSuccess } from './silence-taken-for-success.js'
import { statusNotReadAgain } from './status-not-read-again.js'
import { undecidedSettled } from './undecided-settled.js'
import { writeWithoutCondition } from './write-without-condition.js'

export const allMutants: readonly Mutant[] = [
  activationBeforeAttachment,
  policyCreatedOnce,
  partialFailureSwallowed,
  ownerStampDropped,
  statusNotReadAgain,
  undecidedSettled,
  poisonFailsBatch,
  silenceTakenForSuccess,
  writeWithoutCondition,
]
