export { CallError, type CallErrorCode, type CallSubject } from '../error/call-error.js'
export type { GatewayAnswer } from '../http/http-answer.js'
export { type AuthorityIamPolicyOptions, type AuthorityUse, authorityIamPolicy } from '../iam/authority-iam-policy.js'
export type { CaTemplate, InlineCaTemplate, NamedCaTemplate } from '../provisioning/ca/ca-template.js'
export { PrivateKey } from '../provisioning/claim/private-key.js'
export { AuthorityError, type AuthorityErrorCode } from './authority-error.js'
// expiry
export type { ExpiryCalls } from './expiry/expiry-calls.js'
export type { ExpiryLine, KnownExpiry, UnknownExpiry } from './expiry/expiry-line.js'
export { type ReportExpiryOptions, reportExpiry } from './expiry/report-expiry.js'
export { type SoonestExpiry, soonestExpiry } from './expiry/soonest-expiry.js'
// handlers
export type { PutAnswer } from './handlers/answer-stack.js'
export type { AuthorityApiCall, AuthorityApiOptions, AuthorityApiOutcome } from './handlers/authority-api-options.js'
export type { AuthorityHandlerOptions, AuthorityMaterial } from './handlers/authority-material.js'
export { type AuthorityApi, createAuthorityApi } from './handlers/create-authority-api.js'
export {
  type AuthorityResource,
  type AuthorityResourceOptions,
  createAuthorityResource,
} from './handlers/create-authority-resource.js'
export type { AuthorityRequest } from './handlers/parse-authority-request.js'
// issuer
export { checkIssued } from './issuer/check-issued.js'
export { type AuthorityIssuerOptions, createAuthorityIssuer } from './issuer/create-authority-issuer.js'
export { createIotIssuer, type IotIssuerOptions } from './issuer/create-iot-issuer.js'
export { createIotKeysIssuer, type IotKeysIssuerOptions } from './issuer/create-iot-keys-issuer.js'
export type { IotFindCalls, IotIssuerCalls, IotKeysCalls } from './issuer/iot-issuer-calls.js'
export {
  type IssuedWithKeys,
  type IssueWithKeysOptions,
  issueWithKeysForCompatibility,
} from './issuer/issue-with-keys-for-compatibility.js'
export type { FindRequest, IssuedCertificate, IssueRequest, Issuer } from './issuer/issuer.js'
export { IssuerError, type IssuerErrorCode } from './issuer/issuer-error.js'
// register
export type { AuthorityProgress } from './register/authority-progress.js'
export type { CertificateMode } from './register/certificate-mode.js'
export type { DescribeAuthorityCalls } from './register/describe-authority.js'
export { type ReadAuthorityVerifierOptions, readAuthorityVerifier } from './register/read-authority-verifier.js'
export { registerAuthority } from './register/register-authority.js'
export type {
  AuthorityOptions,
  AuthorityTarget,
  RegisterAuthorityInTargetsOptions,
  RegisterAuthorityOptions,
  VerifierChoice,
} from './register/register-options.js'
export type {
  AuthorityChange,
  AuthorityReport,
  RegisteredAuthority,
  TargetReport,
} from './register/registered-authority.js'
export type { AuthorityRegistrationCalls, AuthorityTagCalls } from './register/registration-calls.js'
// retire
export type { DeviceCertificateCalls, DeviceCertificateCount } from './retire/count-device-certificates.js'
export {
  type AuthorityRetirementCalls,
  type RetireAuthorityOptions,
  type RetiredAuthority,
  retireAuthority,
} from './retire/retire-authority.js'
// rotate
export { rotateAuthority } from './rotate/rotate-authority.js'
export type { AuthorityRotationCalls, RotateAuthorityOptions } from './rotate/rotate-options.js'
export type {
  RotatingAuthority,
  RotationAction,
  RotationGoal,
  RotationReport,
  RotationStage,
} from './rotate/rotation-report.js'
