import { describe, expect, it } from 'vitest'
import { preparePolicies } from '../evaluate/prepare-policies.js'
import { ownResources } from './own-resources.js'
import type { PolicyDevice } from './policy-device.js'

const arn = 'arn:aws:iot:eu-central-1:123456789012:'
/** The resources of device `b` that are its own, beside device `a`; both have the first, each has its second. */
const ownOfB = (shared: string[], ofA: string[] = [], ofB: string[] = []): string[] => {
  const side = (device: PolicyDevice, resources: string[]) => ({
    device,
    prepared: preparePolicies(
      resources.map((path) => ({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: path === '*' ? path : `${arn}topic/${path}` }],
      })),
    ),
  })
  const [resources] = ownResources(
    side({ clientId: 'b', thing: { name: 'thing-b', typeName: 'sensor' } }, [...shared, ...ofB]),
    side({ clientId: 'a', thing: { name: 'thing-a', typeName: 'sensor' } }, [...shared, ...ofA]),
  )
  return resources.map((tokens) => tokens.map(String).join('').slice(`${arn}topic/`.length))
}

describe('ownResources', () => {
  it.each<[title: string, shared: string[], ofA: string[], ofB: string[], own: string[]]>([
    ['a variable that differs', ['x/${iot:ClientId}'], [], [], ['x/b']],
    ['a variable that does not', ['x/${iot:Connection.Thing.ThingTypeName}'], [], [], []],
    ['a topic for all', ['news'], [], [], []],
    [
      "another device's topic by its name",
      ['inbox/b/x', 'inbox/thing-b', 'inbox/bb', 'inbox/not-b'],
      [],
      [],
      ['inbox/b/x', 'inbox/thing-b'],
    ],
    ['a policy of its own', [], ['x/1'], ['x/2'], ['x/2']],
    ['a policy of its own in the same words', [], ['x'], ['x'], []],
    ['all there is', [], [], ['*'], []],
    ['a wildcard, and its character', [], ['x/*'], ['x/${*}'], ['x/*']],
  ])('%s', (_title, shared, ofA, ofB, own) => {
    expect(ownOfB(shared, ofA, ofB)).toEqual(own)
  })
})
