export { CallError, type CallErrorCode, type CallSubject } from '../error/call-error.js'
export type { IamPolicyDocument, IamStatement } from '../iam/iam-policy-document.js'
export {
  type ProvisioningIamPolicyOptions,
  type ProvisioningUse,
  provisioningIamPolicy,
} from '../iam/provisioning-iam-policy.js'
export type { RoleDocuments, RoleTrustDocument } from '../iam/role-documents.js'
export {
  type AttachInlineTemplateOptions,
  type AttachNamedTemplateOptions,
  type AttachTemplateOptions,
  attachTemplate,
} from './ca/attach-template.js'
export { type DetachTemplateOptions, detachTemplate } from './ca/detach-template.js'
export type { ClaimCalls, ClaimWithKeysCalls, ProvisioningClaimCalls } from './claim/claim-calls.js'
export type { ClaimOptions } from './claim/claim-options.js'
export { type Claim, type CreateClaimOptions, createClaim } from './claim/create-claim.js'
export {
  type ClaimWithKeys,
  type CreateClaimWithKeysOptions,
  createClaimWithKeysForCompatibility,
} from './claim/create-claim-with-keys.js'
export {
  type CreateProvisioningClaimOptions,
  createProvisioningClaim,
  type ProvisioningClaim,
} from './claim/create-provisioning-claim.js'
export { PrivateKey } from './claim/private-key.js'
export type { CaCertificateCalls, TemplateCalls } from './provisioning-calls.js'
export {
  createRegisterThingDriver,
  type RegisterThingDriverOptions,
} from './register-thing/create-register-thing-driver.js'
export {
  type RegisterThingBody,
  type RegisterThingBodyOptions,
  registerThingBody,
} from './register-thing/register-thing-body.js'
export type { RegisterThingCalls } from './register-thing/register-thing-calls.js'
export { type ProvisioningRoleOptions, provisioningRole } from './role/provisioning-role.js'
export type { DeployProvisioningTemplateOptions, PreProvisioningHookTarget } from './template/deploy-options.js'
export { type DeployedTemplate, deployProvisioningTemplate } from './template/deploy-provisioning-template.js'
