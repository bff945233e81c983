import { describe, expect, it } from 'vitest'
import { allow, deny, ifAttached, policy, prefix, thingName } from '../fixtures/policy-fixture.js'
import type { PolicyStatement } from '../policy-document.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'

const one: PolicyDevice = { thing: { name: 'pump-1' } }
const other: PolicyDevice = { thing: { name: 'pump-2' }, space: ['state/pump-2'] }
const connect = allow('Connect', [`client/${thingName}`], ifAttached)

/** What the one may do to the other, as `action path`. */
const reached = (...statements: PolicyStatement[]): string[] => {
  const isolation = isolates([policy(connect, ...statements)], one, other)
  if (isolation.verdict !== 'reaches') return [isolation.verdict]
  return isolation.counterexamples.map(({ action, path }) => `${action} ${path}`)
}

describe('over HTTPS, where AWS looks at other resources than over MQTT', () => {
  it.each([
    ['iot:GetThingShadow', 'thing/pump-2'],
    ['iot:GetThingShadow', 'thing/pump-2/config'],
    ['iot:UpdateThingShadow', 'thing/pump-2'],
    ['iot:DeleteThingShadow', 'thing/pump-2'],
    ['iot:ListNamedShadowsForThing', 'thing/pump-2'],
    ['iot:DescribeJobExecution', 'thing/pump-2'],
    ['iot:GetPendingJobExecutions', 'thing/pump-2'],
    ['iot:StartNextPendingJobExecution', 'thing/pump-2'],
    ['iot:UpdateJobExecution', 'thing/pump-2'],
    ['greengrass:Discover', 'thing/pump-2'],
    ['iot:DeleteConnection', 'client/pump-2'],
    ['iot:GetRetainedMessage', 'topic/state/pump-2'],
    ['iot:Publish', 'topic/state/pump-2'],
  ])('%s on %s', (action, path) => {
    const name = path.slice(path.indexOf('/') + 1)
    expect(reached(allow(action, [path]))).toEqual([`${action} ${name}`])
    expect(reached(allow(action, [path]), deny(action, [path]))).toEqual(['isolated'])
    expect(reached(allow(action, [path.replace('pump-2', 'pump-1')]))).toEqual(['isolated'])
  })

  it.each([
    ['iot:GetRetainedMessage', 'topic/state/pump-2', 'state/pump-2'],
    ['iot:GetThingShadow', 'thing/pump-2', 'pump-2'],
  ])('%s needs no connection', (action, path, name) => {
    const isolation = isolates([policy(allow(action, [path]))], one, other)
    expect(isolation).toStrictEqual({
      verdict: 'reaches',
      counterexamples: [{ action, resource: `${prefix}${path}`, path: name, statement: { policy: '1', index: 0 } }],
    })
  })

  it.each<[title: string, statements: PolicyStatement[], expected: string[]]>([
    ['allowed', [allow('ListRetainedMessages', ['*'])], ['iot:ListRetainedMessages state/pump-2']],
    ['allowed by a wildcard', [allow('ListRetained*', ['*'])], ['iot:ListRetainedMessages state/pump-2']],
    [
      'allowed on all but some',
      [{ Effect: 'Allow', Action: 'iot:ListRetainedMessages', NotResource: `${prefix}topic/state/*` }],
      ['iot:ListRetainedMessages state/pump-2'],
    ],
    ['denied', [allow('ListRetainedMessages', ['*']), deny('ListRetainedMessages', ['*'])], ['isolated']],
    ['allowed on topics, which AWS does not look at', [allow('ListRetainedMessages', ['topic/*'])], ['isolated']],
    [
      'allowed on a condition that is not known',
      [allow('ListRetainedMessages', ['*'], { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
      ['unknown'],
    ],
  ])('lists retained messages, which shows the names of topics: %s', (_title, statements, expected) => {
    expect(reached(...statements)).toEqual(expected)
  })

  it('lists the retained messages of the account, not of a topic', () => {
    const isolation = isolates([policy(allow('ListRetainedMessages', ['*']))], one, other)
    expect(isolation).toMatchObject({ counterexamples: [{ resource: '*', path: 'state/pump-2' }] })
    const unsure = allow('ListRetainedMessages', ['*'], { Bool: { 'aws:Odd': 'true' } })
    expect(isolates([policy(unsure)], one, other)).toEqual({
      verdict: 'unknown',
      reasons: ['`iot:ListRetainedMessages` may reach `state/pump-2`, which depends on `aws:Odd`'],
    })
  })

  it('lists nothing of another that has no topics', () => {
    const without = { thing: { name: 'pump-2' } }
    expect(isolates([policy(allow('ListRetainedMessages', ['*']))], one, without)).toEqual({ verdict: 'isolated' })
  })

  it.each([
    ['a topic that begins with `$`', 'Publish', '$aws/things/pump-2/shadow/update'],
    ['a retained message of one', 'GetRetainedMessage', '$aws/things/pump-2/shadow/update'],
  ])('not %s', (_title, action, path) => {
    const all = { ...other, space: ['#'] }
    expect(isolates([policy(allow(action, [`topic/${path}`]))], one, all)).toEqual({ verdict: 'isolated' })
  })
})

describe('over MQTT', () => {
  it.each<[title: string, statements: PolicyStatement[], reached: string[]]>([
    ['publishing', [allow('Publish', ['topic/state/*'])], ['iot:Publish state/pump-2']],
    [
      'retaining, which needs publishing',
      [allow('Publish RetainPublish', ['topic/state/*'])],
      ['iot:Publish state/pump-2', 'iot:RetainPublish state/pump-2'],
    ],
    ['retaining alone is nothing', [allow('RetainPublish', ['topic/state/*'])], ['isolated']],
    [
      'receiving, which needs a subscription',
      [allow('Receive', ['topic/state/*']), allow('Subscribe', ['topicfilter/state/+'])],
      ['iot:Receive state/pump-2'],
    ],
    ['receiving alone is nothing', [allow('Receive', ['topic/state/*'])], ['isolated']],
    ['subscribing alone is nothing', [allow('Subscribe', ['topicfilter/state/+'])], ['isolated']],
    [
      'receiving from another subscription',
      [allow('Receive', ['topic/state/*']), allow('Subscribe', ['topicfilter/other/+'])],
      ['isolated'],
    ],
    [
      'receiving by a shared subscription',
      [allow('Receive', ['topic/state/*']), allow('Subscribe', ['topicfilter/$share/*'])],
      ['iot:Receive state/pump-2'],
    ],
    [
      'reading retained messages by a wildcard',
      [allow('GetRetainedMessage', ['topic/*'])],
      ['iot:GetRetainedMessage state/pump-2'],
    ],
  ])('%s', (_title, statements, expected) => {
    expect(reached(...statements)).toEqual(expected)
  })

  it.each([
    ['Publish', 'topic/state/*'],
    ['Publish RetainPublish', 'topic/state/*'],
  ])('%s needs a connection: over HTTPS it is another example', (action, path) => {
    const isolation = isolates([policy(allow(action, [path]))], one, other)
    const examples = isolation.verdict === 'reaches' ? isolation.counterexamples : []
    expect(examples.map(({ action, clientId }) => [action, clientId])).toEqual([['iot:Publish', undefined]])
  })

  it.each(['state/+', 'state/#'])('an MQTT wildcard is no topic, but text: %s', (text) => {
    const all = { ...other, space: ['state/#'] }
    expect(isolates([policy(connect, allow('Publish', [`topic/${text}`]))], one, all)).toEqual({ verdict: 'isolated' })
    const named = { clientId: text }
    expect(isolates([policy(allow('DeleteConnection', [`client/${text}`]))], one, named).verdict).toBe('reaches')
  })

  it('is told of rather than HTTPS, where both reach', () => {
    const isolation = isolates([policy(connect, allow('Publish', ['topic/state/*']))], one, other)
    expect(isolation).toMatchObject({ counterexamples: [{ clientId: 'pump-1' }] })
  })

  it('needs a connection for deliveries, which HTTPS has none of', () => {
    const statements = [allow('Receive', ['topic/state/*']), allow('Subscribe', ['topicfilter/state/*'])]
    expect(isolates([policy(...statements)], one, other)).toEqual({ verdict: 'isolated' })
  })

  it('leaves out what AWS reserves where a shadow or a job says it already', () => {
    expect(reached(allow('Publish', ['topic/$aws/things/pump-2/shadow/*']))).toEqual([
      'iot:Publish $aws/things/pump-2/shadow/get',
    ])
    expect(reached(allow('Publish', ['topic/$aws/things/pump-2/jobs/*']))).toEqual([
      'iot:Publish $aws/things/pump-2/jobs/get',
    ])
    expect(reached(allow('Publish', ['topic/$aws/things/pump-2/streams/a']))).toEqual([
      'iot:Publish $aws/things/pump-2/streams/a',
    ])
  })

  it('prefers examples that do not end with an empty level, where there are some', () => {
    const below = (path: string): unknown => {
      const isolation = isolates([policy(connect, allow('Publish', [`topic/${path}`]))], one, {
        ...other,
        space: ['state/#'],
      })
      return isolation.verdict === 'reaches' && isolation.counterexamples.map(({ path: example }) => example)
    }
    expect(below('state/*')).toEqual(['state/x'])
    expect(below('state/')).toEqual(['state/'])
    expect(below('state/?/')).toEqual(['state/x/'])
    expect(below('stat*')).toEqual(['state'])
  })

  it('prefers such examples of deliveries too', () => {
    const statements = [allow('Receive', ['topic/state/*']), allow('Subscribe', ['topicfilter/state/*'])]
    const isolation = isolates([policy(connect, ...statements)], one, { ...other, space: ['state/#'] })
    expect(isolation.verdict === 'reaches' && isolation.counterexamples).toEqual([
      expect.objectContaining({ action: 'iot:Receive', path: 'state/x', filter: 'state/x' }),
    ])
  })
})

describe('what AWS may check by another resource is never certain, and never ruled out', () => {
  it.each([
    ['greengrass:GetConnectivityInfo', 'thing/pump-2'],
    ['greengrass:UpdateConnectivityInfo', 'thing/pump-2'],
  ])('%s on %s', (action, path) => {
    expect(reached(allow(action, [path]))).toEqual(['unknown'])
    expect(reached(allow(action, ['thing/pump-1']))).toEqual(['isolated'])
  })

  it.each([
    ['greengrass:Discover', '/greengrass/discover/thing/pump-2'],
    ['greengrass:GetConnectivityInfo', '/greengrass/things/pump-2/connectivityInfo'],
    ['greengrass:UpdateConnectivityInfo', '/greengrass/things/pump-2'],
  ])('%s on %s', (action, path) => {
    const statement = (resource: string): PolicyStatement => ({
      Effect: 'Allow',
      Action: action,
      Resource: `${prefix.replace(':iot:', ':greengrass:')}${resource}`,
    })
    expect(reached(statement(path))).toEqual(['unknown'])
    expect(reached(statement(path.replace('pump-2', 'pump-1')))).toEqual(['isolated'])
    expect(reached(statement(path.replace('/greengrass/', '/components/')))).toEqual(['isolated'])
  })
})

it('HTTPS has no thing, whatever the device may connect as', () => {
  const statements = [allow('Connect', ['client/pump-2']), allow('GetThingShadow', [`thing/${thingName}`])]
  const isolation = isolates([policy(...statements)], one, other)
  const examples = isolation.verdict === 'reaches' ? isolation.counterexamples : []
  expect(examples.map(({ action }) => action)).toEqual(['iot:Connect'])
})

describe('connecting', () => {
  it.each([
    ['as what the other connects as', { clientId: 'c-2', thing: { name: 'pump-2' } }, 'client/c-2', 'iot:Connect c-2'],
    ['as its thing', { clientId: 'c-2', thing: { name: 'pump-2' } }, 'client/pump-2', 'iot:Connect pump-2'],
    [
      'as what its policies alone name',
      { clientId: 'c-2', policies: [policy(allow('Connect', ['client/tool-?']))] },
      'client/tool-*',
      'iot:Connect tool-x',
    ],
  ])('%s', (_title, device, path, example) => {
    const isolation = isolates([], { ...one, policies: [policy(allow('Connect', [path]))] }, device)
    const examples = isolation.verdict === 'reaches' ? isolation.counterexamples : []
    expect(examples.map(({ action, clientId }) => `${action} ${clientId}`)).toEqual([example])
  })

  it('as what its policies alone name, by a statement that lets everybody connect as anything', () => {
    const device = { clientId: 'c-2', policies: [policy(allow('Connect', ['client/tool-?']))] }
    const isolation = isolates(
      [policy(allow('Connect', ['client/${iot:ClientId}']), deny('Connect', ['client/c-2']))],
      one,
      device,
    )
    expect(isolation).toMatchObject({ verdict: 'reaches', counterexamples: [{ clientId: 'tool-x' }] })
  })

  it.each<[title: string, device: PolicyDevice]>([
    ['client id', { clientId: 'a-tool' }],
    ['thing', { clientId: 'a', thing: { name: 'a-tool' } }],
  ])('as its own %s reaches nobody, though the policies of the other let that one do it too', (_title, device) => {
    const from = { ...device, policies: [policy(allow('Connect', ['client/a-tool']))] }
    const to = { clientId: 'b', policies: [policy(allow('Connect', ['client/*-tool', 'client/b']))] }
    expect(isolates([], from, to)).toEqual({ verdict: 'isolated' })
  })

  it('as a thing that both are attached to', () => {
    const [from, to] = [
      { clientId: 'a', thing: { name: 'shared-thing' } },
      { clientId: 'b', thing: { name: 'shared-thing' } },
    ]
    expect(isolates([policy(connect)], { ...from, thing: { name: 'own-thing' } }, to)).toEqual({ verdict: 'isolated' })
    expect(isolates([policy(connect)], { clientId: 'shared-thing' }, to)).toEqual({ verdict: 'isolated' })
  })

  it('as another, with a certificate whose thing is its own exclusively', () => {
    const from = { clientId: 'a', thing: { name: 'thing-a', exclusive: true } }
    const to = { thing: { name: 'thing-b' }, space: ['thing-b/x'] }
    const statements = [allow('Connect', ['client/thing-b']), allow('Publish', [`topic/${thingName}/x`])]
    const isolation = isolates([policy(...statements)], from, to)
    expect(isolation).toMatchObject({ verdict: 'reaches', counterexamples: [{ action: 'iot:Connect' }] })
    expect(isolation.verdict === 'reaches' && isolation.counterexamples.length).toBe(1)
  })

  it.each<[title: string, condition: NonNullable<PolicyStatement['Condition']>]>([
    ['no attribute', { 'ForAllValues:StringEquals': { 'iot:ConnectAttributes': [] } }],
    ['a persistent session', { 'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'PersistentConnect' } }],
    ['a last will', { 'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'LastWill' } }],
    [
      'both',
      {
        'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'LastWill' },
        'ForAnyValue:StringLike': { 'iot:ConnectAttributes': 'Persistent*' },
      },
    ],
    [
      'a persistent session alone',
      {
        'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'PersistentConnect' },
        'ForAllValues:StringEquals': { 'iot:ConnectAttributes': 'PersistentConnect' },
      },
    ],
    [
      'a last will alone',
      {
        'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'LastWill' },
        'ForAllValues:StringEquals': { 'iot:ConnectAttributes': 'LastWill' },
      },
    ],
  ])('where policies ask for %s', (_title, condition) => {
    const isolation = isolates([policy(allow('Connect', ['client/pump-*'], condition))], one, other)
    expect(isolation).toMatchObject({ verdict: 'reaches', counterexamples: [{ path: 'pump-2' }] })
  })
})
