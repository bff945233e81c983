import type { PolicyStatement } from '@thingplan/core'
import { topic, topicFilter } from '@thingplan/core/policy'

/** Lets a device publish on the topics of its requests, and subscribe to and receive on those of the answers. */
export const requestAndAnswer = (
  requests: readonly string[],
  answers: readonly string[],
): readonly PolicyStatement[] => [
  { Effect: 'Allow', Action: 'iot:Publish', Resource: requests.map(topic) },
  { Effect: 'Allow', Action: 'iot:Subscribe', Resource: answers.map(topicFilter) },
  { Effect: 'Allow', Action: 'iot:Receive', Resource: answers.map(topic) },
]
