import type { BaseStep } from './base-step.js'

export interface DetachThingStep extends BaseStep {
  readonly kind: 'detach-thing'
  readonly thingName: string
  readonly certificateId: string
}
