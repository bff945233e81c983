import type { BaseStep, StepContent } from './base-step.js'

/** The thing belongs to another certificate from now on, provided that it belonged to `from`. */
export interface SetThingOwnerStep extends BaseStep {
  readonly kind: 'set-thing-owner'
  readonly thingName: string
  readonly from: string
  readonly to: string
  readonly ownership: 'stamp' | 'principals'
}

/** Id: `set-thing-owner:<thingName>`; a thing changes hands once in a plan. */
export const setThingOwner = ({
  thingName,
  from,
  to,
  ownership,
  after,
}: StepContent<SetThingOwnerStep>): SetThingOwnerStep =>
  Object.freeze({
    id: `set-thing-owner:${thingName}`,
    kind: 'set-thing-owner',
    thingName,
    from,
    to,
    ownership,
    after: Object.freeze(after),
  })
