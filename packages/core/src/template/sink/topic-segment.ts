import { utf8ToBytes } from '@noble/hashes/utils.js'
import { refuseOpenVariable, refuseSegmentValue, segmentRemedy } from './segment-value.js'
import type { Sink } from './sink.js'

const longest = 256
const mostSlashes = 7

/** Basic Ingest: the slashes of `$aws/rules/<rule>/` are not counted (AWS IoT Core quotas, topic depth). */
const basicIngest = /^\$aws\/rules\/[^/]*\//

/** A topic or topic filter, or a part of one, whose levels and wildcards are the author's. */
export const topicSegmentSink: Sink = {
  name: 'topic-segment',
  remedy: segmentRemedy,
  refuseValue: refuseSegmentValue,
  refuseLiteral: refuseOpenVariable,
  refuseText: (text) => {
    if (utf8ToBytes(text).length > longest) return `is longer than ${longest} octets of UTF-8`
    const slashes = text.replace(basicIngest, '').split('/').length - 1
    return slashes > mostSlashes ? `has more than ${mostSlashes} slashes` : undefined
  },
}
