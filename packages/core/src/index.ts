// error

// certificate
export { type AttributeType, type ResolvedAttributeType, resolveAttributeType } from './certificate/attribute-types.js'
export type {
  Certificate,
  Extension,
  GeneralName,
  KeyUsage,
  PublicKey,
  PublicKeyAlgorithm,
  Sha256,
} from './certificate/certificate.js'
export { CertificateError, type CertificateErrorCode } from './certificate/certificate-error.js'
export type { Name, NameAttribute } from './certificate/name.js'
export { type ReadCertificateOptions, readCertificate } from './certificate/read-certificate.js'
export { readDistinguishedName } from './certificate/read-distinguished-name.js'
export { quote, quoteInFull } from './error/quote.js'
export { type ErrorDetails, isThingplanError, ThingplanError } from './error/thingplan-error.js'
export { type UnknownOption, unknownOption } from './error/unknown-option.js'
// explain
export { explain } from './explain/explain.js'
// json
export { readStrictJson, type StrictJson } from './json/read-strict-json.js'
// plan
export type { Account, Partition } from './plan/account.js'
export type {
  AbortSignalLike,
  CertificateObservation,
  Driver,
  StepContext,
  StepResult,
} from './plan/driver.js'
export { execute } from './plan/execute.js'
export type { ExecuteOptions } from './plan/execute-options.js'
export type { Execution, ProgressEvent, StepFailure, StepRecord } from './plan/execution.js'
export { parsePlan } from './plan/parse-plan.js'
export type { Plan } from './plan/plan.js'
export { PlanError, type PlanErrorCode } from './plan/plan-error.js'
export type { AddToThingGroupStep } from './plan/step/add-to-thing-group.js'
export type { AttachPolicyStep } from './plan/step/attach-policy.js'
export type { AttachThingStep } from './plan/step/attach-thing.js'
export type { BaseStep } from './plan/step/base-step.js'
export type { DeleteCertificateStep } from './plan/step/delete-certificate.js'
export type { DeletePolicyStep } from './plan/step/delete-policy.js'
export type { DeleteThingStep } from './plan/step/delete-thing.js'
export type { DetachPolicyStep } from './plan/step/detach-policy.js'
export type { DetachThingStep } from './plan/step/detach-thing.js'
export type { EnsureBillingGroupStep } from './plan/step/ensure-billing-group.js'
export type { EnsurePolicyStep } from './plan/step/ensure-policy.js'
export type { EnsureThingStep, Ownership } from './plan/step/ensure-thing.js'
export type { EnsureThingGroupStep } from './plan/step/ensure-thing-group.js'
export type { EnsureThingTypeStep } from './plan/step/ensure-thing-type.js'
export type { RegisterCertificateStep } from './plan/step/register-certificate.js'
export type { RemoveFromThingGroupStep } from './plan/step/remove-from-thing-group.js'
export type { CertificateStatus, SetCertificateStatusStep } from './plan/step/set-certificate-status.js'
export type { SetThingOwnerStep } from './plan/step/set-thing-owner.js'
export type { Step, StepKind } from './plan/step/step.js'
export type { UpdateThingStep } from './plan/step/update-thing.js'
export { StepError, type StepErrorCode, type StepErrorDetails } from './plan/step-error.js'
export { toMermaid } from './plan/to-mermaid.js'
// policy
export type { ConditionValue, PolicyDocument, PolicyStatement } from './policy/policy-document.js'
export { PolicyError, type PolicyErrorCode } from './policy/policy-error.js'
export type { PolicySpec } from './policy/policy-spec.js'
// registration
export { decide } from './registration/decide.js'
export type {
  AcceptDecision,
  Consequence,
  Decision,
  RejectDecision,
  UndecidedDecision,
} from './registration/decision.js'
export { defineRegistration } from './registration/define-registration.js'
export type { CertificateDescription, Facts, RegistrationEvent } from './registration/facts.js'
export type { Evidence, Finding, FindingCode } from './registration/finding.js'
export { outlineSteps, type StepOutline } from './registration/outline-steps.js'
export type { Answers, Question, ThingOwnerAnswer, VerifierAnswer } from './registration/question.js'
export type { Registration } from './registration/registration.js'
export { RegistrationError, type RegistrationErrorCode } from './registration/registration-error.js'
export type {
  AttributeSpec,
  FieldRequirement,
  FieldRequirements,
  ProfileSpec,
  RegistrationSpec,
  SubjectAttributesSpec,
  ThingSpec,
} from './registration/registration-spec.js'
export type { RevocationList, RevokedCertificate } from './registration/revocation-list.js'
export type { Rule, RuleOutcome } from './registration/rule.js'
export { allowList } from './registration/rules/allow-list.js'
export { askVerifier } from './registration/rules/ask-verifier.js'
export { type CertificateStatusOptions, certificateStatus } from './registration/rules/certificate-status.js'
export { denyList } from './registration/rules/deny-list.js'
export { type IssuedByOptions, issuedBy } from './registration/rules/issued-by.js'
export type { ListOptions } from './registration/rules/listing.js'
export { type NotRevokedOptions, notRevoked } from './registration/rules/not-revoked.js'
export { type RequireSubjectOptions, requireSubject } from './registration/rules/require-subject.js'
export { type RuleVerdict, rule } from './registration/rules/rule.js'
export { type StrongKeyOptions, strongKey } from './registration/rules/strong-key.js'
export { type WithinValidityOptions, withinValidity } from './registration/rules/within-validity.js'
// template
export { type CompileTemplateOptions, compileTemplate } from './template/compile-template.js'
export type { SinkName } from './template/sink/sink.js'
export type { Template, TemplateContext } from './template/template.js'
export { TemplateError, type TemplateErrorCode } from './template/template-error.js'
export type { CheckedTemplate } from './template/typed-template.js'
