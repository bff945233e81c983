import { describe, expect, it } from 'vitest'
import { allow, deny, policy, prefix } from '../fixtures/policy-fixture.js'
import type { PolicyStatement } from '../policy-document.js'
import { isolates } from './isolates.js'

const connect = allow('Connect', ['client/${iot:Connection.Thing.ThingName}'], {
  Bool: { 'iot:Connection.Thing.IsAttached': 'true' },
})
const [a, b] = [{ thing: { name: 'pump-1' } }, { thing: { name: 'pump-2' } }]
const denyAllBut = (topics: string): PolicyStatement => ({
  Effect: 'Deny',
  Action: 'iot:Publish',
  NotResource: `${prefix}topic/${topics}`,
})
/** The wildcards that are open where both devices have some statements, and the first has more. */
const openBetween = (shared: PolicyStatement[], ofA: PolicyStatement[] = []): unknown => {
  const isolation = isolates([policy(connect, ...shared)], { ...a, policies: [policy(connect, ...ofA)] }, b)
  return isolation.verdict === 'unknown'
    ? isolation.reasons.map((reason) => / on `(.*?)`.* or list `(.*)` in/.exec(reason)?.slice(1) ?? reason)
    : isolation.verdict
}

describe('a wildcard that both have stays open', () => {
  it('also where the one may use more around it', () => {
    const around = allow('Publish', ['topic/line/*'])
    expect(openBetween([allow('Publish', ['topic/line/a*'])], [around])).toEqual([['topic/line/a*', 'line/a*']])
  })

  it('also where it bears the name of the one: the other may use it too', () => {
    expect(openBetween([allow('Publish', ['topic/pump-1/*'])])).toEqual([['topic/pump-1/*', 'pump-1/*']])
  })

  it('but not where the one alone has what bears its name', () => {
    const statements = [allow('Publish', ['topic/*']), denyAllBut('pump-1/*')]
    expect(openBetween(statements, [allow('Publish', ['topic/pump-1/*'])])).toBe('isolated')
  })

  it('where the one may do no more than list its retained messages', () => {
    const silent = deny('Publish', ['topic/line/*'])
    const lists = allow('ListRetainedMessages', ['*'])
    expect(openBetween([allow('Publish', ['topic/line/*'])], [silent])).toBe('isolated')
    expect(openBetween([allow('Publish', ['topic/line/*'])], [silent, lists])).toEqual([['topic/line/*', 'line/*']])
  })

  it('whatever type of resource it may be of', () => {
    const anything = { ...allow('Publish', []), Resource: `${prefix}*/x/topic/a*` }
    const topicsOnly = denyAllBut('x/topic/*')
    expect(openBetween([anything, topicsOnly])).toEqual([['*/x/topic/a*', '*']])
  })

  it('but for what a Deny excepts, as somebody meant just that', () => {
    const line = allow('Publish', ['topic/n?'])
    const butOne = denyAllBut('n1')
    expect(openBetween([line, butOne])).toBe('isolated')
  })

  it('though a Deny names it', () => {
    const line = allow('Publish', ['topic/n?'])
    const butOne = denyAllBut('?1')
    expect(openBetween([line, butOne, deny('RetainPublish', ['topic/n1'])])).toEqual([['topic/n?', 'n?']])
  })
})
