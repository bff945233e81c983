import type { BaseStep } from './base-step.js'

export interface AttachThingStep extends BaseStep {
  readonly kind: 'attach-thing'
  readonly thingName: string
  readonly certificateId: string
  /** `exclusive`: AWS's EXCLUSIVE_THING, which frees thing variables from the client id. */
  readonly principal: 'exclusive' | 'shared'
}
