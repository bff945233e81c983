import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compilePolicy } from '../compile-policy.js'
import { evaluatePolicies } from '../evaluate/evaluate-policies.js'
import type { PolicyStatement } from '../policy-document.js'
import { PolicyError } from '../policy-error.js'
import { policySize } from '../policy-size.js'
import type { PolicySpec } from '../policy-spec.js'
import { client, topic } from '../resource-arn.js'
import { composePolicy } from './compose-policy.js'

const spec = (name: string, ...Statement: PolicyStatement[]): PolicySpec => ({
  name,
  document: { Version: '2012-10-17', Statement },
})
const allow = (action: string | string[], ...Resource: string[]): PolicyStatement => ({
  Effect: 'Allow',
  Action: action,
  Resource,
})
const attached = { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } }
const errorOf = (act: () => unknown): PolicyError => {
  try {
    act()
  } catch (error) {
    if (error instanceof PolicyError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('composePolicy merges', () => {
  it.each<[string, PolicyStatement[], PolicyStatement[]]>([
    ['equal statements', [allow('iot:Connect', 'c'), allow('iot:Connect', 'c')], [allow('iot:Connect', 'c')]],
    [
      'the resources of equal actions',
      [allow('iot:Publish', 'a'), allow('iot:Publish', 'b', 'a')],
      [allow('iot:Publish', 'a', 'b')],
    ],
    [
      'the actions of equal resources',
      [allow('iot:Publish', 'a', 'b'), allow('iot:Receive', 'b', 'a')],
      [allow(['iot:Publish', 'iot:Receive'], 'a', 'b')],
    ],
    [
      'the same actions in another order',
      [allow(['iot:Publish', 'iot:Receive'], 'a'), allow(['iot:Receive', 'iot:Publish'], 'b')],
      [allow(['iot:Publish', 'iot:Receive'], 'a', 'b')],
    ],
    [
      'what only joined actions make equal',
      [allow('iot:Publish', 'a'), allow('iot:Receive', 'a'), allow(['iot:Publish', 'iot:Receive'], 'b')],
      [allow(['iot:Publish', 'iot:Receive'], 'a', 'b')],
    ],
    [
      'the actions of a long resource that others do not share',
      [allow('iot:Publish', 'a', `topic/${'x'.repeat(99)}`), allow('iot:Receive', 'b', `topic/${'x'.repeat(99)}`)],
      [
        allow('iot:Publish', 'a'),
        allow(['iot:Publish', 'iot:Receive'], `topic/${'x'.repeat(99)}`),
        allow('iot:Receive', 'b'),
      ],
    ],
    [
      'the actions of the same exceptions',
      [
        { Effect: 'Allow', Action: 'iot:Publish', NotResource: 'a' },
        { Effect: 'Allow', Action: 'iot:Receive', NotResource: ['a'] },
      ],
      [{ Effect: 'Allow', Action: ['iot:Publish', 'iot:Receive'], NotResource: 'a' }],
    ],
    [
      'equal exceptions',
      [
        { Effect: 'Allow', Action: 'iot:Publish', NotResource: 'a' },
        { Effect: 'Allow', Action: 'iot:Publish', NotResource: 'a' },
      ],
      [{ Effect: 'Allow', Action: 'iot:Publish', NotResource: 'a' }],
    ],
    [
      'what joined actions make equal, beside what shares a short resource',
      [
        allow('iot:Publish', 'a', 'b'),
        allow('iot:Receive', 'a', 'c'),
        allow('iot:Connect', 'd'),
        allow('iot:DeleteConnection', 'd'),
        allow(['iot:Connect', 'iot:DeleteConnection'], 'e'),
      ],
      [
        allow('iot:Publish', 'a', 'b'),
        allow('iot:Receive', 'a', 'c'),
        allow(['iot:Connect', 'iot:DeleteConnection'], 'd', 'e'),
      ],
    ],
    [
      'nothing by resource where that is no shorter',
      [allow('iot:Publish', 'topic/aaaaa', 'topic/b'), allow('iot:Receive', 'topic/aaaaa')],
      [allow('iot:Publish', 'topic/aaaaa', 'topic/b'), allow('iot:Receive', 'topic/aaaaa')],
    ],
    [
      'statements of the same condition',
      [
        { ...allow('iot:Connect', 'a'), Condition: attached },
        { ...allow('iot:Connect', 'b'), Condition: attached },
      ],
      [{ ...allow('iot:Connect', 'a', 'b'), Condition: attached }],
    ],
    [
      'statements whose identifiers differ',
      [
        { Sid: 'One', ...allow('iot:Publish', 'a') },
        { Sid: 'Two', ...allow('iot:Publish', 'b') },
      ],
      [allow('iot:Publish', 'a', 'b')],
    ],
  ])('%s', (_, statements, merged) => {
    const parts = statements.map((statement, index) => spec(`part-${index}`, statement))
    expect(composePolicy(...parts).document).toEqual({
      Version: '2012-10-17',
      Statement: merged.map(({ Resource, ...rest }) =>
        Resource === undefined ? rest : { ...rest, Resource: Resource.length === 1 ? Resource[0] : Resource },
      ),
    })
  })
})

describe('composePolicy keeps apart', () => {
  it.each<[string, PolicyStatement, PolicyStatement]>([
    ['what differs in actions and resources', allow('iot:Publish', 'a'), allow('iot:Receive', 'b')],
    [
      'what is denied from what is allowed',
      allow('iot:Publish', 'a'),
      { ...allow('iot:Publish', 'b'), Effect: 'Deny' },
    ],
    [
      'what is conditional from what is not',
      allow('iot:Connect', 'a'),
      { ...allow('iot:Connect', 'b'), Condition: attached },
    ],
    [
      'different exceptions, which together would except nothing',
      { Effect: 'Allow', Action: 'iot:Publish', NotResource: 'a' },
      { Effect: 'Allow', Action: 'iot:Publish', NotResource: 'b' },
    ],
    [
      'resources from exceptions',
      { Effect: 'Allow', Action: 'iot:Publish', Resource: 'a' },
      { Effect: 'Allow', Action: 'iot:Publish', NotResource: 'a' },
    ],
  ])('%s', (_, one, other) => {
    expect(composePolicy(spec('a', one), spec('b', other)).document.Statement).toHaveLength(2)
  })
})

describe('the composed policy', () => {
  const state = spec('state', allow('iot:Publish', topic('state')))
  const alarms = spec('alarms', allow('iot:Publish', topic('alarms')))

  it('is named by its parts, each once, or by the option', () => {
    expect(composePolicy(state, alarms, state).name).toBe('state+alarms')
    expect(composePolicy(state, alarms, { name: 'sensor' }).name).toBe('sensor')
  })

  it('reads parts that are JSON text', () => {
    const text = { name: 'text', document: JSON.stringify(alarms.document) }
    expect(composePolicy(state, text).document).toEqual(composePolicy(state, alarms).document)
  })

  it('is shared where its parts are, and of one device where one part is', () => {
    const own = spec(
      'own-<%= certificate.id %>',
      allow('iot:Connect', client('<%= certificate.attributes.subject.CN %>')),
    )
    expect(compilePolicy(composePolicy(state, alarms)).scope).toBe('shared')
    expect(compilePolicy(composePolicy(state, own)).scope).toBe('device')
    expect(errorOf(() => compilePolicy(composePolicy(state, own, { name: 'fleet' }))).code).toBe('policy-name-shared')
  })

  it('is frozen all the way down, and leaves its parts as they are', () => {
    const before = JSON.stringify([state, alarms])
    const { document, ...rest } = Object.freeze(composePolicy(state, alarms))
    const [statement] = document.Statement
    expect(rest).toEqual({ name: 'state+alarms' })
    expect([document, document.Statement, statement, statement?.Resource].every(Object.isFrozen)).toBe(true)
    expect(JSON.stringify([state, alarms])).toBe(before)
  })
})

describe('composePolicy refuses', () => {
  const part = spec('a', allow('iot:Publish', 'a'))

  it.each<[string, string, string | undefined, () => unknown]>([
    ['nothing', 'policy-option', undefined, () => composePolicy()],
    ['options without a part', 'policy-option', undefined, () => composePolicy({ name: 'a' })],
    // @ts-expect-error an option that does not exist
    ['an option that does not exist', 'policy-option', 'nmae', () => composePolicy(part, { nmae: 'a' })],
    // @ts-expect-error a name that is no text
    ['a name that is no text', 'policy-option', 'name', () => composePolicy(part, { name: 7 })],
    // @ts-expect-error a region that is no text
    ['a region that is no text', 'policy-option', 'region', () => composePolicy(part, { region: 7 })],
    // @ts-expect-error options before a part
    ['options before a part', 'policy-option', 'region', () => composePolicy({ region: 'eu-west-1' }, part)],
    // @ts-expect-error a part with something else
    ['a part with something else', 'policy-option', 'effect', () => composePolicy({ ...part, effect: 'Deny' })],
    // @ts-expect-error a part without a name
    ['a part without a name', 'policy-option', 'name', () => composePolicy({ document: part.document })],
    // @ts-expect-error a part that is none
    ['a part that is none', 'policy-option', 'options', () => composePolicy(null)],
    ['a document that is none', 'policy-malformed', 'document', () => composePolicy({ name: 'a', document: '{' })],
    [
      'a tag where only the author may write',
      'policy-tag-misplaced',
      'Statement[0].Action',
      () => composePolicy(spec('a', allow('<%= certificate.id %>', 'a'))),
    ],
  ])('%s', (_, code, field, act) => {
    expect(errorOf(act)).toMatchObject({ code, field })
  })

  it.each<[message: string, act: () => unknown]>([
    ['composePolicy takes one policy or more', () => composePolicy()],
    // @ts-expect-error an option that does not exist
    ['composePolicy has no option `nmae`', () => composePolicy(part, { nmae: 'a' })],
    // @ts-expect-error a region that is no text
    ['composePolicy takes text', () => composePolicy(part, { region: 7 })],
    // @ts-expect-error a part with something else
    ['policy has no option `effect`', () => composePolicy({ ...part, effect: 'Deny' })],
  ])('and says: %s', (message, act) => {
    expect(errorOf(act).message).toBe(message)
  })
})

it('says of forty parts what to do with each', () => {
  const many = Array.from({ length: 40 }, (_, index) => {
    const topics = Array.from({ length: 6 }, (__, position) => topic(`${index}/${position}/${'x'.repeat(200)}`))
    return spec(`p${index}`, allow('iot:Publish', ...topics), allow(['iot:Receive', 'iot:RetainPublish'], ...topics))
  })
  const { message, remedy = '' } = errorOf(() => composePolicy(...many))
  const named = (text: string): string[] => [...text.matchAll(/`(p\d+)`/g)].map(([, name = '']) => name)
  expect(named(message)).toEqual(many.map(({ name }) => name))
  expect(named(remedy)).toEqual(many.slice(1).map(({ name }) => name))
})

describe('past 2048 characters', () => {
  const fill = (name: string, action: string, length: number): PolicySpec =>
    spec(name, allow(action, `topic/${name}/${'x'.repeat(length)}`))
  const topics = fill('topics', 'iot:Publish', 1200)
  const jobs = fill('jobs', 'iot:Receive', 900)
  const shadow = fill('shadow', 'iot:Subscribe', 500)

  it('names the sizes, and what to move to a second policy', () => {
    const error = errorOf(() => composePolicy(topics, jobs, shadow))
    expect(error).toMatchObject({
      code: 'policy-too-large',
      field: 'topics+jobs+shadow',
      value: '2845',
      message:
        'the composed policy has 2845 characters, AWS takes 2048: `topics` has 1307 and adds 1269; `jobs` has 1005 and adds 967; `shadow` has 609 and adds 571',
      remedy: 'move `jobs` to a second policy (1005 characters); what stays has 1878 characters',
    })
  })

  it('names all that has to be moved, and what fits together', () => {
    const more = fill('more', 'iot:RetainPublish', 900)
    expect(errorOf(() => composePolicy(topics, jobs, more, shadow)).remedy).toBe(
      'move `jobs` and `more` to a second policy (1978 characters); what stays has 1878 characters',
    )
    const huge = fill('huge', 'iot:RetainPublish', 1900)
    expect(errorOf(() => composePolicy(topics, jobs, huge)).remedy).toMatch(
      /^move `jobs` to a second policy \(\d+ characters\); move `huge` to another policy \(\d+ characters\); what stays/,
    )
  })

  it('takes what fills a policy', () => {
    const room = 2048 - policySize(composePolicy(jobs, fill('rest', 'iot:Publish', 0)).document)
    const rest = fill('rest', 'iot:Publish', room)
    expect(policySize(composePolicy(jobs, rest).document)).toBe(2048)
    expect(errorOf(() => composePolicy(jobs, rest, shadow)).remedy).toBe(
      'move `shadow` to a second policy (609 characters); what stays has 2048 characters',
    )
  })

  it('says which parts are too large by themselves', () => {
    const endless = fill('endless', 'iot:Publish', 2048)
    expect(errorOf(() => composePolicy(jobs, endless)).remedy).toBe('divide `endless`, too large alone')
    expect(errorOf(() => composePolicy(fill('huge', 'iot:Connect', 2048), endless)).remedy).toBe(
      'divide `huge` and `endless`, too large alone',
    )
  })
})

const names = fc.constantFrom('a', 'b', 'c', '*', 'a/*', '${iot:ClientId}')
const lists = fc.uniqueArray(names, { minLength: 1, maxLength: 3 })
const statements: fc.Arbitrary<PolicyStatement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: fc.uniqueArray(fc.constantFrom('iot:Publish', 'iot:Receive', 'iot:*'), { minLength: 1, maxLength: 2 }),
    list: lists,
    except: fc.boolean(),
    Condition: fc.constantFrom(undefined, undefined, attached, { StringEquals: { 'iot:ClientId': 'a' } }),
  })
  .map(({ Effect, Action, list, except, Condition }) => ({
    Effect,
    Action,
    ...(except ? { NotResource: list } : { Resource: list }),
    ...(Condition === undefined ? {} : { Condition }),
  }))
const parts = fc.array(fc.array(statements, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })

describe('properties of composePolicy', () => {
  it('decides every request as its parts do together', () => {
    const request = fc.record({
      action: fc.constantFrom('iot:Publish', 'iot:Receive', 'iot:Connect'),
      resource: fc.constantFrom('a', 'b', 'a/b', 'd'),
      clientId: fc.constantFrom('a', 'b', undefined),
      thing: fc.constantFrom(undefined, { name: 'a', attached: true, exclusive: false }),
    })
    fc.assert(
      fc.property(parts, fc.array(request, { minLength: 1, maxLength: 8 }), (given, requests) => {
        const specs = given.map((list, index) => spec(`part-${index}`, ...list))
        const documents = specs.map(({ document }) => document)
        const { document } = composePolicy(...specs)
        for (const asked of requests) {
          expect(evaluatePolicies([document], asked).effect).toBe(evaluatePolicies(documents, asked).effect)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never needs more room than its parts, and is the same when composed again', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const all = given.flat()
        const { document } = composePolicy(...given.map((list, index) => spec(`part-${index}`, ...list)))
        expect(policySize(document)).toBeLessThanOrEqual(policySize({ Version: '2012-10-17', Statement: all }))
        expect(composePolicy({ name: 'again', document }).document).toEqual(document)
      }),
      { numRuns: 500 },
    )
  })
})
