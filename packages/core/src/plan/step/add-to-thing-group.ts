import type { BaseStep, StepContent } from './base-step.js'

export interface AddToThingGroupStep extends BaseStep {
  readonly kind: 'add-to-thing-group'
  readonly thingName: string
  readonly thingGroupName: string
}

/** Id: `add-to-thing-group:<thingGroupName>`; a plan is about one thing. */
export const addToThingGroup = ({
  thingName,
  thingGroupName,
  after,
}: StepContent<AddToThingGroupStep>): AddToThingGroupStep =>
  Object.freeze({
    id: `add-to-thing-group:${thingGroupName}`,
    kind: 'add-to-thing-group',
    thingName,
    thingGroupName,
    after: Object.freeze(after),
  })
