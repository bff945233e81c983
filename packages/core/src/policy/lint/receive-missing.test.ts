import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, policy } from '../fixtures/policy-fixture.js'
import { receiveMissing } from './receive-missing.js'

it.each([
  ['a', [], false],
  ['a', ['a'], true],
  ['a', ['b'], false],
  ['a/+', ['a/b'], true],
  ['a/+', ['b/a'], false],
  ['a/#', ['a/b/c'], true],
  ['a/#', ['a'], true],
  ['a/*', ['a/b'], true],
  ['+/b', ['a/*'], true],
  ['#', ['a'], true],
  ['a/b', ['*/b'], true],
  ['$share/group/a/+', ['a/b'], true],
  ['$share/group/a/+', ['b/a'], false],
  ['$share/*a', ['a'], true],
  ['$share/*a', ['b'], false],
  ['a/${iot:ClientId}', ['a/b'], true],
  ['a/<%= certificate.id %>', ['b/*'], false],
])('subscribing to `%s` and receiving %j: delivers is %s', (filter, topics, delivers) => {
  const document = policy(
    allow('Subscribe', [`topicfilter/${filter}`]),
    ...topics.map((topic) => allow('Receive', [`topic/${topic}`])),
  )
  expect(pathsFound(receiveMissing, document)).toEqual(delivers ? [] : ['Statement[0].Resource[0]'])
})
