import { octetsOfText } from '../octets-of-text.js'
import { characterSet, refuseCharacter } from './character-set.js'
import { segment } from './segment.js'
import type { Sink, SinkName } from './sink.js'

/** Names of things, thing types, thing groups and billing groups (AWS IoT API reference, CreateThing and its siblings). */
const registryName: Sink = /* @__PURE__ */ characterSet('a-zA-Z0-9:_-', 128)

/** Basic Ingest: the slashes of `$aws/rules/<rule>/` are not counted (AWS IoT Core quotas, topic depth). */
const basicIngest = /^\$aws\/rules\/[^/]*\//

export const sinks: Readonly<Record<SinkName, Sink>> = {
  /** Text for people and for places that check for themselves. */
  text: {
    refuseValue: (value) => refuseCharacter(/[\p{Cc}\p{Cs}]/u, value, 'which is no character of text'),
  },
  'thing-name': registryName,
  'thing-type-name': registryName,
  'thing-group-name': registryName,
  'billing-group-name': registryName,
  /** AWS IoT API reference, CreatePolicy. */
  'policy-name': /* @__PURE__ */ characterSet('\\w+=,.@-', 128),
  /**
   * AWS IoT API reference, AttributePayload. AWS takes the empty value too, but UpdateThing then removes the attribute:
   * the same plan would end in two states.
   */
  'attribute-value': /* @__PURE__ */ characterSet('a-zA-Z0-9_.,@/:#=[\\]-', 800),
  /** A topic or topic filter, or a part of one, whose levels and wildcards are the author's. */
  'topic-segment': {
    ...segment,
    refuseWhole: (text) => {
      // No character of UTF-16 takes more than three octets.
      if (text.length > 85 && octetsOfText(text).length > 256) return 'is longer than 256 octets of UTF-8'
      return /^(?:[^/]*\/){8}/.test(text.replace(basicIngest, '')) ? 'has more than 7 slashes' : undefined
    },
  },
  'arn-segment': segment,
  'policy-string': segment,
}
