import type { BaseStep } from './base-step.js'

/** The static thing group exists. */
export interface EnsureThingGroupStep extends BaseStep {
  readonly kind: 'ensure-thing-group'
  readonly thingGroupName: string
}
