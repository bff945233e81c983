import { type Estimate, estimate, type QueueSettings, queueSettings } from '@thingplan/core/capacity'
import { sensors } from './registration.js'

/** The fleet that this stack is made for: change it, and template.test.ts says which settings change with it. */
const fleet: Estimate = estimate(sensors, { devices: 1_000_000 })

/** What stands in template.yaml and handler.ts, with the reason for each. */
export const settings: QueueSettings = queueSettings(fleet, { concurrency: 10 })
