import type { BaseStep, StepContent } from './base-step.js'

/** The static thing group exists. */
export interface EnsureThingGroupStep extends BaseStep {
  readonly kind: 'ensure-thing-group'
  readonly thingGroupName: string
}

/** Id: `ensure-thing-group:<thingGroupName>`. */
export const ensureThingGroup = ({ thingGroupName, after }: StepContent<EnsureThingGroupStep>): EnsureThingGroupStep =>
  Object.freeze({
    id: `ensure-thing-group:${thingGroupName}`,
    kind: 'ensure-thing-group',
    thingGroupName,
    after: Object.freeze(after),
  })
