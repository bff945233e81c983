import { invalidRequest } from '../exception/exceptions.js'
import { constraints } from './constraints.js'
import { checkText, type Input, optionalFlag, optionalStructure } from './input.js'

export interface AttributePayload {
  readonly attributes: ReadonlyMap<string, string>
  /** Whether the attributes are added to those of the thing (UpdateThing), instead of taking their place. */
  readonly merge: boolean
}

/** The attribute payload of a thing or a group; undefined where the request has none. */
export const optionalAttributePayload = (input: Input): AttributePayload | undefined => {
  const payload = optionalStructure(input, 'attributePayload')
  if (payload === undefined) return undefined
  const attributes = new Map<string, string>()
  for (const [name, value] of Object.entries(optionalStructure(payload, 'attributes') ?? {})) {
    if (value === undefined || value === null) continue
    attributes.set(
      checkText('attribute name', name, constraints.attributeName),
      checkText(`value of attribute ${name}`, value, constraints.attributeValue),
    )
  }
  return { attributes, merge: optionalFlag(payload, 'merge') }
}

/** An empty value deletes an attribute (API reference, UpdateThing, "AttributePayload"). */
export const withoutEmptyValues = (attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...attributes].filter(([, value]) => value !== ''))

export const sameAttributes = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([name, value]) => other.get(name) === value)

/** @throws {InvalidRequestException} */
export const checkAttributeCount = (count: number, limit: number, of: string): void => {
  if (count > limit) throw invalidRequest(`${of} may have at most ${limit} attributes, this would make ${count}`)
}
