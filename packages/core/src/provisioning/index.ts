export { bulkTemplate } from './build/bulk-template.js'
export { fleetTemplate } from './build/fleet-template.js'
export { jitpTemplate } from './build/jitp-template.js'
export type {
  BulkExpression,
  BulkTemplateSpec,
  FleetTemplateSpec,
  JitpExpression,
  JitpTemplateSpec,
  TemplatePolicySpec,
  TemplateSpec,
  TemplateThingSpec,
} from './build/template-spec.js'
export type { CertificateParameter } from './certificate-parameter.js'
export {
  type ComparePlansOptions,
  comparePlans,
  type PlanComparison,
  type StepDifference,
} from './compare/compare-plans.js'
export type { JitpLimit, JitpLimitCode } from './compare/jitp-limit.js'
export type { PartDifference } from './compare/part-difference.js'
export type { ExistingResources, ProvisioningInputs } from './evaluate/provisioning-inputs.js'
export { evaluateDeviceConfiguration } from './evaluate-device-configuration.js'
export type { ToProvisioningTemplateOptions } from './express/expression-context.js'
export { toJitpTemplate } from './express/to-jitp-template.js'
export { toProvisioningTemplate } from './express/to-provisioning-template.js'
export {
  type LintProvisioningOptions,
  lintProvisioningTemplate,
  type ProvisioningProfile,
} from './lint/lint-provisioning-template.js'
export { type ParseProvisioningTemplateOptions, parseProvisioningTemplate } from './parse-provisioning-template.js'
export { planProvisioning } from './plan-provisioning.js'
export type { Problem } from './problem.js'
export { ProvisioningError } from './provisioning-error.js'
export type { ProvisioningErrorCode } from './provisioning-error-code.js'
export type {
  CertificateResource,
  Override,
  PolicyResource,
  ProvisioningTemplate,
  ProvisioningTemplateBody,
  ProvisioningTemplateKind,
  TemplateParameter,
  TemplatePolicyDocument,
  TemplateResource,
  TemplateStatement,
  ThingOverrides,
  ThingResource,
} from './provisioning-template.js'
export type { TemplateExpression, TemplateFunction, TemplateList } from './template-expression.js'
export { provisioningTemplateBody } from './write-body.js'
