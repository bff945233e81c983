import { refuseOpenVariable, refuseSegmentValue, segmentRemedy } from './segment-value.js'
import type { Sink } from './sink.js'

/** A part of an ARN. What the author writes around the tags is free: wildcards and policy variables belong there. */
export const arnSegmentSink: Sink = {
  name: 'arn-segment',
  remedy: segmentRemedy,
  refuseValue: refuseSegmentValue,
  refuseLiteral: refuseOpenVariable,
  refuseText: () => undefined,
}
