import type { BaseStep, StepContent } from './base-step.js'

export interface DetachThingStep extends BaseStep {
  readonly kind: 'detach-thing'
  readonly thingName: string
  readonly certificateId: string
}

/** Id: `detach-thing:<thingName>:<certificateId>`; a thing can lose several certificates in one plan. */
export const detachThing = ({ thingName, certificateId, after }: StepContent<DetachThingStep>): DetachThingStep =>
  Object.freeze({
    id: `detach-thing:${thingName}:${certificateId}`,
    kind: 'detach-thing',
    thingName,
    certificateId,
    after: Object.freeze(after),
  })
