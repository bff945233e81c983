import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'

const arn = 'arn:aws:iot:eu-central-1:123456789012:'
type More = Partial<PolicyStatement>
const statement = (actions: string, paths: string | string[], more: More = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: actions.split(' ').map((action) => `iot:${action}`),
  Resource: [paths].flat().map((path) => `${arn}${path}`),
  ...more,
})
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const deny = { Effect: 'Deny' } as const
const ifAttached = { Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } } }
const name = '${iot:Connection.Thing.ThingName}'
const connect = statement('Connect', `client/${name}`, ifAttached)
const ownTopics = [
  statement('Publish RetainPublish Receive', `topic/device/${name}/*`),
  statement('Subscribe', `topicfilter/device/${name}/*`),
]
const ownShadow = [
  statement('Publish Receive', [`topic/$aws/things/${name}/shadow/*`, `topic/$aws/things/${name}/jobs/*`]),
  statement('Subscribe', [`topicfilter/$aws/things/${name}/shadow/*`, `topicfilter/$aws/things/${name}/jobs/*`]),
]

const a: PolicyDevice = { thing: { name: 'sensor-a' } }
const b: PolicyDevice = { thing: { name: 'sensor-b' } }
/** Verdict, and what reaches, as `action path`. */
const outcome = (policies: PolicyDocument[], from = a, to = b): string[] => {
  const isolation = isolates(policies, from, to)
  return isolation.verdict === 'reaches'
    ? isolation.counterexamples.map(({ action, path }) => `${action.replace('iot:', '')} ${path}`)
    : [isolation.verdict]
}

describe('isolates proves', () => {
  it.each<[title: string, policies: PolicyDocument[]]>([
    ['no rights at all', [policy(statement('Connect', 'client/nobody'))]],
    ['own topics, own shadow and own jobs', [policy(connect, ...ownTopics, ...ownShadow)]],
    [
      'a topic for all',
      [
        policy(
          connect,
          ...ownTopics,
          statement('Publish Receive', 'topic/news'),
          statement('Subscribe', 'topicfilter/#'),
        ),
      ],
    ],
    [
      'wildcards of topics between a device and AWS',
      [
        policy(
          connect,
          statement('Publish', 'topic/$aws/rules/*'),
          statement('Publish Receive', ['topic/$aws/certificates/create*']),
          statement('Publish Receive', ['topic/$aws/provisioning-templates/t/provision/*']),
          statement('Subscribe', 'topicfilter/$aws/*'),
        ),
      ],
    ],
    [
      'a subscription that nothing is received from',
      [policy(connect, ...ownTopics, statement('Subscribe', 'topicfilter/*'))],
    ],
    [
      'everything but what is denied',
      [
        policy(
          connect,
          ...ownTopics,
          statement('Publish', 'topic/*'),
          statement('Publish', 'topic/$aws/*', deny),
          { ...deny, Action: 'iot:Publish', NotResource: [`${arn}topic/device/${name}/*`, `${arn}topic/news`] },
          statement('Publish', 'topic/device/*', { ...deny, Condition: { Null: { 'iot:ClientId': 'true' } } }),
        ),
      ],
    ],
    [
      'an open Connect that is denied to others',
      [
        policy(statement('Connect', 'client/*'), {
          ...deny,
          Action: 'iot:Connect',
          NotResource: `${arn}client/sensor-a`,
        }),
      ],
    ],
  ])('%s', (_title, policies) => {
    expect(isolates(policies, a, b)).toEqual({ verdict: 'isolated' })
  })

  it('devices with policies of their own', () => {
    const own = (serial: string): PolicyDevice => ({
      clientId: serial,
      policies: [policy(statement('Connect', `client/${serial}`), statement('Publish', `topic/device/${serial}/*`))],
    })
    expect(isolates([], own('1'), own('2'))).toEqual({ verdict: 'isolated' })
  })

  it('devices that are told apart by their certificates', () => {
    const commonName = '${iot:Certificate.Subject.CommonName}'
    const shared = policy(
      statement('Connect', `client/${commonName}`),
      statement('Publish Receive', `topic/\${iot:CertificateId}/${commonName}`),
      statement('Subscribe', 'topicfilter/${iot:ClientId}/#'),
    )
    const device = (CN: string): PolicyDevice => ({
      clientId: CN,
      certificate: readCertificate(certificateFixture({ subject: { CN } }).pem),
    })
    expect(isolates([shared], device('a'), device('b'))).toEqual({ verdict: 'isolated' })
    expect(isolates([shared], { clientId: 'a' }, device('b')).verdict).toBe('unknown')
    expect(isolates([shared], device('a'), { clientId: 'b' })).toMatchObject({
      reasons: expect.arrayContaining([expect.stringContaining('the space of the other device depends on')]),
    })
  })

  it('a certificate that is attached exclusively, whatever it connects as', () => {
    const open = policy(statement('Connect', 'client/*-client'), ...ownTopics)
    const exclusive = { clientId: 'my-client', thing: { name: 'sensor-a', exclusive: true } }
    expect(isolates([open], exclusive, b)).toEqual({ verdict: 'isolated' })
  })
})

describe('isolates shows', () => {
  it.each<[title: string, statements: PolicyStatement[], reached: string[]]>([
    ['connecting as the other', [statement('Connect', 'client/*')], ['Connect sensor-b']],
    [
      'connecting as the other, where the thing need not be attached',
      [statement('Connect', `client/${name}`), ...ownTopics],
      ['Connect sensor-b', 'Publish device/sensor-b/x', 'RetainPublish device/sensor-b/x', 'Receive device/sensor-b/x'],
    ],
    [
      'a client id that anybody can choose',
      [statement('Connect', 'client/*'), statement('Publish', 'topic/${iot:ClientId}/up')],
      ['Connect sensor-b', 'Publish sensor-b/up'],
    ],
    [
      'a prefix that is too short',
      [connect, ...ownTopics, statement('Publish', 'topic/device/sensor-*')],
      ['Publish device/sensor-b'],
    ],
    [
      'a filter around a Deny that MQTT wildcards walk around',
      [
        connect,
        ...ownTopics,
        statement('Receive', 'topic/device/*'),
        statement('Subscribe', 'topicfilter/device/*'),
        statement('Subscribe', 'topicfilter/device/sensor-b*', deny),
      ],
      ['Receive device/sensor-b'],
    ],
    [
      'the shadow, over MQTT and HTTPS',
      [connect, statement('Publish UpdateThingShadow', ['topic/$aws/things/*/shadow/update', 'thing/*'])],
      [
        'Publish $aws/things/sensor-b/shadow/update',
        'Publish $aws/things/sensor-b/jobs/shadow/update',
        'UpdateThingShadow sensor-b',
      ],
    ],
    [
      'jobs',
      [connect, statement('Publish', 'topic/$aws/things/+/jobs/*'), statement('Publish', 'topic/*/jobs/start-next')],
      ['Publish $aws/things/sensor-b/jobs/start-next'],
    ],
    [
      'commands and events of the other thing and its connection',
      [connect, statement('Publish', 'topic/$aws/commands/*'), statement('Publish', 'topic/$aws/events/*')],
      ['Publish $aws/events/thing/sensor-b'],
    ],
    [
      'commands alone',
      [connect, statement('Publish', 'topic/$aws/commands/*')],
      ['Publish $aws/commands/things/sensor-b'],
    ],
    [
      'when the other is connected',
      [
        connect,
        statement('Subscribe', 'topicfilter/$aws/events/presence/+/*'),
        statement('Receive', 'topic/$aws/events/presence/connected/*'),
      ],
      ['Receive $aws/events/presence/connected/sensor-b'],
    ],
    [
      'the Greengrass cores of the other',
      [connect, { ...statement('x', 'thing/*'), Action: 'greengrass:Discover' }],
      ['greengrass:Discover sensor-b'],
    ],
    [
      'a Deny that only MQTT connections meet',
      [
        statement('Publish', 'topic/device/*'),
        statement('Publish Receive', `topic/device/${name}/x`),
        statement('Publish', 'topic/device/*', { ...deny, Condition: { Null: { 'iot:ClientId': 'false' } } }),
      ],
      ['Publish device/sensor-b/x'],
    ],
  ])('%s', (_title, statements, reached) => {
    expect(outcome([policy(...statements)])).toEqual(reached)
  })

  it('the filter, the client id and the statement', () => {
    const careless = policy(
      statement('Connect', 'client/c-*'),
      statement('Subscribe', 'topicfilter/x/${iot:ClientId}/+'),
      statement('Receive', 'topic/*'),
    )
    const other: PolicyDevice = { clientId: 'd', space: ['x/c-7/only'] }
    expect(isolates([{ name: 'careless', document: careless }], { clientId: 'c-1' }, other)).toEqual({
      verdict: 'reaches',
      counterexamples: [
        {
          action: 'iot:Receive',
          resource: `${arn}topic/x/c-7/only`,
          path: 'x/c-7/only',
          filter: 'x/c-7/+',
          clientId: 'c-7',
          statement: { policy: 'careless', index: 2 },
        },
      ],
    })
  })

  it('a wildcard that came in as a client id', () => {
    const careless = policy(
      statement('Connect', 'client/?'),
      statement('Subscribe', 'topicfilter/my/${iot:ClientId}/topic'),
      statement('Receive', 'topic/my/*/topic'),
    )
    const other: PolicyDevice = { thing: { name: 'sensor-b' }, space: ['my/sensor-b/topic'] }
    expect(isolates([careless], { clientId: 'a' }, other)).toMatchObject({
      verdict: 'reaches',
      counterexamples: [{ filter: 'my/+/topic', clientId: '+', path: 'my/sensor-b/topic' }],
    })
  })

  it('policies of one device that were rendered for another', () => {
    const own = policy(statement('Connect', 'client/sensor-b'), statement('Publish', 'topic/device/sensor-b/*'))
    expect(outcome([], { ...a, policies: [own] }, { ...b, policies: [own] })).toEqual([
      'Connect sensor-b',
      'Publish device/sensor-b/x',
    ])
  })
})

describe('isolates does not know', () => {
  const byAddress = { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }
  const reasonsOf = (policies: PolicyDocument[], from = a, to = b): unknown => {
    const isolation = isolates(policies, from, to)
    return isolation.verdict === 'unknown' ? isolation.reasons : isolation.verdict
  }

  const nobodys = (action: string, text: string, topics = text.slice('topic/'.length)): string =>
    `both devices have \`${action}\` on \`${text}\`, which is nobody's own: ` +
    `say with \`space\` which of it is the other's, or list \`${topics}\` in \`shared\``

  describe('whose a wildcard is that both may use', () => {
    const receive = (paths: string[]): PolicyStatement[] => [
      statement('Receive', paths),
      statement('Subscribe', 'topicfilter/*'),
    ]
    it.each<[title: string, statements: PolicyStatement[], reasons: string[]]>([
      ['to publish', [statement('Publish', 'topic/device/*')], [nobodys('iot:Publish', 'topic/device/*')]],
      ['one character', [statement('Publish', 'topic/line/?')], [nobodys('iot:Publish', 'topic/line/?')]],
      ['to receive', receive(['topic/device/*']), [nobodys('iot:Receive', 'topic/device/*')]],
      [
        'several',
        [statement('Publish', ['topic/x/*', 'topic/y/*'])],
        [nobodys('iot:Publish', 'topic/x/*'), nobodys('iot:Publish', 'topic/y/*')],
      ],
      [
        'retained messages over HTTPS',
        [statement('GetRetainedMessage', 'topic/state/*')],
        [nobodys('iot:GetRetainedMessage', 'topic/state/*')],
      ],
      [
        'a variable with one value for both',
        [statement('Publish', 'topic/${iot:Connection.Thing.ThingTypeName}/*')],
        [nobodys('iot:Publish', 'topic/pump/*')],
      ],
      [
        'all but some',
        [{ Effect: 'Allow', Action: 'iot:Publish', NotResource: [`${arn}topic/$aws/*`] }],
        [nobodys('iot:Publish', '*', '*')],
      ],
    ])('%s', (_title, statements, reasons) => {
      const typed = (device: PolicyDevice, name: string): PolicyDevice => ({
        ...device,
        thing: { name, typeName: 'pump' },
      })
      const policies = [policy(connect, ...statements)]
      expect(reasonsOf(policies, typed(a, 'sensor-a'), typed(b, 'sensor-b'))).toEqual(reasons)
    })

    it('in whatever words it is everything', () => {
      const connects = (clientId: string): PolicyStatement => statement('Connect', `client/${clientId}`)
      const device = (clientId: string, more: PolicyStatement): PolicyDevice => ({
        clientId,
        policies: [policy(connects(clientId), more)],
      })
      const butReserved: PolicyStatement = { Effect: 'Allow', Action: 'iot:Publish', NotResource: `${arn}topic/$aws/*` }
      const everyTopic = statement('Publish', 'topic/*')
      const reasons = [nobodys('iot:Publish', '*', '*')]
      expect(reasonsOf([], device('a', butReserved), device('b', everyTopic))).toEqual(reasons)
    })

    it('not where a thing has no such value', () => {
      const byType = policy(connect, statement('Publish', 'topic/${iot:Connection.Thing.ThingTypeName}/*'))
      expect(isolates([byType], a, b)).toEqual({ verdict: 'isolated' })
    })

    const news = policy(connect, ...ownTopics, statement('Publish', ['topic/news/*', 'topic/alarms/*']))
    it.each<[shared: string[], verdict: unknown]>([
      [['news/*', 'alarms/#'], 'isolated'],
      [['#'], 'isolated'],
      [['news/+', 'alarms/#'], [nobodys('iot:Publish', 'topic/news/*')]],
      [['topic/news/*', 'alarms/*'], [nobodys('iot:Publish', 'topic/news/*')]],
    ])('but for what is listed: %j', (shared, verdict) => {
      const isolation = isolates([news], a, b, { shared })
      expect(isolation.verdict === 'unknown' ? isolation.reasons : isolation.verdict).toEqual(verdict)
    })

    it("unless `space` says which of it is the other's, and then it is judged", () => {
      const device = (space: string[]): PolicyDevice => ({ ...b, space })
      const open = policy(connect, statement('Publish', 'topic/device/*'))
      expect(isolates([open], a, device(['device/sensor-b/#'])).verdict).toBe('reaches')
      const closed = policy(...open.Statement, statement('Publish', 'topic/device/sensor-b*', deny))
      expect(isolates([closed], a, device(['device/sensor-b/#'])).verdict).toBe('isolated')
      expect(isolates([closed], a, device(['elsewhere/#'])).verdict).toBe('unknown')
    })

    it("and what is listed as shared is still the other's where it is its own", () => {
      const open = policy(connect, ...ownTopics, statement('Publish', 'topic/device/*'))
      expect(isolates([open], a, b, { shared: ['#'] }).verdict).toBe('reaches')
    })

    it("where only one of them may use it, it is that one's", () => {
      const mine = (device: PolicyDevice): PolicyDevice => ({
        ...device,
        policies: [policy(statement('Publish', 'topic/line/*'))],
      })
      expect(isolates([policy(connect)], mine(a), b)).toEqual({ verdict: 'isolated' })
      expect(isolates([policy(connect)], a, mine(b))).toEqual({ verdict: 'isolated' })
    })
  })

  it.each<[actions: string, resource: string, reason: string]>([
    ['UpdateConnectivityInfo', '*', '`greengrass:UpdateConnectivityInfo` may reach `sensor-b`'],
    ['*Info', 'arn:aws:iot:eu-central-1:123456789012:thing/*', '`greengrass:GetConnectivityInfo` may reach `sensor-b`'],
    [
      'UpdateConnectivityInfo',
      'arn:aws:greengrass:eu-central-1:123456789012:/greengrass/things/*/connectivityInfo',
      '`greengrass:UpdateConnectivityInfo` may reach `greengrass/things/sensor-b/connectivityInfo`',
    ],
    [
      'Discover',
      'arn:aws:greengrass:eu-central-1:123456789012:/greengrass/discover/thing/*',
      '`greengrass:Discover` may reach `greengrass/discover/thing/sensor-b`',
    ],
  ])('on which resource AWS checks greengrass:%s, here %s', (action, Resource, reason) => {
    const grant = policy(connect, { Effect: 'Allow', Action: `greengrass:${action}`, Resource })
    expect(reasonsOf([grant])).toContainEqual(expect.stringContaining(reason))
    const denied = policy(connect, ...grant.Statement, { Effect: 'Deny', Action: 'greengrass:*', Resource: '*' })
    expect(reasonsOf([denied])).toBe('isolated')
    const own = 'arn:aws:greengrass:eu-central-1:123456789012:/greengrass/things/sensor-a/connectivityInfo'
    expect(reasonsOf([policy(connect, { Effect: 'Allow', Action: `greengrass:${action}`, Resource: own })])).toBe(
      'isolated',
    )
  })

  it('what a condition comes to that the device does not say', () => {
    const conditional = policy(connect, ...ownTopics, statement('Publish', 'topic/device/*', byAddress))
    expect(reasonsOf([conditional])).toEqual([
      '`iot:Publish` may reach `device/sensor-b`, which depends on `aws:SourceIp`',
      nobodys('iot:Publish', 'topic/device/*'),
    ])
    expect(reasonsOf([conditional], { ...a, sourceIp: '192.0.2.1' })).toBe('isolated')
    expect(reasonsOf([conditional], { ...a, sourceIp: '10.0.2.1' })).toBe('reaches')
  })

  it('whether a Deny helps that depends on one', () => {
    const open = statement('Publish', 'topic/device/*')
    const denied = statement('Publish', 'topic/device/sensor-b*', { ...deny, ...byAddress })
    expect(reasonsOf([policy(connect, ...ownTopics, open, denied)])).toEqual([
      '`iot:Publish` may reach `device/sensor-b`, which depends on `aws:SourceIp`',
      nobodys('iot:Publish', 'topic/device/*'),
    ])
  })

  it('a variable that AWS does not document', () => {
    expect(reasonsOf([policy(connect, ...ownTopics, statement('Publish', 'topic/${aws:username}/*'))])).toContainEqual(
      expect.stringContaining('which depends on `aws:username`'),
    )
  })

  it('what AWS makes of a client id that is a wildcard itself', () => {
    const careless = policy(statement('Connect', 'client/?'), statement('Publish', 'topic/${iot:ClientId}/x'))
    expect(reasonsOf([careless], { clientId: 'a' }, { clientId: 'sensor-b', space: ['sensor-b/#'] })).toEqual([
      '`iot:Publish` may reach `sensor-b/x`, which depends on `iot:ClientId`',
      '`iot:Publish` may reach `$aws/commands/clients/sensor-b/x`, which depends on `iot:ClientId`',
    ])
  })

  describe('what AWS does not document', () => {
    const commonName = '${iot:Certificate.Subject.CommonName}'
    const withSubject = (device: PolicyDevice, subject: Record<string, string>): PolicyDevice => ({
      ...device,
      certificate: readCertificate(certificateFixture({ subject }).pem),
    })
    const other = { ...b, space: ['device/sensor-b/#'] }

    it.each<[title: string, subject: Record<string, string>, topic: string, verdict: string]>([
      ['a variable that is absent, beside a wildcard', { O: 'Acme' }, `topic/device/*${commonName}`, 'unknown'],
      ['a variable that is absent, in a text', { O: 'Acme' }, `topic/device/${commonName}`, 'isolated'],
      ['a value with a comma', { CN: 'a, b' }, `topic/device/${commonName}/x`, 'unknown'],
      ['a value without one', { CN: 'a' }, `topic/device/${commonName}/x`, 'isolated'],
    ])('%s', (_title, subject, topic, verdict) => {
      const policies = [policy(connect, statement('Publish', topic))]
      expect(isolates(policies, withSubject(a, subject), other).verdict).toBe(verdict)
    })

    it('what the other has where its variable is absent, beside a wildcard', () => {
      const policies = [policy(connect, statement('Publish', `topic/device/${commonName}/*`))]
      expect(reasonsOf(policies, withSubject(a, { CN: 'a' }), withSubject(b, { O: 'Acme' }))).toContain(
        'the space of the other device depends on `iot:Certificate.Subject.CommonName`',
      )
    })

    it('the groups of a thing under another client id', () => {
      const own = policy(statement('Connect', ['client/sensor-a', 'client/extra']))
      const group = { name: 'group', document: policy(statement('Publish', 'topic/device/sensor-b/x')) }
      const grouped = (attachedTo: 'thing-group', device = a): unknown =>
        isolates([own], { ...device, policies: [{ ...group, attachedTo }] }, other).verdict
      expect(grouped('thing-group')).toBe('reaches')
      const ifNamedSo = { Condition: { StringEquals: { 'iot:ClientId': 'extra' } } }
      const document = policy(statement('Publish', 'topic/device/sensor-b/x', ifNamedSo))
      const elsewhere = { ...a, policies: [{ name: 'group', document, attachedTo: 'thing-group' as const }] }
      expect(isolates([own], elsewhere, other).verdict).toBe('unknown')
    })

    it('the attributes of the connection at a publish', () => {
      const Condition = { 'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'LastWill' } }
      expect(
        reasonsOf([policy(connect, statement('Publish', 'topic/device/sensor-b/x', { Condition }))], a, other),
      ).toEqual(['`iot:Publish` may reach `device/sensor-b/x`, which depends on `iot:ConnectAttributes`'])
    })
  })

  it('what a policy with a misspelt key is attached to', () => {
    const group = { name: 'group', document: policy(connect), ...{ attachedto: 'thing-group' } }
    expect(isolates([group], a, b)).toEqual({
      verdict: 'unknown',
      reasons: ['policy `group`: a named policy has no option `attachedto`'],
    })
  })

  it('what a malformed policy says, whose it is', () => {
    const malformed = { verdict: 'unknown', reasons: ['policy `2`: `document` is not JSON'] }
    expect(isolates([policy(connect)], { ...a, policies: ['{'] }, b)).toEqual(malformed)
    expect(isolates([policy(connect)], a, { ...b, policies: ['{'] })).toEqual(malformed)
    expect(isolates(['{'], a, b)).toEqual({ verdict: 'unknown', reasons: ['policy `1`: `document` is not JSON'] })
  })

  it('which account is meant, where policies name several', () => {
    const two = policy(connect, { ...connect, Resource: 'arn:aws:iot:us-east-1:123456789012:client/x' })
    expect(reasonsOf([two])).toEqual(['the policies name several accounts or regions: give `account`'])
    const account = { id: '123456789012', region: 'eu-central-1' }
    expect(isolates([two], { ...a, account }, b)).toEqual({ verdict: 'isolated' })
  })

  it('what there is to reach, where nothing is said of the other', () => {
    expect(reasonsOf([policy(connect)], a, {})).toEqual([
      'the other device has no space: give it a client id, a thing or `space`',
    ])
  })

  it('gives up rather than search for ever', () => {
    const hostile = Array.from({ length: 12 }, (_, index) =>
      statement('Publish', `topic/*a${'?'.repeat(index + 8)}`, index % 2 ? deny : {}),
    )
    expect(reasonsOf([policy(connect, ...hostile)], a, { clientId: 'b', space: ['*/#'] })).not.toBe('isolated')
  })
})

it('refuses a device with a key that there is none of', () => {
  const misspelt: PolicyDevice = { ...a, ...{ clientID: 'a' } }
  expect(() => isolates([], misspelt, b)).toThrow(expect.objectContaining({ code: 'policy-option', field: 'clientID' }))
  const inThing: PolicyDevice = { thing: { name: 'a', ...{ exlusive: true } } }
  expect(() => isolates([], a, inThing)).toThrow(expect.objectContaining({ code: 'policy-option', field: 'exlusive' }))
  expect(() => isolates([], misspelt, b)).toThrow('device has no option')
  expect(() => isolates([], a, misspelt)).toThrow('other has no option')
  expect(() => isolates([], a, inThing)).toThrow('the thing of other has no option')
})

it.each<[options: unknown, field: string, message: string, remedy: string]>([
  [{ sharde: [] }, 'sharde', 'isolates has no option `sharde`', 'did you mean `shared`'],
  [{ shared: 'news/*' }, 'shared', '`shared` takes a list of topic filters', "give for example: ['news/*']"],
  [{ shared: [7] }, 'shared', '`shared` takes a list of topic filters', "give for example: ['news/*']"],
])('refuses the options %j', (options, field, message, remedy) => {
  const act = (): unknown => Reflect.apply(isolates, undefined, [[], a, b, options])
  expect(act).toThrow(expect.objectContaining({ code: 'policy-option', field, message, remedy }))
})

it('answers with a frozen value', () => {
  const isolation = isolates([policy(statement('Connect', 'client/*'))], a, b)
  const parts = isolation.verdict === 'reaches' ? [isolation.counterexamples, ...isolation.counterexamples] : []
  expect([isolation, ...parts].every(Object.isFrozen) && parts.length > 1).toBe(true)
})
