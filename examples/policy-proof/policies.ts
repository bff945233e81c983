import type { PolicySpec } from '@thingplan/core'
import { client, composePolicy, topic, topicFilter } from '@thingplan/core/policy'
import { ownJobs, ownTopics } from '@thingplan/templates'

/** What a pump may do: talk on its own topics, keep its own shadow, and carry out its own jobs. One policy for all pumps. */
export const pumpPolicy: PolicySpec = composePolicy(ownTopics({ prefix: 'pump' }), ownJobs(), { name: 'pump' })

/** What is found in many accounts, and looks harmless: every pump under any name, its own topics, all commands. */
export const carelessPolicy: PolicySpec = {
  name: 'careless-pump',
  document: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iot:Connect', Resource: client('*') },
      { Effect: 'Allow', Action: 'iot:Publish', Resource: topic('pump/${iot:ClientId}/*') },
      { Effect: 'Allow', Action: ['iot:Subscribe', 'iot:Receive'], Resource: [topicFilter('pump/*'), topic('pump/*')] },
    ],
  },
}

/** Tidier, and as careless: each pump connects as itself, and then all of them may use all topics of pumps. */
export const openTopicsPolicy: PolicySpec = {
  name: 'open-topics-pump',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'iot:Connect',
        Resource: client('${iot:Connection.Thing.ThingName}'),
        Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
      },
      { Effect: 'Allow', Action: ['iot:Publish', 'iot:Receive'], Resource: topic('pump/*') },
      { Effect: 'Allow', Action: 'iot:Subscribe', Resource: topicFilter('pump/*') },
    ],
  },
}
