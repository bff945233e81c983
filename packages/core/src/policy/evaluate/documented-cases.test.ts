import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { evaluatePolicies } from './evaluate-policies.js'
import type { PolicyRequest, RequestThing } from './policy-request.js'

/** Cases of AWS's developer guide, numbered as in the project's reference of AWS IoT facts (section 7.6). */

const prefix = 'arn:aws:iot:us-east-1:123456789012:'

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const paths = (list: string[]): string[] => list.map((path) => (path === '*' ? path : `${prefix}${path}`))
const allow = (action: string, resources: string[], Condition: PolicyStatement['Condition'] = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: `iot:${action}`,
  Resource: paths(resources),
  Condition,
})
const deny = (action: string, resources: string[], Condition: PolicyStatement['Condition'] = {}): PolicyStatement => ({
  ...allow(action, resources, Condition),
  Effect: 'Deny',
})
const ask = (action: string, path: string, context: Partial<PolicyRequest> = {}): PolicyRequest => ({
  action: `iot:${action}`,
  resource: `${prefix}${path}`,
  ...context,
})

const attached = (name: string): RequestThing => ({ name, attached: true, exclusive: false })
const connectAs = (clientId: string, thing?: RequestThing): PolicyRequest =>
  ask('Connect', `client/${clientId}`, { clientId, thing })
const certificateOf = (...commonNames: string[]) =>
  readCertificate(certificateFixture({ subject: commonNames.map((value): ['CN', string] => ['CN', value]) }).pem)

const ownThing = policy(
  deny('Connect', ['client/client1', 'client/client2']),
  allow('Connect', ['client/${iot:Connection.Thing.ThingName}']),
)
const oneFilter = (filter: string): PolicyDocument => policy(allow('Subscribe', [`topicfilter/${filter}`]))
const restricted = policy(allow('Subscribe', ['topicfilter/a/*']), deny('Subscribe', ['topicfilter/a/restricted/*']), {
  Effect: 'Allow',
  Action: 'iot:Receive',
  NotResource: `${prefix}topic/a/restricted/*`,
})
const update = policy(allow('Subscribe', ['topicfilter/device/update']), deny('Receive', ['topic/device/update']))
const ownClientId = policy(
  allow('Publish', ['topic/${iot:ClientId}/*']),
  deny('Publish', ['topic/${iot:ClientId}/bar']),
)
const ifAttached = policy(allow('Connect', ['*'], { Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } }))
const thirdName = policy(
  allow('Publish', ['topic/admin/*'], { StringEquals: { 'iot:Certificate.Subject.CommonName.2': 'Administrator' } }),
)
const anyName = policy(
  allow('Publish', ['topic/admin'], {
    'ForAnyValue:StringEquals': { 'iot:Certificate.Subject.CommonName.List': 'Administrator' },
  }),
)
const persistentOnly = policy(
  allow('Connect', ['*'], { 'ForAllValues:StringEquals': { 'iot:ConnectAttributes': ['PersistentConnect'] } }),
)
const neverPersistent = policy(
  allow('Connect', ['*']),
  deny('Connect', ['*'], { 'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': ['PersistentConnect'] } }),
)
const fiveCharacters = policy(allow('Publish', ['topic/some/?????/topic']))
const ownCommonName = policy(allow('Publish', ['topic/${iot:Certificate.Subject.CommonName}']))

const cleanSession = connectAs('dev9')
const persistent = { ...cleanSession, connectAttributes: ['PersistentConnect'] } as const
const lastWill = { ...cleanSession, connectAttributes: ['LastWill'] } as const

type Effect = ReturnType<typeof evaluatePolicies>['effect']

const cases: [number: string, title: string, document: PolicyDocument, request: PolicyRequest, effect: Effect][] = [
  [
    '1',
    'a denied client id that is also a thing',
    ownThing,
    connectAs('client1', attached('client1')),
    'explicit-deny',
  ],
  ['2', 'the name of the attached thing', ownThing, connectAs('dev9', attached('dev9')), 'allowed'],
  ['3', 'a client id that no thing has', ownThing, connectAs('dev9'), 'implicit-deny'],
  ['4', '`+` matches itself', oneFilter('some/+/topic'), ask('Subscribe', 'topicfilter/some/+/topic'), 'allowed'],
  [
    '5',
    '`+` matches nothing else',
    oneFilter('some/+/topic'),
    ask('Subscribe', 'topicfilter/some/x/topic'),
    'implicit-deny',
  ],
  ['6a', '`*` matches one level', oneFilter('some/*/topic'), ask('Subscribe', 'topicfilter/some/x/topic'), 'allowed'],
  [
    '6b',
    '`*` matches two levels',
    oneFilter('some/*/topic'),
    ask('Subscribe', 'topicfilter/some/a/b/topic'),
    'allowed',
  ],
  ['7', 'a wildcard filter walks around a Deny', restricted, ask('Subscribe', 'topicfilter/a/#'), 'allowed'],
  ['8a', 'what NotResource names is not received', restricted, ask('Receive', 'topic/a/restricted/x'), 'implicit-deny'],
  ['8b', 'what NotResource does not name is', restricted, ask('Receive', 'topic/a/ok'), 'allowed'],
  ['9a', 'a subscription that is allowed', update, ask('Subscribe', 'topicfilter/device/update'), 'allowed'],
  ['9b', 'its deliveries that are not', update, ask('Receive', 'topic/device/update'), 'explicit-deny'],
  [
    '10a',
    'below the own client id',
    ownClientId,
    ask('Publish', 'topic/client1/foo', { clientId: 'client1' }),
    'allowed',
  ],
  ['10b', 'denied there', ownClientId, ask('Publish', 'topic/client1/bar', { clientId: 'client1' }), 'explicit-deny'],
  ['11a', 'not attached', ifAttached, connectAs('dev9', { ...attached('dev9'), attached: false }), 'implicit-deny'],
  ['11b', 'attached to another thing', ifAttached, connectAs('dev9', attached('dev8')), 'implicit-deny'],
  ['11c', 'attached', ifAttached, connectAs('dev9', attached('dev9')), 'allowed'],
  [
    '12a',
    'index 2 of two names',
    thirdName,
    ask('Publish', 'topic/admin/x', { certificate: certificateOf('a', 'Administrator') }),
    'implicit-deny',
  ],
  [
    '12b',
    'index 2 of three names',
    thirdName,
    ask('Publish', 'topic/admin/x', { certificate: certificateOf('a', 'b', 'Administrator') }),
    'allowed',
  ],
  [
    '13a',
    'any of several names',
    anyName,
    ask('Publish', 'topic/admin', { certificate: certificateOf('a', 'Administrator') }),
    'allowed',
  ],
  [
    '13b',
    'none of several names',
    anyName,
    ask('Publish', 'topic/admin', { certificate: certificateOf('a', 'b') }),
    'implicit-deny',
  ],
  ['14a', 'a clean session', persistentOnly, cleanSession, 'allowed'],
  ['14b', 'a persistent session', persistentOnly, persistent, 'allowed'],
  ['14c', 'a last will', persistentOnly, lastWill, 'implicit-deny'],
  ['15a', 'a persistent session that is denied', neverPersistent, persistent, 'explicit-deny'],
  ['15b', 'a clean session with a last will', neverPersistent, lastWill, 'allowed'],
  ['16a', 'five characters', fiveCharacters, ask('Publish', 'topic/some/abcde/topic'), 'allowed'],
  ['16b', 'four characters', fiveCharacters, ask('Publish', 'topic/some/abcd/topic'), 'implicit-deny'],
  [
    '17',
    'a common name with `+`',
    ownCommonName,
    ask('Publish', 'topic/a+b', { certificate: certificateOf('a+b') }),
    'implicit-deny',
  ],
]

describe('documented cases', () => {
  it.each(cases)('case %s: %s', (_number, _title, document, request, effect) => {
    expect(evaluatePolicies([document], request).effect).toBe(effect)
  })
})
