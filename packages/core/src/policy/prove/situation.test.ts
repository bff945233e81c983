import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import { allow, deny, ifAttached, policy, prefix, thingName } from '../fixtures/policy-fixture.js'
import type { PolicyStatement } from '../policy-document.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'
import { isClientId } from './situation.js'

it.each<[title: string, text: string, isOne: boolean]>([
  ['nothing', '', false],
  ['a letter', 'a', true],
  ['128 characters', 'a'.repeat(128), true],
  ['129 characters', 'a'.repeat(129), false],
  ["one of AWS's own", '$a', false],
  ['a dollar within', 'a$', true],
])('a client id of AWS IoT: %s', (_title, text, isOne) => {
  expect(isClientId(text)).toBe(isOne)
})

const other: PolicyDevice = { clientId: 'pump-2', space: ['q/x'] }
const publish = allow('Publish', ['topic/${iot:ClientId}/x'])
const connecting = (resource: Partial<PolicyStatement>): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'iot:Connect',
  ...resource,
})

describe('a client id that policies leave open', () => {
  it.each<[title: string, connect: PolicyStatement]>([
    ['everything', connecting({ Resource: '*' })],
    ['everything of an account', connecting({ Resource: `${prefix}*` })],
    ['every client', connecting({ Resource: `${prefix}client/*` })],
    ['every client of every region', connecting({ Resource: 'arn:aws:iot:*:123456789012:client/*' })],
    ['one character', connecting({ Resource: `${prefix}client/?` })],
    ['all but some', connecting({ NotResource: `${prefix}client/pump-2` })],
    ['itself', connecting({ Resource: `${prefix}client/\${iot:ClientId}` })],
    ['itself behind a text', connecting({ Resource: [`${prefix}client/z`, `${prefix}client/\${iot:ClientId}`] })],
  ])('reaches what is named after it: %s', (_title, connect) => {
    const isolation = isolates([policy(connect, publish)], {}, other)
    const examples = isolation.verdict === 'reaches' ? isolation.counterexamples : []
    expect(examples).toContainEqual(expect.objectContaining({ action: 'iot:Publish', path: 'q/x', clientId: 'q' }))
  })

  it.each<[title: string, connect: PolicyStatement]>([
    ['another text in front', allow('Connect', ['client/z-*'])],
    ['two characters', allow('Connect', ['client/z?'])],
    ['what is no client', allow('Connect', ['client/z', 'topic/*', 'thing/*'])],
    ["AWS's own", allow('Connect', ['client/$*'])],
  ])('does not reach what is named otherwise: %s', (_title, connect) => {
    expect(isolates([policy(connect, publish)], {}, other)).toEqual({ verdict: 'isolated' })
  })

  it('is not made wider by what is known of the device', () => {
    const connect = allow('Connect', ['client/${iot:Certificate.Subject.CommonName}-*'])
    const from = { certificate: readCertificate(certificateFixture({ subject: { CN: 'a' } }).pem) }
    expect(isolates([policy(connect, publish)], from, { clientId: 'b-1', space: ['b-1/x'] })).toEqual({
      verdict: 'isolated',
    })
    expect(isolates([policy(connect, publish)], from, { clientId: 'a-1', space: ['a-2/x'] })).toMatchObject({
      verdict: 'reaches',
      counterexamples: [{ clientId: 'a-1' }, { clientId: 'a-2' }],
    })
  })

  it.each<[title: string, from: PolicyDevice, named: PolicyStatement]>([
    ['its thing, where that is looked for by it', {}, allow('Publish', [`topic/${thingName}/x`])],
    ['itself, where the thing is not', { thing: { name: 't', exclusive: true } }, publish],
  ])('is known as far as policies say: %s', (_title, from, named) => {
    const connect = allow('Connect', ['client/z-?'])
    const to = { clientId: 'pump-2', space: ['q-1/x'] }
    expect(isolates([policy(connect, named)], from, to)).toEqual({ verdict: 'isolated' })
    expect(isolates([policy(connect, named)], from, { ...to, space: ['z-1/x'] }).verdict).not.toBe('isolated')
  })

  it('is none of those that the device is known by, where it has no thing', () => {
    const connect = allow('Connect', ['client/a-*'])
    const named = allow('Publish', ['topic/state/${iot:ClientId}'])
    const to = { clientId: 'b', space: ['state/b'] }
    expect(isolates([policy(connect, named)], { clientId: 'a-1' }, to)).toEqual({ verdict: 'isolated' })
  })

  it.each<[title: string, more: PolicyStatement[]]>([
    ['a Deny', [allow('Publish', ['topic/z-?/x']), deny('Publish', ['topic/${iot:ClientId}/*'])]],
    ['an exception', [{ Effect: 'Allow', Action: 'iot:Publish', NotResource: `${prefix}topic/\${iot:ClientId}/*` }]],
  ])('keeps a device from nothing but its own by %s', (_title, more) => {
    const overHttps = deny('Publish', ['*'], { Null: { 'iot:ClientId': 'true' } })
    const document = policy(allow('Connect', ['client/z-?']), ...more, overHttps)
    const isolation = isolates([document], {}, { clientId: 'pump-2', space: ['z-1/x'] })
    const reasons = isolation.verdict === 'unknown' ? isolation.reasons : []
    expect(reasons).toContain('`iot:Publish` may reach `z-1/x`, which depends on `iot:ClientId`')
  })
})

describe('a thing', () => {
  const connect = allow('Connect', [`client/${thingName}`], ifAttached)

  it('that both are attached to is that of each', () => {
    const document = policy(connect, allow('Publish', [`topic/${thingName}/x`]))
    const [from, to] = ['a', 'b'].map((clientId) => ({ clientId, thing: { name: 't' }, space: ['t/x'] }))
    expect(from && to && isolates([document], from, to)).toMatchObject({
      verdict: 'reaches',
      counterexamples: [{ clientId: 't', path: 't/x' }],
    })
  })

  it('of another does not bring its groups to a device that has none', () => {
    const hears = policy(allow('Receive', ['topic/state/b']), allow('Subscribe', ['topicfilter/state/b']))
    const group = { name: 'group', document: hears, attachedTo: 'thing-group' as const }
    const to = { thing: { name: 'b' }, space: ['state/b'] }
    const from = { clientId: 'a', policies: [policy(allow('Connect', ['client/a'])), group] }
    expect(isolates([], from, to)).toEqual({ verdict: 'isolated' })
  })
})

describe('what is certain', () => {
  const byAddress: PolicyStatement['Condition'] = { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }
  const to: PolicyDevice = { clientId: 'pump-2', space: ['state/#'] }
  const reasonsOf = (...statements: PolicyStatement[]): unknown => {
    const isolation = isolates([policy(...statements)], { clientId: 'pump-1' }, to)
    return isolation.verdict === 'unknown' ? isolation.reasons : isolation.verdict
  }
  const connect = allow('Connect', ['client/pump-1'])

  it.each<[title: string, uncertain: PolicyStatement]>([
    ['a variable', allow('Publish', ['topic/${aws:username}/*'])],
    ['a condition', allow('Publish', ['topic/state/*'], byAddress)],
  ])('is found beside what is uncertain, because of %s', (_title, uncertain) => {
    const isolation = isolates(
      [policy(connect, uncertain, allow('Publish', ['topic/state/engine/oil']))],
      { clientId: 'pump-1' },
      to,
    )
    expect(isolation).toMatchObject({ verdict: 'reaches', counterexamples: [{ path: 'state/engine/oil' }] })
  })

  it('is nothing under a client id that may not connect for certain', () => {
    const hears = [allow('Receive', ['topic/state/*']), allow('Subscribe', ['topicfilter/state/*'])]
    expect(reasonsOf(allow('Connect', ['client/pump-1'], byAddress), ...hears)).toEqual([
      '`iot:Receive` may reach `state/x`',
    ])
    expect(reasonsOf(allow('Connect', ['client/z-?'], byAddress), ...hears)).toEqual([
      '`iot:Receive` may reach `state/x`, which depends on `iot:ClientId`',
    ])
  })

  it('is told with all that it depends on', () => {
    expect(reasonsOf(connect, allow('Publish', ['topic/state/${aws:username}/${aws:userid}']))).toEqual([
      '`iot:Publish` may reach `state//x`, which depends on `aws:username`, `aws:userid`',
    ])
    expect(reasonsOf(allow('Connect', ['client/pump-*'], byAddress))).toEqual([
      '`iot:Connect` may reach `pump-2`, which depends on `aws:SourceIp`',
    ])
  })

  it('is a connection by the very client id that is reached', () => {
    const own = { ...to, policies: [policy(allow('Connect', ['client/tool-?']))] }
    const from = policy(allow('Connect', ['client/tool-*'], byAddress), allow('Connect', ['client/?']))
    expect(isolates([], { clientId: 'pump-1', policies: [from] }, own)).toEqual({
      verdict: 'unknown',
      reasons: [expect.stringContaining('`iot:Connect` may reach `tool-x`')],
    })
  })

  it.each([
    [256, 'reaches'],
    [257, 'unknown'],
  ])('has no topic of more than 256 characters: %d, %s', (length, verdict) => {
    const long = allow('Publish', [`topic/\${iot:ClientId}/${'x'.repeat(length - 'c-7/'.length)}`])
    const isolation = isolates(
      [policy(allow('Connect', ['client/c-?']), long)],
      {},
      { clientId: 'b', space: ['c-7/#'] },
    )
    expect(isolation.verdict).toBe(verdict)
  })
})
