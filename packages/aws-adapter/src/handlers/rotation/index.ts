// store

// due
export type { CallRate, QuotaPart } from '../../concurrency/rate-of-calls.js'
// iam
export { type RotationIamPolicyOptions, type RotationUse, rotationIamPolicy } from '../../iam/rotation-iam-policy.js'
export { createMemoryRotationStore, type MemoryRotationStoreOptions } from '../../stores/memory-rotation-store.js'
export type { RotationStore, RotationWrite, StoredRotation, UnreadableRotation } from '../../stores/rotation-store.js'
// sweep
export type { SweepReport } from '../../sweep/sweep-report.js'
export { type SweepRotationOrphansOptions, sweepRotationOrphans } from '../../sweep/sweep-rotation-orphans.js'
// handler
export { createRotationHandler, type RotationHandler, type RotationResponse } from './create-rotation-handler.js'
export { createJobNotifier, type JobCalls, type JobNotifierOptions } from './due/create-job-notifier.js'
export { createMessageNotifier, type MessageNotifierOptions } from './due/create-message-notifier.js'
export { dueByExpiry, dueByRecord } from './due/due-by-expiry.js'
export type { DueDevice } from './due/due-device.js'
export {
  type EstimatedWave,
  estimateRotation,
  type RotationEstimate,
  type RotationPace,
  type WaveSize,
} from './due/estimate-rotation.js'
export { type ResumedRotations, type ResumeRotationsOptions, resumeRotations } from './due/resume-rotations.js'
export { rotateDue } from './due/rotate-due.js'
export type { RotateDueOptions } from './due/rotate-due-options.js'
export type { RotationNotice, RotationNotifier } from './due/rotation-notice.js'
export type { RotationProgress, RotationRun, RunCounts } from './due/rotation-run.js'
export type { Wave } from './due/wave.js'
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
