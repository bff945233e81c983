import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import { anyRun, type GlobToken } from '../evaluate/glob.js'
import { preparePolicies } from '../evaluate/prepare-policies.js'
import type { PolicyDocument } from '../policy-document.js'
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
  const written = (token: GlobToken): string =>
    typeof token === 'string' ? token : String(token === anyRun ? '*' : '?')
  return resources.map((tokens) => tokens.map(written).join('').slice(`${arn}topic/`.length))
}

it('of two devices with one name, nothing is own by it', () => {
  const document = { Effect: 'Allow', Action: 'iot:Publish', Resource: `${arn}topic/inbox/twin` } as const
  const prepared = preparePolicies([{ Version: '2012-10-17', Statement: [document] }])
  const side = (name: string) => ({ device: { clientId: 'twin', thing: { name } }, prepared })
  expect(ownResources(side('b'), side('a'))[0]).toEqual([])
  expect(ownResources(side('b'), { ...side('a'), device: { clientId: 'a' } })[0]).toHaveLength(1)
})

it('nothing is own by a name that only another has', () => {
  const document = { Effect: 'Allow', Action: 'iot:Publish', Resource: `${arn}topic/inbox/undefined` } as const
  const prepared = preparePolicies([{ Version: '2012-10-17', Statement: [document] }])
  const certificate = readCertificate(certificateFixture({ subject: { CN: 'a' } }).pem)
  const other = { clientId: 'a', thing: { name: 'a' }, certificate, certificateId: certificate.id }
  expect(ownResources({ device: { clientId: 'b' }, prepared }, { device: other, prepared })[0]).toEqual([])
})

it('what is excepted is no own resource', () => {
  const document = { Effect: 'Allow', Action: 'iot:Publish', NotResource: `${arn}topic/inbox/b` } as const
  const side = (clientId: string, policies: PolicyDocument[]) => ({
    device: { clientId },
    prepared: preparePolicies(policies),
  })
  const own = side('b', [{ Version: '2012-10-17', Statement: [document] }])
  expect(ownResources(own, side('a', []))[0]).toEqual([])
})

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
    ['characters that are wildcards elsewhere', [], ['x/${?}'], ['x/${*}'], ['x/*']],
    ['a wildcard in front of a level', [], [], ['*/x'], ['*/x']],
    ['nothing, by a name that it has not', ['inbox/undefined'], [], [], []],
  ])('%s', (_title, shared, ofA, ofB, own) => {
    expect(ownOfB(shared, ofA, ofB)).toEqual(own)
  })
})
