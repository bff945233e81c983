import type { CompiledThingResource } from './compile-thing.js'
import type { EvaluatedThing } from './override-thing.js'
import type { ParameterValues } from './parameter-values.js'

/** A thing as the template makes it of one device. */
export const evaluateThing = (
  { name, typeName, billingGroup, attributes, groups }: CompiledThingResource,
  values: ParameterValues,
): EvaluatedThing => ({
  thingName: name(values),
  thingTypeName: typeName?.(values),
  billingGroupName: billingGroup?.(values),
  attributes: Object.fromEntries(attributes.map(([attribute, textOf]) => [attribute, textOf(values)])),
  thingGroupNames: groups(values),
})
