import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy, thingName } from '../fixtures/policy-fixture.js'
import { filterReachesOthers } from './filter-reaches-others.js'

/** Devices have their spaces under `device/`. */
const spaces = allow('Publish', [`topic/device/${thingName}/data`])

it.each([
  ['#', true],
  ['+/data', true],
  ['*/data', true],
  ['device/#', true],
  ['device/+', true],
  ['device/+/data', true],
  ['+/+/data', true],
  ['device/*', true],
  ['dev*', true],
  ['de?ice/*', true],
  ['device/thing-?/data', true],
  [`device/${thingName}*`, true],
  [`device/*/${thingName}`, true],
  ['$aws/things/+/shadow/#', true],
  ['$aws/*', true],
  ['$aws/#', true],
  ['$aws/+/+/shadow/get', true],
  ['dev*x/data', true],
  ['$aws/things/thing-1*', true],
  ['$share/group/device/+/data', true],
  ['$share/group/#', true],
  ['$share/*', true],
  ['$share/*/device/thing-1*', true],
  ['$sh*', true],
  [`$share/group/device/${thingName}/#`, false],
  ['$share/group/broadcast/*', false],
  ['$share/group', false],
  ['$share/?', false],
  [`device/${thingName}/#`, false],
  [`device/${thingName}/*`, false],
  [`device/${thingName}`, false],
  ['device/<%= certificate.id %>/+/data', false],
  ['device/${iot:ClientId}/*', false],
  ['device/thing-1/*', false],
  ['device', false],
  ['$aws', false],
  ['broadcast/*', false],
  ['broadcast/+', false],
  ['bro*', false],
  ['$aws/things/thing-1/shadow/*', false],
])('`%s`: reaches other devices is %s', (filter, reaches) => {
  expect(pathsFound(filterReachesOthers, policy(spaces, allow('Subscribe', [`topicfilter/${filter}`])))).toEqual(
    reaches ? ['Statement[1].Resource[0]'] : [],
  )
})

it('leaves what is everything to another rule, and denials to a third', () => {
  expect(
    pathsFound(filterReachesOthers, policy(spaces, allow('Subscribe', ['*']), deny('Subscribe', ['topicfilter/#']))),
  ).toEqual([])
})

it('knows only the spaces that the document shows', () => {
  expect(pathsFound(filterReachesOthers, policy(allow('Subscribe', ['topicfilter/device/#'])))).toEqual([])
})

it.each([
  ['the client id', '${iot:ClientId}', true],
  ['what many have', '${iot:Certificate.Subject.Organization}', false],
])('takes the place of %s for a space', (_, level, reaches) => {
  const document = policy(allow('Publish', [`topic/room/${level}`]), allow('Subscribe', ['topicfilter/room/+']))
  expect(pathsFound(filterReachesOthers, document)).toEqual(reaches ? ['Statement[1].Resource[0]'] : [])
})

it('tells spaces apart by their levels', () => {
  const own = allow('Publish', [`topic/a/b/${thingName}`, `topic/ab/${thingName}`])
  const filters = allow('Subscribe', ['topicfilter/a/b/+', 'topicfilter/ab/+'])
  expect(pathsFound(filterReachesOthers, policy(own, filters))).toEqual([
    'Statement[1].Resource[0]',
    'Statement[1].Resource[1]',
  ])
})

it('takes no pattern for a space', () => {
  const others = allow('Publish', [`topic/+/${thingName}`, `topic/*/${thingName}`])
  expect(pathsFound(filterReachesOthers, policy(others, allow('Subscribe', ['topicfilter/device/+'])))).toEqual([])
})
