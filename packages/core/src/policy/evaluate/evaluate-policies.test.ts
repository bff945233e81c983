import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { evaluatePolicies } from './evaluate-policies.js'
import type { PolicyRequest } from './policy-request.js'
import { preparePolicies } from './prepare-policies.js'

const allow: PolicyStatement = { Effect: 'Allow', Action: 'iot:Publish', Resource: 'topic/a' }
const deny: PolicyStatement = { ...allow, Effect: 'Deny' }
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const publish = (path: string, context: Partial<PolicyRequest> = {}): PolicyRequest => ({
  action: 'iot:Publish',
  resource: `topic/${path}`,
  ...context,
})

describe('evaluatePolicies', () => {
  it('names the statement that allowed, by policy and position', () => {
    const policies = [{ name: 'own-topics', document: policy({ ...allow, Action: 'iot:Connect' }, allow) }]
    expect(evaluatePolicies(policies, publish('a'))).toEqual({
      effect: 'allowed',
      statement: { policy: 'own-topics', index: 1 },
      unresolved: [],
    })
  })

  it('names the statement that denied, in whichever policy it stands', () => {
    expect(evaluatePolicies([policy(allow), policy(deny)], publish('a'))).toEqual({
      effect: 'explicit-deny',
      statement: { policy: '2', index: 0 },
      unresolved: [],
    })
  })

  it('denies implicitly where nothing allows', () => {
    expect(evaluatePolicies([], publish('a'))).toEqual({ effect: 'implicit-deny', unresolved: [] })
  })

  it.each([
    ['iot:Publish', true],
    ['iot:*', true],
    ['iot:Pub*', true],
    ['iot:publish', true],
    ['*', true],
    ['iot:Publis', false],
    ['iot:RetainPublish', false],
    ['greengrass:*', false],
  ])('the action %s covers iot:Publish: %s', (Action, covers) => {
    const { effect } = evaluatePolicies([policy({ ...allow, Action })], publish('a'))
    expect(effect).toBe(covers ? 'allowed' : 'implicit-deny')
  })

  it.each([
    ['iot:publish', 'topic/a'],
    ['IOT:PUBLISH', 'topic/a'],
    ['iot:Publish', 'topic/a'.padEnd(4096, 'a')],
  ])('%s may be asked of %s', (action, resource) => {
    const document = policy({ ...allow, Resource: '${iot:ClientId}' })
    expect(evaluatePolicies([document], { action, resource, clientId: resource }).effect).toBe('allowed')
  })

  it('answers with a frozen value, and prepared policies answer the same', () => {
    const policies = [policy(allow, { ...deny, Resource: 'topic/${iot:ClientId}' })]
    const answer = evaluatePolicies(policies, publish('a'))
    expect(evaluatePolicies(preparePolicies(policies), publish('a'))).toEqual(answer)
    expect(Object.isFrozen(answer) && Object.isFrozen(answer.unresolved)).toBe(true)
  })
})

describe('what is not known', () => {
  const unknowns: [title: string, part: Partial<PolicyStatement>, name: string][] = [
    [
      'a variable in a resource',
      { Resource: 'topic/${iot:Certificate.Subject.SubjectAlternativeName}' },
      'iot:Certificate.Subject.SubjectAlternativeName',
    ],
    ['a variable that is never closed', { Resource: 'topic/${iot:ClientId' }, '${iot:ClientId'],
    ['an operator', { Condition: { IpAddress: { 'iot:ClientId': '10.0.0.0/8' } } }, 'IpAddress'],
    ['a condition key', { Condition: { StringEquals: { 'aws:SourceIp': '10.0.0.1' } } }, 'aws:SourceIp'],
    [
      'several values without a quantifier',
      { Condition: { StringEquals: { 'iot:ConnectAttributes': 'LastWill' } } },
      'iot:ConnectAttributes',
    ],
    [
      'a variable in a condition value',
      { Condition: { StringEquals: { 'iot:ClientId': '${aws:username}' } } },
      'aws:username',
    ],
  ]

  it.each(unknowns)('%s does not allow', (_, part, name) => {
    const answer = evaluatePolicies([policy({ ...allow, ...part })], publish('a', { clientId: 'a' }))
    expect(answer).toEqual({ effect: 'implicit-deny', unresolved: [name] })
  })

  it.each(unknowns)('%s denies', (_, part, name) => {
    const answer = evaluatePolicies([policy(allow, { ...deny, ...part })], publish('a', { clientId: 'a' }))
    expect(answer).toMatchObject({ effect: 'explicit-deny', unresolved: [name] })
  })

  it('is listed only where it could have mattered', () => {
    const elsewhere = policy({ ...allow, Resource: 'client/${iot:Unknown}' })
    expect(evaluatePolicies([elsewhere], publish('a'))).toEqual({ effect: 'implicit-deny', unresolved: [] })
  })

  it.each([
    ['unknown', 'iot:Unknown'],
    ['absent', 'iot:Connection.Thing.ThingName'],
  ])('does not become the word `%s`', (resource, variable) => {
    const document = policy({ ...allow, Resource: `\${${variable}}` })
    expect(evaluatePolicies([document], { action: 'iot:Publish', resource }).effect).toBe('implicit-deny')
  })

  it('outweighs a variable that has no value: the Deny applies', () => {
    for (const Resource of ['topic/${iot:Unknown}${iot:ClientId}', 'topic/${iot:ClientId}${iot:Unknown}']) {
      expect(evaluatePolicies([policy(allow, { ...deny, Resource })], publish('a')).effect).toBe('explicit-deny')
    }
  })

  it('grants nothing through NotResource', () => {
    const Statement = { Effect: 'Allow', Action: 'iot:Publish' } as const
    for (const variable of ['iot:Unknown', 'iot:ClientId']) {
      const answer = evaluatePolicies([policy({ ...Statement, NotResource: `topic/\${${variable}}` })], publish('a'))
      expect(answer).toEqual({ effect: 'implicit-deny', unresolved: [variable] })
    }
  })
})

describe('malformed input is denied with a reason', () => {
  it.each([
    ['text that is not JSON', '{', 'policy `1`: `document` is not JSON'],
    [
      'a repeated key',
      '{"Version":"2012-10-17","Version":"2012-10-17"}',
      'policy `1`: `document` repeats the key `Version`',
    ],
    [
      'another version',
      { ...policy(allow), Version: '2008-10-17' },
      'policy `1`: `Version` does not match ^2012-10-17$',
    ],
    [
      'lists in lists',
      `{"Version":"2012-10-17","Statement":${'['.repeat(30_000)}${']'.repeat(30_000)}}`,
      'policy `1`: `Statement[0]` is not an object',
    ],
    ['null', null, 'policy `1`: `document` is not an object'],
    ['a number', 7, 'policy `1`: `document` is not an object'],
    ['a name that is no text', { name: 7, document: policy(allow) }, 'policy `1`: `name` is not text'],
    [
      'an object that throws',
      {
        get Version(): string {
          throw new Error('not for you')
        },
      },
      'policy `1`: cannot be read',
    ],
  ])('a policy: %s', (_, document, reason) => {
    const policies: unknown = [document, policy(allow)]
    expect(Reflect.apply(evaluatePolicies, undefined, [policies, publish('a')])).toEqual({
      effect: 'implicit-deny',
      unresolved: [],
      reason,
    })
  })

  it.each([
    ['policies: null', null, publish('a'), 'the policies are not a list'],
    ['policies: text', 'policy', publish('a'), 'the policies are not a list'],
    ['request: null', [policy(allow)], null, 'the request cannot be evaluated'],
    ['request: no action', [policy(allow)], { resource: 'topic/a' }, 'the request has no action'],
    ['request: no resource', [policy(allow)], { action: 'iot:Publish' }, 'the request has no resource'],
    [
      'request: a client id that is a number',
      [policy({ ...allow, Resource: 'topic/${iot:ClientId}' })],
      { ...publish('a'), clientId: 0 },
      undefined,
    ],
    ['request: a thing that is text', [policy(allow)], { ...publish('x'), thing: 'a' }, undefined],
    [
      'request: a context value that is undefined',
      [policy({ ...allow, Resource: 'topic/${aws:Undefined}' })],
      { ...publish('x'), context: { 'aws:Undefined': undefined } },
      undefined,
    ],
    [
      'request: an endless resource',
      [policy(allow)],
      publish('a'.repeat(5000)),
      'the resource has more than 4096 characters',
    ],
  ])('%s', (_, policies, request, reason) => {
    const answer: unknown = Reflect.apply(evaluatePolicies, undefined, [policies, request])
    expect(answer).toEqual({
      effect: 'implicit-deny',
      unresolved: expect.any(Array),
      ...(reason === undefined ? {} : { reason }),
    })
  })
})

describe('policies of thing groups', () => {
  const thing = { name: 'a', attached: true, exclusive: false }
  const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
  const nothing = policy({ Effect: 'Deny', Action: '*', Resource: '*' })
  const effectOf = (document: PolicyDocument, request: PolicyRequest) =>
    evaluatePolicies(
      [
        { name: 'own', document: policy(allow) },
        { name: 'group', document, attachedTo: 'thing-group' },
      ],
      request,
    ).effect
  const greengrass = { action: 'greengrass:Discover', resource: 'thing/a', clientId: 'a', thing }

  it.each<[title: string, request: PolicyRequest, granted: string, denied: string]>([
    ['the thing of the connection', publish('b', { clientId: 'a', thing }), 'allowed', 'explicit-deny'],
    [
      'another client id, for which it is not documented',
      publish('b', { clientId: 'c', thing }),
      'implicit-deny',
      'explicit-deny',
    ],
    [
      'a thing of another certificate',
      publish('a', { clientId: 'a', thing: { ...thing, attached: false } }),
      'allowed',
      'explicit-deny',
    ],
    ['no thing', publish('a', { clientId: 'a' }), 'allowed', 'allowed'],
    ['greengrass, which comes over HTTPS', greengrass, 'implicit-deny', 'explicit-deny'],
    ['greengrass without a thing', { ...greengrass, thing: undefined }, 'implicit-deny', 'explicit-deny'],
  ])('%s', (_title, request, granted, denied) => {
    expect(effectOf(everything, request)).toBe(granted)
    expect(effectOf(nothing, request)).toBe(denied)
  })

  it.each(['attachedto', 'Name', 'polciy'])('are malformed with the key `%s`', (key) => {
    const policies = [{ name: 'p', document: everything, [key]: 'thing-group' }]
    expect(evaluatePolicies(policies, publish('a'))).toEqual({
      effect: 'implicit-deny',
      unresolved: [],
      reason: `policy \`p\`: a named policy has no option \`${key}\``,
    })
  })

  it('are malformed where they are attached to something else', () => {
    const policies = [{ name: 'p', document: everything, attachedTo: 'account' }]
    expect(Reflect.apply(evaluatePolicies, undefined, [policies, publish('a')])).toMatchObject({
      effect: 'implicit-deny',
      reason: 'policy `p`: `attachedTo` is neither `certificate` nor `thing-group`',
    })
  })
})

describe('properties', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', '/', '+'), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join(''))
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '/', '*', '?', '${iot:ClientId}'), { minLength: 1, maxLength: 5 })
    .map((parts) => `topic/${parts.join('')}`)
  const statement = fc
    .tuple(fc.constantFrom('Allow', 'Deny'), pattern)
    .map(([Effect, Resource]): PolicyStatement => ({ Effect, Action: 'iot:Publish', Resource }))
  const statements = fc.array(statement, { minLength: 1, maxLength: 4 })
  const effectOf = (list: PolicyStatement[], topic: string) =>
    evaluatePolicies([policy(...list)], publish(topic, { clientId: 'a' })).effect

  it('another Deny never widens', () => {
    fc.assert(
      fc.property(statements, pattern, path, (list, Resource, topic) => {
        fc.pre(effectOf(list, topic) !== 'allowed')
        expect(effectOf([...list, { ...deny, Resource }], topic)).not.toBe('allowed')
      }),
    )
  })

  it('another Allow never narrows', () => {
    fc.assert(
      fc.property(statements, pattern, path, (list, Resource, topic) => {
        fc.pre(effectOf(list, topic) === 'allowed')
        expect(effectOf([...list, { ...allow, Resource }], topic)).toBe('allowed')
      }),
    )
  })

  it('`*` covers what a literal covers', () => {
    fc.assert(
      fc.property(path, path, (literal, topic) => {
        fc.pre(effectOf([{ ...allow, Resource: `topic/${literal}` }], topic) === 'allowed')
        expect(
          effectOf([{ ...allow, Resource: `topic/${literal.slice(1)}`.replace('topic/', 'topic/*') }], topic),
        ).toBe('allowed')
      }),
    )
  })

  it('no value of a request is ever read as a pattern', () => {
    fc.assert(
      fc.property(fc.string(), path, (clientId, topic) => {
        fc.pre(clientId !== topic)
        const own = policy({ ...allow, Resource: 'topic/${iot:ClientId}' })
        expect(evaluatePolicies([own], publish(topic, { clientId })).effect).toBe('implicit-deny')
      }),
    )
  })
})
