import type { BaseStep } from './base-step.js'

/** The thing type exists. */
export interface EnsureThingTypeStep extends BaseStep {
  readonly kind: 'ensure-thing-type'
  readonly thingTypeName: string
  /** At most three attribute names. */
  readonly searchableAttributes: readonly string[]
}
