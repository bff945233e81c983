import { characterSetSink } from './character-set-sink.js'
import type { Sink } from './sink.js'

/** Names of things, thing types, thing groups and billing groups (AWS IoT API reference, CreateThing and its siblings). */
export const thingNamePattern: RegExp = /^[a-zA-Z0-9:_-]{1,128}$/

const characterSet = {
  pattern: thingNamePattern,
  foreign: /[^a-zA-Z0-9:_-]/u,
  characters: 'A-Z a-z 0-9 : _ -',
  longest: 128,
}

export const thingNameSink: Sink = /* @__PURE__ */ characterSetSink({ name: 'thing-name', ...characterSet })
export const thingTypeNameSink: Sink = /* @__PURE__ */ characterSetSink({ name: 'thing-type-name', ...characterSet })
export const thingGroupNameSink: Sink = /* @__PURE__ */ characterSetSink({ name: 'thing-group-name', ...characterSet })
export const billingGroupNameSink: Sink = /* @__PURE__ */ characterSetSink({
  name: 'billing-group-name',
  ...characterSet,
})
