import type { Step, StepContext, StepResult } from '@thingplan/core'
import type { IotCalls } from '../iot-calls.js'
import type { DeletionWaits } from './deletion-waits.js'
import type { DriverMemory } from './driver-memory.js'

/** What a step has to work with. */
export interface IotWorld {
  readonly client: IotCalls
  readonly clock: () => Date
  readonly memory: DriverMemory
  readonly statusFreshnessMs: number
  readonly onPolicyDrift: 'refuse' | 'update'
  readonly waits: DeletionWaits
}

/** Performs one kind of step. */
export type Perform<Kind extends Step> = (step: Kind, context: StepContext, world: IotWorld) => Promise<StepResult>
