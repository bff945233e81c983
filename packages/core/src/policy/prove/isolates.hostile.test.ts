import { describe, expect, it } from 'vitest'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { topic } from '../resource-arn.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'

const arn = 'arn:aws:iot:eu-central-1:123456789012:'
const name = '${iot:Connection.Thing.ThingName}'
const allow = (action: string, resource: string | string[], more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: `iot:${action}`,
  Resource: [resource].flat().map((path) => (path.startsWith('arn:') ? path : arn + path)),
  ...more,
})
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const connect = allow('Connect', `client/${name}`, {
  Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
})

const a: PolicyDevice = { thing: { name: 'sensor-7' } }
const b: PolicyDevice = { thing: { name: 'sensor-12' }, space: ['device/sensor-12/#'] }

describe('isolates never says `isolated` where', () => {
  it.each<[title: string, policies: PolicyDocument[], verdict: string]>([
    ['tags are not filled in', [policy(allow('Connect', '*'), allow('Publish', topic('*')))], 'unknown'],
    [
      'the account is a wildcard',
      [
        policy(allow('Connect', 'arn:aws:iot:eu-central-1:*:client/*')),
        policy(allow('Publish', 'arn:aws:iot:*:*:topic/*')),
      ],
      'reaches',
    ],
    [
      'the region is one in part behind a wildcard',
      [policy(allow('Connect', 'arn:*:iot:eu-*:123456789012:client/*'))],
      'unknown',
    ],
    [
      'the regions are several behind a wildcard',
      ['eu-west-1', 'eu-central-1'].map((region) => policy(allow('Connect', `arn:*:iot:${region}:*:client/*`))),
      'unknown',
    ],
    ['the region is one in part', [policy(allow('Connect', 'arn:aws:iot:eu-*:123456789012:client/*'))], 'unknown'],
    [
      'there may be a third thing whose name the other begins with',
      [policy(allow('Connect', 'client/sensor-?'), allow('Publish', `topic/device/${name}*`))],
      'unknown',
    ],
    [
      'there may be a third thing of the type that is asked for',
      [
        policy(
          allow('Connect', 'client/gateway-*'),
          allow('Publish', 'topic/device/*', {
            Condition: { StringEquals: { 'iot:Connection.Thing.ThingTypeName': 'gateway' } },
          }),
        ),
      ],
      'unknown',
    ],
    [
      'a Deny over HTTPS depends on what no thing says there',
      [
        policy(
          connect,
          allow('Publish', 'topic/device/*'),
          allow('Publish', 'topic/device/sensor-12*', {
            Effect: 'Deny',
            Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'false' } },
          }),
          allow('Publish', 'topic/device/sensor-12*', {
            Effect: 'Deny',
            Condition: { Null: { 'iot:ClientId': 'false' } },
          }),
        ),
      ],
      'unknown',
    ],
    [
      'a client id is a wildcard by its escape',
      [policy(allow('Connect', 'client/s${*}'), allow('Publish', 'topic/device/${iot:ClientId}'))],
      'unknown',
    ],
  ])('%s', (_, policies, verdict) => {
    expect(isolates(policies, a, b).verdict).toBe(verdict)
  })
})

it('still proves a fleet whose things are named by open client ids, where names do not run together', () => {
  const open = policy(allow('Connect', 'client/gateway-*'), allow('Publish', `topic/device/${name}/*`))
  expect(isolates([open], a, b)).toEqual({ verdict: 'isolated' })
})

describe('isolates comes to an end, soon', () => {
  const open = allow('Connect', 'client/*')
  it.each<[title: string, policies: PolicyDocument[]]>([
    ['with a topic of 1500 characters', [policy(open, allow('Publish', `topic/\${iot:ClientId}/${'ab'.repeat(750)}`))]],
    [
      'with ten policies of crossing wildcards',
      Array.from({ length: 10 }, (_, place) =>
        policy(
          open,
          allow(
            'Subscribe',
            Array.from({ length: 20 }, (__, index) => `topic*/p${place}/*/${index}/*`),
          ),
          allow(
            'Receive',
            Array.from({ length: 20 }, (__, index) => `topic*/p${place}/*/${index}/*`),
          ),
        ),
      ),
    ],
  ])(
    '%s',
    (_, policies) => {
      expect(isolates(policies, a, { ...b, space: ['#'] }).verdict).not.toBe('isolated')
    },
    30_000,
  )
})
