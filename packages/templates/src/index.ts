export { type GreengrassCoreOptions, greengrassCore } from './device-policies/greengrass-core.js'
export { type OwnTopicsOptions, ownTopics } from './device-policies/own-topics.js'
export type { UniversalJitrParameters } from './universal-jitr/parameters.js'
export { type UniversalJitrOptions, universalJitr } from './universal-jitr/universal-jitr.js'
