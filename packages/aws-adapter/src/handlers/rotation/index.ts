export { type RotationIamPolicyOptions, type RotationUse, rotationIamPolicy } from '../../iam/rotation-iam-policy.js'
export { createMemoryRotationStore, type MemoryRotationStoreOptions } from '../../stores/memory-rotation-store.js'
export type { RotationStore, RotationWrite, StoredRotation, UnreadableRotation } from '../../stores/rotation-store.js'
export type { SweepReport } from '../../sweep/sweep-report.js'
export { type SweepRotationOrphansOptions, sweepRotationOrphans } from '../../sweep/sweep-rotation-orphans.js'
export { createRotationHandler, type RotationHandler, type RotationResponse } from './create-rotation-handler.js'
export { type ResumedRotations, type ResumeRotationsOptions, resumeRotations } from './due/resume-rotations.js'
export type { PublishCalls } from './reply-calls.js'
export type { RotationCalls } from './rotation-calls.js'
export { RotationError, type RotationErrorCode } from './rotation-error.js'
export type { RotationHandlerOptions, RotationSubjectEntries } from './rotation-handler-options.js'
export type {
  AcceptedRotation,
  FailedRotation,
  RefusedRotation,
  RotationFailedReason,
  RotationHandlerOutcome,
  RotationRefusedReason,
  SettledRotation,
} from './rotation-outcome.js'
