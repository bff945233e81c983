// endpoint
export { amazonRoots } from '../../endpoint/amazon-roots.js'
export { describeEndpoints, type Endpoints } from '../../endpoint/describe-endpoints.js'
export type { EndpointCalls } from '../../endpoint/endpoint-calls.js'
// http
export type { GatewayAnswer } from '../../http/http-answer.js'
export type { HttpCall } from '../../http/http-call.js'
// iam
export { type VendingIamPolicyOptions, type VendingUse, vendingIamPolicy } from '../../iam/vending-iam-policy.js'
// sweep
export type { SweepCalls } from '../../sweep/sweep-calls.js'
export { type SweepOrphansOptions, sweepOrphans } from '../../sweep/sweep-orphans.js'
export type { SweepFailure, SweepReport, SweptOrphan } from '../../sweep/sweep-report.js'
// sighting
export {
  createSightingHandler,
  type SightingHandler,
  type SightingResponse,
} from '../sighting/create-sighting-handler.js'
export type { DueOutcome } from '../sighting/due-outcome.js'
export { type DueReport, type RunDueOptions, runDue } from '../sighting/run-due.js'
export { SightingError, type SightingErrorCode } from '../sighting/sighting-error.js'
export type { SightingEvent } from '../sighting/sighting-event.js'
export type { SightingHandlerOptions } from '../sighting/sighting-options.js'
export type { SettledSightingOutcome, SightingOutcome } from '../sighting/sighting-outcome.js'
// vending
export { createVendingHandler, type VendingHandler } from './create-vending-handler.js'
export type { ShadowOption } from './shadow/shadow-option.js'
export type { Shadow, ShadowSection, ShadowSource, ShadowUpdate } from './shadow/shadow-source.js'
export type { Caller, OwnershipQuestion, VendingHandlerOptions } from './vending-handler-options.js'
export type { VendingHandlerOutcome } from './vending-outcome.js'
export type { RequestProblemCode } from './vending-problem.js'
export { writeOutcome } from './write-outcome.js'
