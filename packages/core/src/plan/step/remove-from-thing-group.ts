import type { BaseStep, StepContent } from './base-step.js'

/** The thing is no member of the group; where either does not exist, it is none already. */
export interface RemoveFromThingGroupStep extends BaseStep {
  readonly kind: 'remove-from-thing-group'
  readonly thingName: string
  readonly thingGroupName: string
}

/** Id: `remove-from-thing-group:<thingGroupName>`; a plan is about one thing. */
export const removeFromThingGroup = ({
  thingName,
  thingGroupName,
  after,
}: StepContent<RemoveFromThingGroupStep>): RemoveFromThingGroupStep =>
  Object.freeze({
    id: `remove-from-thing-group:${thingGroupName}`,
    kind: 'remove-from-thing-group',
    thingName,
    thingGroupName,
    after: Object.freeze(after),
  })
