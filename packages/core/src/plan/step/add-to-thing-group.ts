import type { BaseStep } from './base-step.js'

export interface AddToThingGroupStep extends BaseStep {
  readonly kind: 'add-to-thing-group'
  readonly thingName: string
  readonly thingGroupName: string
}
