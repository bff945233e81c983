import { describe, expect, it } from 'vitest'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { type DeviceAbilities, type DeviceAnswer, deviceCan } from './device-can.js'
import type { PolicyDevice } from './policy-device.js'

const arn = 'arn:aws-cn:iot:cn-north-1:123456789012:'
const allow = (actions: string, ...paths: string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action: actions.split(' ').map((action) => `iot:${action}`),
  Resource: paths.map((path) => `${arn}${path}`),
})
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const name = '${iot:Connection.Thing.ThingName}'
const device: PolicyDevice = { thing: { name: 'a', attributes: { site: 'paris' } } }

const own = policy(
  { ...allow('Connect', `client/${name}`), Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } } },
  allow('Publish', `topic/device/${name}/*`, 'topic/retained'),
  allow('RetainPublish', 'topic/retained', 'topic/only-retained'),
  allow('Receive', `topic/device/${name}/*`),
  allow('Subscribe', `topicfilter/device/${name}/#`, 'topicfilter/${iot:Connection.Thing.Attributes[site]}'),
  allow('AssumeRoleWithCertificate', 'rolealias/telemetry'),
)

describe('deviceCan', () => {
  it.each<[title: string, ask: (can: DeviceAbilities) => DeviceAnswer, allowed: boolean]>([
    ['connect as itself', (can) => can.connect(), true],
    ['connect as another', (can) => can.connect('b'), false],
    ['publish to its own topic', (can) => can.publish('device/a/x'), true],
    ["publish to another's", (can) => can.publish('device/b/x'), false],
    ['subscribe to its own topics', (can) => can.subscribe('device/a/#'), true],
    ['subscribe to all', (can) => can.subscribe('device/#'), false],
    ['subscribe to what its thing names', (can) => can.subscribe('paris'), true],
    ['receive from its own topic', (can) => can.receive('device/a/x'), true],
    ['retain where it may publish', (can) => can.retainPublish('retained'), true],
    ['retain where it may only publish', (can) => can.retainPublish('device/a/x'), false],
    ['retain where it may not publish', (can) => can.retainPublish('only-retained'), false],
    ['publish to what is no topic', (can) => can.publish('device/a/#'), false],
    ['assume the role of its alias', (can) => can.assumeRole('telemetry'), true],
    ['assume another role', (can) => can.assumeRole('admin'), false],
  ])('%s', (_title, ask, allowed) => {
    expect(ask(deviceCan([own], device)).allowed).toBe(allowed)
  })

  it('carries the answer of evaluatePolicies, and the request that decided', () => {
    expect(deviceCan([{ name: 'own', document: own }], device).retainPublish('retained')).toEqual({
      allowed: true,
      effect: 'allowed',
      statement: { policy: 'own', index: 2 },
      unresolved: [],
      action: 'iot:RetainPublish',
      resource: `${arn}topic/retained`,
    })
  })

  const roundTrip = (topic: string): PolicyStatement[] => [
    allow('Publish', `topic/${topic}`),
    allow('Subscribe', `topicfilter/${topic}/accepted`, `topicfilter/${topic}/rejected`),
    allow('Receive', `topic/${topic}/accepted`, `topic/${topic}/rejected`),
  ]

  it.each<[topic: string, ask: (can: DeviceAbilities) => DeviceAnswer]>([
    ['$aws/things/a/shadow/update', (can) => can.shadow('update')],
    ['$aws/things/a/shadow/name/config/get', (can) => can.shadow('get', { shadowName: 'config' })],
    ['$aws/things/b/shadow/delete', (can) => can.shadow('delete', { thingName: 'b' })],
    ['$aws/things/a/jobs/start-next', (can) => can.jobs('start-next')],
    ['$aws/things/a/jobs/job-1/update', (can) => can.jobs('job-1/update')],
    ['$aws/things/b/jobs/get', (can) => can.jobs('get', { thingName: 'b' })],
  ])('%s takes publishing, subscribing and receiving', (topic, ask) => {
    const statements = roundTrip(topic)
    expect(ask(deviceCan([policy(...statements)], device)).allowed).toBe(true)
    for (const missing of statements) {
      const rest = policy(...statements.filter((statement) => statement !== missing))
      expect(ask(deviceCan([rest], device)).allowed).toBe(false)
    }
  })

  it('asks with what the device says', () => {
    const conditional = policy({
      ...allow('Connect', 'client/*'),
      Condition: {
        'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'LastWill' },
        IpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      },
    })
    const can = deviceCan([conditional], { ...device, sourceIp: '192.0.2.1' })
    expect(can.connect('a', { connectAttributes: ['LastWill'] }).allowed).toBe(true)
    expect(can.connect('a').allowed).toBe(false)
    expect(deviceCan([conditional], device).connect('a', { connectAttributes: ['LastWill'] })).toMatchObject({
      allowed: false,
      unresolved: ['aws:SourceIp'],
    })
  })

  it('takes the client id of another for the name of a thing: the certificate is not attached to it', () => {
    const unchecked = policy(allow('Connect', `client/${name}`))
    expect(deviceCan([unchecked], device).connect('b').allowed).toBe(true)
    expect(deviceCan([unchecked], { clientId: 'a' }).connect().allowed).toBe(false)
    const exclusive = { thing: { name: 'a', exclusive: true } }
    expect(deviceCan([unchecked], exclusive).connect('b').allowed).toBe(false)
    expect(deviceCan([unchecked], exclusive).connect('a').allowed).toBe(true)
  })

  it('counts the policies of the device itself', () => {
    expect(deviceCan([], { clientId: 'x', policies: [policy(allow('Publish', 'topic/x'))] }).publish('x').allowed).toBe(
      true,
    )
  })

  const noClientId: PolicyDevice = {}
  const elsewhere = policy({ ...allow('Publish'), Resource: 'arn:aws:iot:eu-central-1:123456789012:topic/x' })
  const several = 'the policies name several accounts or regions: give `account`'

  it.each<[title: string, ask: () => DeviceAnswer, action: string, resource: string, reason: string]>([
    [
      'a malformed policy',
      () => deviceCan(['{'], device).publish('x'),
      'iot:Publish',
      'arn:aws:iot:us-east-1:123456789012:topic/x',
      'policy `1`: `document` is not JSON',
    ],
    [
      'no client id',
      () => deviceCan([own], noClientId).connect(),
      'iot:Connect',
      'client/',
      'the device has no client id',
    ],
    [
      'no thing, for its shadow',
      () => deviceCan([own], noClientId).shadow('get'),
      'iot:Publish',
      '$aws/things//shadow/get',
      'the device has no thing: give `thingName`',
    ],
    [
      'no thing, for its jobs',
      () => deviceCan([own], noClientId).jobs('start-next'),
      'iot:Publish',
      '$aws/things//jobs/start-next',
      'the device has no thing: give `thingName`',
    ],
    ['several regions', () => deviceCan([own, elsewhere], device).publish('x'), 'iot:Publish', 'topic/x', several],
    [
      'what is no topic',
      () => deviceCan([own], device).publish('device/a/#'),
      'iot:Publish',
      `${arn}topic/device/a/#`,
      'a topic has no `+` and no `#` (MQTT 3.1.1 section 4.7)',
    ],
  ])('says why it denies: %s', (_title, ask, action, resource, reason) => {
    expect(ask()).toEqual({ allowed: false, effect: 'implicit-deny', unresolved: [], action, resource, reason })
  })

  it.each([
    ['device', { clientID: 'a' }],
    ['the thing of device', { thing: { name: 'a', typename: 'b' } }],
  ])('refuses an option that %s does not have', (owner, misspelt) => {
    const act = (): unknown => Reflect.apply(deviceCan, undefined, [[], misspelt])
    expect(act).toThrow(expect.objectContaining({ message: expect.stringMatching(`^${owner} has no option`) }))
  })

  it('takes the account that it is given', () => {
    const account = { id: '210987654321', region: 'eu-west-1' }
    expect(deviceCan([own], { ...device, account }).publish('x').resource).toBe(
      'arn:aws:iot:eu-west-1:210987654321:topic/x',
    )
    expect(deviceCan([policy({ ...allow('Publish'), Resource: '*' })], device).publish('x').allowed).toBe(true)
  })
})
