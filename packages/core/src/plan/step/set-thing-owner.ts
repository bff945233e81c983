import type { BaseStep } from './base-step.js'

/** The thing belongs to another certificate from now on, provided that it belonged to `from`. */
export interface SetThingOwnerStep extends BaseStep {
  readonly kind: 'set-thing-owner'
  readonly thingName: string
  readonly from: string
  readonly to: string
  readonly ownership: 'stamp' | 'principals'
}
