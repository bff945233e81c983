import type { BaseStep, StepContent } from './base-step.js'

/** There is no such thing. One with a certificate attached is refused by AWS (DeleteThing), whoever attached it. */
export interface DeleteThingStep extends BaseStep {
  readonly kind: 'delete-thing'
  readonly thingName: string
}

/** Id: `delete-thing:<thingName>`. */
export const deleteThing = ({ thingName, after }: StepContent<DeleteThingStep>): DeleteThingStep =>
  Object.freeze({
    id: `delete-thing:${thingName}`,
    kind: 'delete-thing',
    thingName,
    after: Object.freeze(after),
  })
