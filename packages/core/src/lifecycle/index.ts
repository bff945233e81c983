// device-store
export type { AttemptRecord } from './device-store/attempt-record.js'
export type {
  ClaimedCertificate,
  Delivery,
  DeviceCertificate,
  DeviceRecord,
  DeviceThing,
  DeviceToken,
  IssuedCertificate,
  Lease,
  Moment,
  NextCertificate,
  ReadyCertificate,
  RetiringCertificate,
} from './device-store/device-record.js'
export type {
  AttemptWrite,
  DeviceStore,
  DeviceWrite,
  UnreadableRecord,
  WriteCondition,
  WriteOutcome,
} from './device-store/device-store.js'
export { parseAttemptRecord, parseDeviceRecord } from './device-store/parse-device-record.js'
// diagnosis
export { type Diagnosis, diagnose } from './diagnosis/diagnose.js'
export type { DiagnosedCertificate, DiagnosedState } from './diagnosis/diagnosed-state.js'
export { type DiagnosisCause, type DiagnosisRow, diagnosisTable } from './diagnosis/diagnosis-table.js'
// error
export { LifecycleError, type LifecycleErrorCode } from './lifecycle-error.js'
// reconcile
export {
  type FoundDevice,
  planReconcile,
  type ReconcileCode,
  type ReconcileFinding,
  type Reconciliation,
} from './reconcile/plan-reconcile.js'
// removal
export { planRemoval } from './removal/plan-removal.js'
export type {
  Removal,
  RemovalCertificate,
  RemovalLeftover,
  RemovalRequest,
  RemovalWait,
} from './removal/removal.js'
export { type ReturnFacts, wouldReturn } from './removal/would-return.js'
// reprovisioning
export { type Move, type MoveRequest, type MoveStage, planMove } from './reprovisioning/plan-move.js'
export { planReprovisioning } from './reprovisioning/plan-reprovisioning.js'
export type {
  Reprovisioning,
  ReprovisioningPolicy,
  ReprovisioningRefusal,
  ReprovisioningRefused,
  ReprovisioningRequest,
} from './reprovisioning/reprovisioning.js'
// rotation
export { type AllowRotationOptions, allowRotation } from './rotation/allow-rotation.js'
export { certificateToTidy } from './rotation/certificate-to-tidy.js'
export { decideRotation } from './rotation/decide-rotation.js'
export { decideRotationSweep, requestedKeyHashes } from './rotation/decide-rotation-sweep.js'
export { defineRotation, type Rotation, type RotationOptions } from './rotation/define-rotation.js'
export { rotationDiagram, rotationTables } from './rotation/draw-rotation.js'
export { parseRotationMessage, type RotationDelivery } from './rotation/parse-rotation-message.js'
export { parseRotationRecord } from './rotation/parse-rotation-record.js'
export type { IssueEffect, RotationOutcome, RotationReply, RotationVerdict } from './rotation/rotation-decision.js'
export type {
  RetiredCertificateFact,
  RotationFacts,
  RotationRequestFact,
  RotationSubject,
} from './rotation/rotation-facts.js'
export type {
  AcknowledgementMessage,
  CertificateRequestMessage,
  RotationDeviceMessage,
  RotationInternalMessage,
  RotationMessage,
} from './rotation/rotation-message.js'
export type {
  FormerJob,
  NextRotationCertificate,
  RetiredCertificate,
  RotationCertificate,
  RotationIssuing,
  RotationJob,
  RotationRecord,
  RotationRequest,
} from './rotation/rotation-record.js'
export { type RotationRefusal, type RotationRefusalRow, rotationRefusals } from './rotation/rotation-refusals.js'
export { type RotationState, rotationStates } from './rotation/rotation-state.js'
export {
  type RotationConversation,
  type RotationTopics,
  rotationRules,
  rotationTopicsOf,
  writeRotationReply,
} from './rotation/rotation-topics.js'
export {
  type RotationAnswer,
  type RotationEvent,
  type RotationTask,
  type RotationTransition,
  rotationTransitions,
} from './rotation/rotation-transitions.js'
// vending
export { claimedKeyHashes, decideSweep } from './vending/decide-sweep.js'
export { decideVending } from './vending/decide-vending.js'
export {
  type AttemptLimit,
  defineVending,
  type RegistrationOfDevice,
  type Vending,
  type VendingSpec,
} from './vending/define-vending.js'
export { vendingDiagram, vendingTables } from './vending/draw-vending.js'
export {
  changeStanding,
  type EnrolDeviceOptions,
  enrolDevice,
  type GrantTokenOptions,
  grantToken,
} from './vending/enrol-device.js'
export { hashKey } from './vending/hash-key.js'
export {
  type AdmissionDecision,
  type AdmissionFacts,
  type AdmitVending,
  judgeAdmission,
} from './vending/judge-admission.js'
export { type AdmissionOutcome, type AdmissionWorld, runAdmission } from './vending/run-admission.js'
export {
  type EffectOutcome,
  runVending,
  type VendingOutcome,
  type VendingRunFacts,
  type VendingWorld,
} from './vending/run-vending.js'
export type { SweepCandidate, SweepDecision, SweepFacts, SweepReason } from './vending/sweep-candidate.js'
export { hashToken, writeToken } from './vending/token.js'
export type {
  AnswerVending,
  ProceedVending,
  RefuseVending,
  SettledVending,
  VendingAnswer,
  VendingDecision,
  VendingEffect,
  VendingRefusal,
} from './vending/vending-decision.js'
export type { FailedEffect, VendedCertificate, VendingFacts } from './vending/vending-facts.js'
export type {
  VendingAsker,
  VendingCredential,
  VendingMessage,
  VendingRequest,
  VendingSighting,
  VendingTick,
} from './vending/vending-message.js'
export { type VendingRefusalReason, vendingRefusals } from './vending/vending-refusals.js'
export { type VendingState, vendingStateOf, vendingStates } from './vending/vending-state.js'
export {
  type VendingTransition,
  type VendingTransitionName,
  vendingTransitions,
} from './vending/vending-transitions.js'
