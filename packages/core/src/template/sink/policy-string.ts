import { refuseOpenVariable, refuseSegmentValue, segmentRemedy } from './segment-value.js'
import type { Sink } from './sink.js'

/**
 * A string inside a policy document: an ARN, a condition's value, a statement's id.
 *
 * A value holds none of `$ { } * ?` and stands behind no `$`, so neither alone nor with the author's text or another value
 * around it can it begin, end or choose a policy variable (`${iot:ClientId}`), an escape (`${*}`) or a wildcard.
 */
export const policyStringSink: Sink = {
  name: 'policy-string',
  remedy: segmentRemedy,
  refuseValue: refuseSegmentValue,
  refuseLiteral: refuseOpenVariable,
  refuseText: () => undefined,
}
