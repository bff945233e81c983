// device
export type { CertificateCalls } from './device/certificate-calls.js'
export type { DeviceCalls } from './device/device-calls.js'
export type { CertificateState, DeviceState, ThingState } from './device/device-state.js'
export { diagnosedStateOf, foundDeviceOf, type RemovalFacts, removalFactsOf } from './device/facts-of-state.js'
export { type ReadDeviceStateOptions, readDeviceState } from './device/read-device-state.js'
// driver
export { createIotDriver, type IotDriverOptions } from './driver/create-iot-driver.js'
export type { DeletionWaitOptions } from './driver/deletion-waits.js'
export { classifyError, type ErrorClass, type ErrorKind } from './driver/error-classification.js'
export type { IotOperation } from './driver/iot-operation.js'
// error
export { AdapterError, type AdapterErrorCode } from './error/adapter-error.js'
// events
export { parseEventBody } from './events/parse-event-body.js'
export { parseRegistrationEvent } from './events/parse-registration-event.js'
// handlers
export {
  createJitrHandler,
  type JitrHandler,
  type JitrResponse,
} from './handlers/jitr/create-jitr-handler.js'
export { JitrError, type JitrErrorCode } from './handlers/jitr/jitr-error.js'
export type { DuplicateOptions, JitrDelivery, JitrHandlerOptions } from './handlers/jitr/jitr-options.js'
export type {
  AlreadyActiveOutcome,
  Complaint,
  FailedOutcome,
  FailedReason,
  JitrOutcome,
  JudgedRefusal,
  RefusedOutcome,
  RefusedReason,
  RegisteredOutcome,
  SettledJitrOutcome,
  UndecidedOutcome,
  UnjudgedRefusal,
} from './handlers/jitr/jitr-outcome.js'
export {
  createPreProvisioningHook,
  type PreProvisioningHook,
  type PreProvisioningResponse,
} from './handlers/pre-provisioning/create-pre-provisioning-hook.js'
export type { HookCalls } from './handlers/pre-provisioning/hook-calls.js'
export type { PreProvisioningHookOptions } from './handlers/pre-provisioning/hook-options.js'
export type { ParameterOverride } from './handlers/pre-provisioning/parameter-overrides.js'
export {
  type ProvisioningRequest,
  parseProvisioningRequest,
} from './handlers/pre-provisioning/parse-provisioning-request.js'
export type {
  AllowedProvisioning,
  DeniedProvisioning,
  ProvisioningDenial,
  ProvisioningOutcome,
} from './handlers/pre-provisioning/provisioning-outcome.js'
// iam
export type { IamAccount } from './iam/iam-account.js'
export type { IamPolicyDocument, IamStatement } from './iam/iam-policy-document.js'
export { type RequiredIamPolicyOptions, requiredIamPolicy } from './iam/required-iam-policy.js'
export type { InvocationContext } from './invocation/deadline.js'
export type { SqsBatchResponse } from './invocation/sqs-batch-response.js'
export type { IotCalls } from './iot-calls.js'
// sources
export type { RevocationSource } from './sources/revocation-source.js'
export type { TombstoneSource } from './sources/tombstone-source.js'
export type { VerifierSource } from './sources/verifier-source.js'
// stores
export type { Claim, ClaimStore, SettledOutcome } from './stores/claim-store.js'
export type { ClaimTimes } from './stores/claim-times.js'
export { createMemoryClaimStore, type MemoryClaimStoreOptions } from './stores/memory-claim-store.js'
