// calls
export type { Calls } from './calls.js'
// error
export { CapacityError, type CapacityErrorCode } from './capacity-error.js'
// quotas
export { type DocumentedQuota, defaultQuotas, documentedQuotas } from './default-quotas.js'
// estimate
export { type Estimate, estimate, type QuotaUse } from './estimate.js'
export { explainEstimate } from './explain-estimate.js'
export type { Fleet } from './fleet.js'
export type { WhatIf } from './load.js'
// queue
export type { QueueSetting, QueueSettings } from './queue-setting.js'
export { type QueueSettingsOptions, queueSettings } from './queue-settings.js'
export type { Quotas } from './quotas.js'
// steps
export { type StepCase, type StepCost, stepCosts } from './step-costs.js'
export { type TokenBucket, type TokenRate, type TokenTaking, takeToken } from './token-bucket.js'
