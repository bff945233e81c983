export type { CallRate, QuotaPart } from '../../../concurrency/rate-of-calls.js'
export { createJobNotifier, type JobCalls, type JobNotifierOptions } from './create-job-notifier.js'
export { createMessageNotifier, type MessageNotifierOptions } from './create-message-notifier.js'
export { dueByExpiry, dueByRecord } from './due-by-expiry.js'
export type { DueDevice } from './due-device.js'
export {
  type EstimatedWave,
  estimateRotation,
  type RotationEstimate,
  type RotationPace,
  type WaveSize,
} from './estimate-rotation.js'
export { rotateDue } from './rotate-due.js'
export type { RotateDueOptions } from './rotate-due-options.js'
export type { RotationNotice, RotationNotifier } from './rotation-notice.js'
export type { RotationProgress, RotationRun, RunCounts } from './rotation-run.js'
export type { Wave } from './wave.js'
