import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, policy, thingName } from '../fixtures/policy-fixture.js'
import { resourceReachesOthers } from './resource-reaches-others.js'

const spaces = allow('Subscribe', [`topicfilter/device/${thingName}/data`])

it.each([
  ['Publish', 'topic/device/*', true],
  ['Receive', 'topic/device/?/data', true],
  ['RetainPublish', 'topic/*/data', true],
  ['GetRetainedMessage', `topic/device/${thingName}*`, true],
  ['Publish', 'topic/$aws/things/*', true],
  ['GetThingShadow', 'thing/sensor-*', true],
  ['UpdateThingShadow', `thing/${thingName}*`, true],
  ['Publish', 'topic/device/+/data', false],
  ['Publish', 'topic/device/#', false],
  ['Publish', `topic/device/${thingName}/*`, false],
  ['Publish', 'topic/device/thing-1/*', false],
  ['Publish', 'topic/plant/*', false],
  ['GetThingShadow', `thing/${thingName}/*`, false],
  ['UpdateJobExecution', 'thing/thing-1', false],
  ['Publish', 'topic/*', false],
  ['DeleteConnection', 'client/sensor-*', true],
  ['DeleteConnection', 'client/${iot:Connection.Thing.ThingTypeName}', true],
  ['DeleteConnection', `client/${thingName}`, false],
  ['DeleteConnection', 'client/thing-1', false],
  ['DeleteConnection', 'client/*', false],
])("%s on `%s`: another device's too is %s", (action, resource, reaches) => {
  expect(pathsFound(resourceReachesOthers, policy(spaces, allow(action, [resource])))).toEqual(
    reaches ? ['Statement[1].Resource[0]'] : [],
  )
})

it.each(['+', 'a?', 'a/+', 'a/*'])('takes no pattern for a space: `%s`', (levels) => {
  const document = policy(
    allow('Subscribe', [`topicfilter/${levels}/${thingName}`]),
    allow('Publish', [`topic/${levels}/?`]),
  )
  expect(pathsFound(resourceReachesOthers, document)).toEqual([])
})

it('tells of a resource once, whatever is granted on it', () => {
  expect(pathsFound(resourceReachesOthers, policy(spaces, allow('Publish Receive', ['topic/device/*'])))).toEqual([
    'Statement[1].Resource[0]',
  ])
})
