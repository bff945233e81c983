import { isJobAnswerTopic } from '../job/job-topic.js'
import { isAnswerTopic } from '../provisioning/fleet/provisioning-topic.js'
import { isTopicFilter } from './topic-filter.js'

/** Limits of AWS IoT's message broker (AWS IoT Core endpoints and quotas, "message broker and protocol limits"). */
export const brokerLimits = {
  clientIdBytes: 128,
  topicBytes: 256,
  topicSlashes: 7,
  packetBytes: 131_072,
  qos: 1,
} as const

const bytesIn = (text: string): number => Buffer.byteLength(text, 'utf8')

/** Client ids that begin with `$` are reserved; an empty one would leave the naming to the broker. */
export const isValidClientId = (clientId: string): boolean =>
  clientId !== '' && !clientId.startsWith('$') && bytesIn(clientId) <= brokerLimits.clientIdBytes

type TopicViolation = 'topic-malformed' | 'topic-too-long' | 'topic-too-deep'

/** What keeps a text from being the topic of a message, wherever it comes from (MQTT 3.1.1 sections 4.7.1 and 4.7.3). */
export const topicViolation = (topic: string): TopicViolation | undefined =>
  topic === '' || /[+#\0]/.test(topic) ? 'topic-malformed' : sizeViolation(topic)

export const topicFilterViolation = (topicFilter: string): TopicViolation | undefined =>
  isTopicFilter(topicFilter) ? sizeViolation(topicFilter) : 'topic-malformed'

const sizeViolation = (topic: string): TopicViolation | undefined => {
  if (bytesIn(topic) > brokerLimits.topicBytes) return 'topic-too-long'
  return topic.split('/').length - 1 > brokerLimits.topicSlashes ? 'topic-too-deep' : undefined
}

/** Topics that devices do not publish to: what AWS IoT says and answers itself, and whatever else begins with `$`. */
export const isReservedForPublish = (topic: string): boolean =>
  topic.startsWith('$') &&
  (!topic.startsWith('$aws/') || topic.startsWith('$aws/events/') || isAnswerTopic(topic) || isJobAnswerTopic(topic))

/** Beside `$aws/` there is nothing to hear on topics that begin with `$`; least of all what the broker tells itself. */
export const isReservedForSubscribe = (topicFilter: string): boolean =>
  topicFilter.startsWith('$') && !topicFilter.startsWith('$aws/')
