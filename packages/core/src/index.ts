// error

// certificate
export { CertificateError, type CertificateErrorCode } from './certificate/certificate-error.js'
export { type ErrorDetails, isThingplanError, ThingplanError } from './error/thingplan-error.js'
// plan
export { PlanError, type PlanErrorCode } from './plan/plan-error.js'
export { StepError, type StepErrorCode, type StepErrorDetails } from './plan/step-error.js'
// policy
export { PolicyError, type PolicyErrorCode } from './policy/policy-error.js'
// registration
export { RegistrationError, type RegistrationErrorCode } from './registration/registration-error.js'
// template
export { TemplateError, type TemplateErrorCode } from './template/template-error.js'
