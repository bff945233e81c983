import type { BaseStep, StepContent } from './base-step.js'

/** The thing type exists. */
export interface EnsureThingTypeStep extends BaseStep {
  readonly kind: 'ensure-thing-type'
  readonly thingTypeName: string
  /** At most three attribute names. */
  readonly searchableAttributes: readonly string[]
}

/** Id: `ensure-thing-type:<thingTypeName>`. */
export const ensureThingType = ({
  thingTypeName,
  searchableAttributes,
  after,
}: StepContent<EnsureThingTypeStep>): EnsureThingTypeStep =>
  Object.freeze({
    id: `ensure-thing-type:${thingTypeName}`,
    kind: 'ensure-thing-type',
    thingTypeName,
    searchableAttributes: Object.freeze(searchableAttributes),
    after: Object.freeze(after),
  })
