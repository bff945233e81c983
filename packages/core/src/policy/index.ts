export { type ComposedPolicy, composePolicy } from './compose/compose-policy.js'
export { type CompositionSize, measureComposition, type PartSize } from './compose/measure-composition.js'
export type { ComposePolicyOptions } from './compose/read-composition.js'
export { evaluatePolicies } from './evaluate/evaluate-policies.js'
export type { DecidingStatement, PolicyAnswer } from './evaluate/policy-answer.js'
export type {
  ConnectAttribute,
  PolicyConnection,
  PolicyRequest,
  RequestCertificate,
  RequestThing,
} from './evaluate/policy-request.js'
export { type NamedPolicy, type PreparedPolicies, preparePolicies } from './evaluate/prepare-policies.js'
export type { CertificateSpec } from './lint/certificate-profile.js'
export { type LintPolicyOptions, lintPolicy } from './lint/lint-policy.js'
export { parsePolicyDocument } from './parse/parse-policy-document.js'
export type { ConditionValue, PolicyDocument, PolicyStatement } from './policy-document.js'
export { PolicyError, type PolicyErrorCode } from './policy-error.js'
export { largestPolicy, policySize } from './policy-size.js'
export type { PolicySpec } from './policy-spec.js'
export {
  type DeviceAbilities,
  type DeviceAnswer,
  deviceCan,
  type JobOperation,
  type ShadowOperation,
} from './prove/device-can.js'
export { isolates } from './prove/isolates.js'
export type { Counterexample, Isolation } from './prove/isolation.js'
export type { IsolationOptions } from './prove/isolation-options.js'
export type { DeviceThing, PolicyAccount, PolicyDevice } from './prove/policy-device.js'
export { client, type IotArn, roleAlias, thing, topic, topicFilter } from './resource-arn.js'
export { samePolicyDocument } from './same-policy-document.js'
export type {
  PolicyFinding,
  PolicyFindingCode,
  PolicyLintCode,
  PolicySeverity,
  PolicyValidationCode,
} from './validate/policy-finding.js'
export { validatePolicies } from './validate/validate-policies.js'
export { type ValidatePolicyOptions, validatePolicy } from './validate/validate-policy.js'
