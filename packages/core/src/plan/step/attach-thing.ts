import type { BaseStep, StepContent } from './base-step.js'

export interface AttachThingStep extends BaseStep {
  readonly kind: 'attach-thing'
  readonly thingName: string
  readonly certificateId: string
  /** `exclusive`: AWS's EXCLUSIVE_THING, which frees thing variables from the client id. */
  readonly principal: 'exclusive' | 'shared'
}

/** Id: `attach-thing:<thingName>`; a plan attaches the one certificate that it is about. */
export const attachThing = ({
  thingName,
  certificateId,
  principal,
  after,
}: StepContent<AttachThingStep>): AttachThingStep =>
  Object.freeze({
    id: `attach-thing:${thingName}`,
    kind: 'attach-thing',
    thingName,
    certificateId,
    principal,
    after: Object.freeze(after),
  })
