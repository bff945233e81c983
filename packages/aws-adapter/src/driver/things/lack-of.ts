import type { RegisteredThing } from './read-thing.js'
import type { ThingChange } from './update-thing.js'

/** What a thing lacks; undefined where it is as it should be. */
export type Lack = Pick<ThingChange, 'attributes' | 'thingTypeName'> | undefined

/** What a thing should have beside whatever else it has; an attribute with an empty value it should not have. */
export interface Wanted {
  readonly attributes: Readonly<Record<string, string>>
  readonly thingTypeName?: string | undefined
}

/** The attributes that the thing lacks, has with another value or has too much, and its type; what it has beside them stays. */
export const lackOf = (thing: RegisteredThing, { attributes, thingTypeName }: Wanted): Lack => {
  const lacking = Object.entries(attributes).filter(([name, value]) => (thing.attributes.get(name) ?? '') !== value)
  const isTypeWrong = thingTypeName !== undefined && thing.thingTypeName !== thingTypeName
  if (lacking.length === 0 && !isTypeWrong) return undefined
  return { attributes: Object.fromEntries(lacking), ...(isTypeWrong ? { thingTypeName } : {}) }
}
