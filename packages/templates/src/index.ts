export {
  type FleetProvisioningClaimOptions,
  fleetProvisioningClaim,
} from './device-policies/fleet-provisioning-claim.js'
export { type GreengrassCoreOptions, greengrassCore } from './device-policies/greengrass-core.js'
export { type OwnJobsOptions, ownJobs } from './device-policies/own-jobs.js'
export { type OwnShadowOptions, ownShadow, type ShadowOperation } from './device-policies/own-shadow.js'
export { type OwnTopicsOptions, ownTopics } from './device-policies/own-topics.js'
export { type RotationTopicsOptions, rotationTopics } from './device-policies/rotation-topics.js'
export { type TelemetryOnlyOptions, telemetryOnly } from './device-policies/telemetry-only.js'
export { interceptor } from './universal-jitr/interceptor.js'
export type { UniversalJitrParameters } from './universal-jitr/parameters.js'
export { type UniversalJitrOptions, universalJitr } from './universal-jitr/universal-jitr.js'
