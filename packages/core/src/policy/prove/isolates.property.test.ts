import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePolicies } from '../evaluate/evaluate-policies.js'
import type { PolicyConnection, RequestThing } from '../evaluate/policy-request.js'
import type { PolicyDocument, PolicyStatement } from '../policy-document.js'
import { isolates } from './isolates.js'
import type { PolicyDevice } from './policy-device.js'

/**
 * The world written down a second time, by enumeration: all short client ids, topics and filters over a small alphabet, and
 * only `evaluatePolicies` to ask.
 */
const arn = 'arn:aws:iot:eu-central-1:123456789012:'
const words = (letters: readonly string[], longest: number): string[] =>
  longest === 0 ? [''] : ['', ...letters.flatMap((letter) => words(letters, longest - 1).map((rest) => letter + rest))]
const nonEmpty = (list: string[]): string[] => [...new Set(list)].filter((text) => text !== '')
const clientIds = nonEmpty(words(['a', 'b', '+', '/'], 2))
const topics = nonEmpty(words(['a', 'b', '/'], 3))
const filters = nonEmpty(words(['a', 'b', '/', '+', '#'], 3)).filter((filter) =>
  filter
    .split('/')
    .every((level, index, all) => /^(?:[^+#]*|\+)$/.test(level) || (level === '#' && index === all.length - 1)),
)

const matches = (filter: string, topic: string): boolean => {
  const levels = filter.split('/')
  const actual = topic.split('/')
  const rest = levels.indexOf('#')
  if (rest !== -1)
    return actual.length >= rest && levels.slice(0, rest).every((level, at) => ['+', actual[at]].includes(level))
  return levels.length === actual.length && levels.every((level, at) => level === '+' || level === actual[at])
}
const matchingFilters = new Map(topics.map((topic) => [topic, filters.filter((filter) => matches(filter, topic))]))

const space = ['b/#', '+/b']
const spaceTopics = topics.filter((topic) => space.some((filter) => matches(filter, topic)))

/** The thing that AWS looks at for a client id, when things `a` and `b` exist. */
const thingNamed = ({ thing }: PolicyDevice, clientId: string | undefined): RequestThing | undefined => {
  if (thing?.exclusive) return { ...thing, attached: true, exclusive: true }
  if (clientId === 'a') return { name: 'a', attached: true, exclusive: false }
  return clientId === 'b' ? { name: 'b', attached: false, exclusive: false } : undefined
}

/** Whether device `a` reaches the client id `b` or its topics, under whatever client id. */
const reachesByEnumeration = (documents: PolicyDocument[], device: PolicyDevice): boolean => {
  return clientIds.some((clientId) => {
    const connection: PolicyConnection = { clientId, thing: thingNamed(device, clientId) }
    const may = (action: string, path: string): boolean =>
      evaluatePolicies(documents, { ...connection, action, resource: `${arn}${path}` }).effect === 'allowed'
    if (!may('iot:Connect', `client/${clientId}`)) return false
    if (clientId === 'b') return true
    return spaceTopics.some(
      (topic) =>
        may('iot:Publish', `topic/${topic}`) ||
        (may('iot:Receive', `topic/${topic}`) &&
          matchingFilters.get(topic)?.some((filter) => may('iot:Subscribe', `topicfilter/${filter}`))),
    )
  })
}

const isEmpty = (block: object): boolean => Object.keys(block).length === 0
/** Over HTTPS it has no value, and what is excepted then is not known. */
const hasVariable = (excepted: PolicyStatement['NotResource'] = []): boolean =>
  [excepted].flat().some((text) => text.includes('${'))

const types = { Connect: 'client', Publish: 'topic', Receive: 'topic', Subscribe: 'topicfilter' } as const
const conditions: NonNullable<PolicyStatement['Condition']>[] = [
  {},
  {},
  {},
  { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  { StringEquals: { 'iot:ClientId': ['a', '/'] } },
  { StringLike: { 'iot:ClientId': 'b?' } },
]
const path = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom('a', 'b', '/', '*', '?') },
      { weight: 2, arbitrary: fc.constantFrom('+', '#', '${iot:ClientId}', '${iot:Connection.Thing.ThingName}') },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(''))
const statement = fc
  .record({
    effect: fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
    action: fc.constantFrom('Connect' as const, 'Publish' as const, 'Receive' as const, 'Subscribe' as const),
    paths: fc.array(path, { minLength: 1, maxLength: 2 }),
    negated: fc.integer({ min: 0, max: 7 }),
    condition: fc.constantFrom(...conditions),
  })
  .map(({ effect, action, paths, negated, condition }): PolicyStatement => {
    const resources = paths.map((each) => `${arn}${types[action]}/${each}`)
    return {
      Effect: effect,
      Action: `iot:${action}`,
      ...(negated === 0 ? { NotResource: resources } : { Resource: resources }),
      Condition: condition,
    }
  })
const openConnect: PolicyStatement = { Effect: 'Allow', Action: 'iot:Connect', Resource: `${arn}client/*` }
const ownConnect: PolicyStatement = { ...openConnect, Resource: `${arn}client/a` }
const document = fc
  .tuple(fc.constantFrom([openConnect], [ownConnect], []), fc.array(statement, { minLength: 1, maxLength: 4 }))
  .map(([connect, rest]): PolicyDocument => ({ Version: '2012-10-17', Statement: [...connect, ...rest] }))
const device = fc.constantFrom<PolicyDevice>({ thing: { name: 'a' } }, { thing: { name: 'a', exclusive: true } })
const other: PolicyDevice = { thing: { name: 'b' }, space }
/** What is not in the space is nobody's, whatever wildcard allows it. */
const forAll = { shared: ['*'] }

describe('isolates, for small policies at random', () => {
  it('calls nothing isolated that enumeration reaches', () => {
    fc.assert(
      fc.property(document, device, (policy, from) => {
        if (isolates([policy], from, other, forAll).verdict !== 'isolated') return
        expect(reachesByEnumeration([policy], from)).toBe(false)
      }),
      { numRuns: 200 },
    )
  }, 30_000)

  it('leaves nothing open where no condition is, and the client id is fixed', () => {
    const fixed = fc.array(statement, { minLength: 1, maxLength: 4 }).map((statements): PolicyDocument => {
      const rest = statements.filter(
        ({ Action, Condition = {}, NotResource }) =>
          Action !== 'iot:Connect' && isEmpty(Condition) && !hasVariable(NotResource),
      )
      return { Version: '2012-10-17', Statement: [ownConnect, ...rest] }
    })
    fc.assert(
      fc.property(fixed, (policy) => {
        const { verdict } = isolates([policy], { thing: { name: 'a' } }, other, forAll)
        expect(verdict).not.toBe('unknown')
        if (reachesByEnumeration([policy], { thing: { name: 'a' } })) expect(verdict).toBe('reaches')
      }),
      { numRuns: 200 },
    )
  }, 30_000)

  it('shows nothing that is not allowed', () => {
    fc.assert(
      fc.property(document, device, (policy, from) => {
        const isolation = isolates([policy], from, other)
        if (isolation.verdict !== 'reaches') return
        for (const { action, resource, clientId, filter } of isolation.counterexamples) {
          const connection = { clientId, thing: thingNamed(from, clientId) }
          const protocol = clientId === undefined ? 'https' : undefined
          const effectOf = (request: string, on: string): string =>
            evaluatePolicies([policy], { ...connection, action: request, resource: on, protocol }).effect
          expect(effectOf(action, resource)).toBe('allowed')
          if (clientId !== undefined) expect(effectOf('iot:Connect', `${arn}client/${clientId}`)).toBe('allowed')
          if (filter !== undefined) expect(effectOf('iot:Subscribe', `${arn}topicfilter/${filter}`)).toBe('allowed')
        }
      }),
      { numRuns: 200 },
    )
  }, 30_000)
})
