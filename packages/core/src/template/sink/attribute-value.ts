import { characterSetSink } from './character-set-sink.js'
import type { Sink } from './sink.js'

/**
 * Values of a thing's attributes (AWS IoT API reference, AttributePayload).
 *
 * AWS takes the empty value too, but UpdateThing then removes the attribute: the same plan would end in two states.
 */
export const attributeValuePattern: RegExp = /^[a-zA-Z0-9_.,@/:#=[\]-]{1,800}$/

export const attributeValueSink: Sink = /* @__PURE__ */ characterSetSink({
  name: 'attribute-value',
  pattern: attributeValuePattern,
  foreign: /[^a-zA-Z0-9_.,@/:#=[\]-]/u,
  characters: 'A-Z a-z 0-9 _ . , @ / : # = [ ] -',
  longest: 800,
})
