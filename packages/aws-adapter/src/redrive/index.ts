export type { CallRate, QuotaPart } from '../concurrency/rate-of-calls.js'
export { redriveIamPolicy } from '../iam/redrive-iam-policy.js'
export type { RedriveEstimate } from './estimate-redrive.js'
export type { RedriveCalls } from './redrive-calls.js'
export type { RedrivePendingOptions } from './redrive-options.js'
export { redrivePending } from './redrive-pending.js'
export type {
  PendingExplanation,
  RedriveCounts,
  Redriven,
  RedrivenCertificate,
  RedriveProgress,
  RedriveReport,
} from './redrive-report.js'
