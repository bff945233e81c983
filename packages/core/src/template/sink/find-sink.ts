import { arnSegmentSink } from './arn-segment.js'
import { attributeValueSink } from './attribute-value.js'
import { policyNameSink } from './policy-name.js'
import { policyStringSink } from './policy-string.js'
import { billingGroupNameSink, thingGroupNameSink, thingNameSink, thingTypeNameSink } from './registry-names.js'
import type { Sink, SinkName } from './sink.js'
import { textSink } from './text.js'
import { topicSegmentSink } from './topic-segment.js'

const sinks: Readonly<Record<SinkName, Sink>> = {
  text: textSink,
  'thing-name': thingNameSink,
  'thing-type-name': thingTypeNameSink,
  'thing-group-name': thingGroupNameSink,
  'billing-group-name': billingGroupNameSink,
  'policy-name': policyNameSink,
  'attribute-value': attributeValueSink,
  'topic-segment': topicSegmentSink,
  'arn-segment': arnSegmentSink,
  'policy-string': policyStringSink,
}

const isSinkName = (name: string): name is SinkName => Object.hasOwn(sinks, name)

export const sinkNames: readonly string[] = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ Object.keys(sinks))

/** The sink of a name; `undefined` where there is none. */
export const findSink = (name: string): Sink | undefined => (isSinkName(name) ? sinks[name] : undefined)
