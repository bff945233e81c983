import { malformed } from './malformed.js'
import { expectObject, pathOf } from './read-object.js'
import type { Parse } from './values.js'
import { text, textFor } from './values.js'

/** AWS IoT Core quotas, "Maximum number of thing attributes for a thing with a thing type". */
const mostOfThing = 50

/** AWS IoT API reference, AttributePayload. */
export const attributeName: Parse<string> = /* @__PURE__ */ text(
  /^[a-zA-Z0-9_.,@/:#-]{1,128}$/,
  'an attribute name: 1 to 128 of A-Z a-z 0-9 _ . , @ / : # -',
)

const attributeValue = /* @__PURE__ */ textFor('attribute-value')

/** An empty value takes an attribute away. */
const changedValue: Parse<string> = (value, at) => (value === '' ? value : attributeValue(value, at))

const attributesOf =
  (parseValue: Parse<string>, most: number): Parse<Readonly<Record<string, string>>> =>
  (value, at) => {
    const entries = Object.entries(expectObject(value, at))
    if (entries.length > most) throw malformed(at, `has ${entries.length} attributes`, `give at most ${most}`)
    const draft: Record<string, string> = {}
    for (const [key, found] of entries) {
      const path = pathOf(at, key)
      // AWS would take the name; an object of a JavaScript host would lose it, and show a thing without it.
      if (key === '__proto__') throw malformed(path, 'is no attribute name', 'choose another name')
      draft[attributeName(key, path)] = parseValue(found, path)
    }
    return draft
  }

/** A thing's attributes, in the order in which they were written. */
export const attributes: Parse<Readonly<Record<string, string>>> = /* @__PURE__ */ attributesOf(
  attributeValue,
  mostOfThing,
)

/** Attributes that a thing gets or loses: at most, all that it has go and as many come. */
export const attributeChanges: Parse<Readonly<Record<string, string>>> = /* @__PURE__ */ attributesOf(
  changedValue,
  2 * mostOfThing,
)
