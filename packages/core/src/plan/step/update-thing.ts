import type { BaseStep, StepContent } from './base-step.js'

/** The thing, which has to exist, has these attributes beside its others, whoever owns it. */
export interface UpdateThingStep extends BaseStep {
  readonly kind: 'update-thing'
  readonly thingName: string
  /** The type that it gets; without it, the thing keeps its own. */
  readonly thingTypeName?: string
  /** An empty value takes the attribute away (AWS IoT API reference, AttributePayload). */
  readonly attributes: Readonly<Record<string, string>>
}

/** What a change is made of; the type may be given as undefined. */
type ThingChange = Omit<StepContent<UpdateThingStep>, 'thingTypeName'> & { readonly thingTypeName?: string | undefined }

/** Id: `update-thing:<thingName>`; a thing changes once in a plan. */
export const updateThing = ({ thingName, thingTypeName, attributes, after }: ThingChange): UpdateThingStep =>
  Object.freeze({
    id: `update-thing:${thingName}`,
    kind: 'update-thing',
    thingName,
    ...(thingTypeName === undefined ? undefined : { thingTypeName }),
    attributes: Object.freeze(attributes),
    after: Object.freeze(after),
  })
