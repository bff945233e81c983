import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy, thingName } from '../fixtures/policy-fixture.js'
import { wildcardForAll } from './wildcard-for-all.js'

const base = [allow('Connect', ['client/thing-1', `client/${thingName}`]), allow('Publish', [`topic/own/${thingName}`])]

it.each([
  ['Publish', 'topic/device/*', true],
  ['Receive', 'topic/news/?', true],
  ['Subscribe', 'topicfilter/news/*', true],
  ['Publish', 'topic/<%= account.id %>/*', true],
  ['Publish', 'topic/device/thing-10/*', true],
  ['Publish', 'topic/a/${*}/*', true],
  ['Publish', 'topic/$aws/events/*', true],
  ['Publish', 'topic/x/$aws/rules/*', true],
  ['Publish', 'topic/own/+/*', true],
  ['Subscribe', 'topicfilter/$share/group/news/*', true],
  ['Publish', 'topic/news', false],
  ['Publish', 'topic/news/${*}', false],
  ['Subscribe', 'topicfilter/news/#', false],
  ['Publish', 'topic/device/${iot:ClientId}/*', false],
  ['Publish', 'topic/${iot:Connection.Thing.ThingTypeName}/*', false],
  ['Publish', 'topic/<%= certificate.id %>/*', false],
  ['Publish', 'topic/device/thing-1/*', false],
  ['GetRetainedMessage', 'topic/news/*', false],
  ['Publish', 'topic/*', false],
  ['Publish', 'topic/own/*', false],
  ['Subscribe', 'topicfilter/own/*', false],
  ['Subscribe', 'topicfilter/own/+/*', false],
  ['Subscribe', 'topicfilter/$share/group/own/*', false],
  ['Publish', 'topic/$aws/rules/*', false],
  ['Receive', 'topic/$aws/certificates/create*', false],
  ['Subscribe', 'topicfilter/$aws/provisioning-templates/sensors/provision/*', false],
])("%s on `%s`: everybody's, and told by no other rule, is %s", (action, resource, isForAll) => {
  expect(pathsFound(wildcardForAll, policy(...base, allow(action, [resource])))).toEqual(
    isForAll ? ['Statement[2].Resource[0]'] : [],
  )
})

it('tells of a resource once, whatever is granted on it, and not of denials', () => {
  const document = policy(allow('Publish Receive', ['topic/news/*']), deny('Publish', ['topic/old/*']))
  expect(pathsFound(wildcardForAll, document)).toEqual(['Statement[0].Resource[0]'])
})
