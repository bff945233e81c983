import { decide, type PolicySpec } from '@thingplan/core'
import { deviceCan, isolates, lintPolicy, type PolicyDevice } from '@thingplan/core/policy'
import { factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { carelessPolicy, openTopicsPolicy, pumpPolicy } from './policies.js'
import { pumpsWith } from './registration.js'

/** A pump as it will be registered: its thing, and the policies of its plan. */
const pumpWith = (policy: PolicySpec, serialNumber: string): PolicyDevice => {
  const decision = decide(pumpsWith(policy), factsFixture({ subject: { serialNumber } }))
  if (decision.verdict !== 'accept') throw new Error(JSON.stringify(decision.findings))
  const { steps } = decision.plan
  const things = steps.flatMap((step) => (step.kind === 'ensure-thing' ? [{ name: step.thingName }] : []))
  const policies = steps.flatMap((step) =>
    step.kind === 'ensure-policy' ? [{ name: step.policyName, document: step.document }] : [],
  )
  return { thing: things[0], policies }
}

describe('a pump', () => {
  const one = pumpWith(pumpPolicy, '1001')
  const other = pumpWith(pumpPolicy, '1002')
  const can = deviceCan([], one)

  it.each([
    ['connects as itself', can.connect()],
    ['reports its state', can.publish('pump/pump-1001/state')],
    ['listens to its commands', can.subscribe('pump/pump-1001/commands/#')],
    ['is sent its commands', can.receive('pump/pump-1001/commands/stop')],
    ['reads its shadow', can.shadow('get')],
    ['starts its next job', can.jobs('start-next')],
  ])('%s', (_, answer) => {
    expect(answer.allowed).toBe(true)
  })

  it.each([
    ['connect as another', can.connect('pump-1002')],
    ['speak for another', can.publish('pump/pump-1002/state')],
    ['listen to all', can.subscribe('pump/+/commands/#')],
    ['take the credentials of a role', can.assumeRole('operator')],
  ])('cannot %s', (_, answer) => {
    expect(answer.allowed).toBe(false)
  })

  it('is proven to stay out of the space of another, and the other out of its own', () => {
    expect(isolates([], one, other)).toEqual({ verdict: 'isolated' })
    expect(isolates([], other, one)).toEqual({ verdict: 'isolated' })
  })

  it('has a policy that raises no question', () => {
    expect(lintPolicy(pumpPolicy.document)).toEqual([])
  })
})

describe('a careless policy', () => {
  const isolation = isolates([], pumpWith(carelessPolicy, '1001'), pumpWith(carelessPolicy, '1002'))

  it('is no proof, but counterexamples: what pump-1001 can do to pump-1002', () => {
    expect(isolation.verdict).toBe('reaches')
  })

  it.each([
    ['take its name, which cuts it off', { action: 'iot:Connect', clientId: 'pump-1002', path: 'pump-1002' }],
    [
      'then speak for it',
      { action: 'iot:Publish', clientId: 'pump-1002', path: expect.stringMatching(/^pump\/pump-1002\//) },
    ],
    [
      'hear its commands under its own name',
      { action: 'iot:Receive', clientId: 'pump-1001', filter: expect.any(String) },
    ],
  ])('it can %s', (_, counterexample) => {
    const counterexamples = isolation.verdict === 'reaches' ? isolation.counterexamples : []
    expect(counterexamples).toContainEqual(expect.objectContaining(counterexample))
  })

  it('is what the linter warns of, without knowing a device', () => {
    const codes = lintPolicy(carelessPolicy.document).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['connect-unbound', 'client-id-unprotected']))
  })
})

describe('a policy with the same wildcard for all', () => {
  const one = pumpWith(openTopicsPolicy, '1001')
  const other = pumpWith(openTopicsPolicy, '1002')

  it('is no proof: it does not say whose the topics are, and says what to add', () => {
    const isolation = isolates([], one, other)
    expect(isolation.verdict).toBe('unknown')
    expect(isolation.verdict === 'unknown' && isolation.reasons).toEqual([
      expect.stringMatching(/`iot:Publish` on `topic\/pump\/\*`.*say with `space`.*or list `pump\/\*` in `shared`$/),
    ])
  })

  it("reaches the other, once it is said which topics are the other's", () => {
    const isolation = isolates([], one, { ...other, space: ['pump/pump-1002/#'] })
    const counterexamples = isolation.verdict === 'reaches' ? isolation.counterexamples : []
    expect(counterexamples.map(({ action, path }) => `${action} ${path}`)).toEqual([
      'iot:Publish pump/pump-1002',
      'iot:Receive pump/pump-1002',
    ])
  })

  it('isolates what is left, once the topics are said to be for all pumps', () => {
    expect(isolates([], one, other, { shared: ['pump/*'] })).toEqual({ verdict: 'isolated' })
  })

  it('is what the linter tells of', () => {
    expect(new Set(lintPolicy(openTopicsPolicy.document).map(({ code }) => code))).toEqual(
      new Set(['wildcard-for-all']),
    )
  })
})
