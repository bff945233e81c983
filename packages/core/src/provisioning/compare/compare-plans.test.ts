import { describe, expect, it } from 'vitest'
import { createPlan } from '../../plan/create-plan.js'
import type { Plan } from '../../plan/plan.js'
import type { Step } from '../../plan/step/step.js'
import { defineRegistration } from '../../registration/define-registration.js'
import { askVerifier } from '../../registration/rules/ask-verifier.js'
import { strongKey } from '../../registration/rules/strong-key.js'
import { type PlanFixtureOptions, planFixture } from '../../testing/plan-fixture.js'
import { problemsOf } from '../fixtures/problems-of.js'
import { comparePlans } from './compare-plans.js'

const withSteps = (plan: Plan, change: (steps: readonly Step[]) => readonly Step[]): Plan =>
  createPlan({ ...plan, steps: change(plan.steps) })

const plan = planFixture({ thingGroupName: 'north', billingGroupName: 'plant' })
const compared = (options: PlanFixtureOptions) =>
  comparePlans(plan, planFixture({ thingGroupName: 'north', billingGroupName: 'plant', ...options }))
const kindsOf = (steps: readonly Step[]): readonly string[] => steps.map(({ kind }) => kind)

describe('what is the same', () => {
  it('a plan and itself', () => {
    expect(comparePlans(plan, plan)).toMatchObject({
      same: true,
      about: [],
      onlyInOne: [],
      onlyInOther: [],
      different: [],
    })
  })

  it('the order of steps, what they wait for, and the name of the registration', () => {
    const other = withSteps({ ...plan, registration: 'other' }, (steps) =>
      [...steps].reverse().map((step) => ({ ...step, after: [] })),
    )
    expect(comparePlans(plan, other).same).toBe(true)
  })

  it('policies with one document under two names: AWS names those of templates by a hash', () => {
    expect(compared({ policyName: '0675A0E5E0D24E1949A33EE8946EBF968122485C' }).same).toBe(true)
  })

  it('documents that are written in another way', () => {
    const document = {
      Statement: [
        {
          Resource: ['arn:aws:iot:eu-central-1:123456789012:client/${iot:Connection.Thing.ThingName}'],
          Action: ['iot:Connect'],
          Effect: 'Allow',
        },
      ],
      Version: '2012-10-17',
    } as const
    expect(compared({ document }).same).toBe(true)
  })

  it('a stamp, and the attribute that it becomes', () => {
    const stamped = planFixture()
    const attributes = { serial_number: '1', certificateId: stamped.certificateId }
    expect(comparePlans(stamped, planFixture({ ownership: 'off', attributes })).same).toBe(true)
  })
})

describe('what differs', () => {
  it.each<[string, PlanFixtureOptions, object[]]>([
    ['a name', { thingName: 'sensor-2' }, [{ field: 'thingName', one: 'sensor-1', other: 'sensor-2' }]],
    ['a value', { attributes: { serial_number: '2' } }, [{ field: 'attributes.serial_number', one: '1', other: '2' }]],
    ['an attribute more', { attributes: { serial_number: '1', a: 'b' } }, [{ field: 'attributes.a', other: 'b' }]],
    ['an attribute less', { attributes: {} }, [{ field: 'attributes.serial_number', one: '1' }]],
  ])('%s of the thing', (_, options, parts) => {
    const { same, different, onlyInOne, onlyInOther } = compared(options)
    expect([same, onlyInOne, onlyInOther]).toEqual([false, [], []])
    expect(different.find(({ one }) => one.kind === 'ensure-thing')?.parts).toEqual(parts)
  })

  it('an exclusive attachment', () => {
    expect(compared({ principal: 'exclusive' }).different.map(({ parts }) => parts)).toEqual([
      [{ field: 'principal', one: 'shared', other: 'exclusive' }],
    ])
  })

  it('another document is another policy, whatever its name', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
    } as const
    const { onlyInOne, onlyInOther, different } = compared({ document })
    expect(kindsOf(onlyInOne)).toEqual(['ensure-policy', 'attach-policy'])
    expect(kindsOf(onlyInOther)).toEqual(['ensure-policy', 'attach-policy'])
    expect(different).toEqual([])
  })

  it('a policy that one makes and the other only names', () => {
    const naming = withSteps(plan, (steps) => steps.filter(({ kind }) => kind !== 'ensure-policy'))
    const { onlyInOne, onlyInOther } = comparePlans(naming, plan)
    expect([kindsOf(onlyInOne), kindsOf(onlyInOther)]).toEqual([[], ['ensure-policy']])
  })

  it('a group that only one joins', () => {
    const { onlyInOne, onlyInOther } = compared({ thingGroupName: 'south' })
    expect(onlyInOne.map(({ id }) => id)).toEqual(['ensure-thing-group:north', 'add-to-thing-group:north'])
    expect(onlyInOther.map(({ id }) => id)).toEqual(['ensure-thing-group:south', 'add-to-thing-group:south'])
  })

  it('what the plans are about', () => {
    const other = planFixture({ account: { id: '210987654321', region: 'eu-central-1' } })
    expect(comparePlans(planFixture(), other).about).toEqual([
      { field: 'account.id', one: '123456789012', other: '210987654321' },
    ])
  })

  it('is frozen, and leaves the plans as they are', () => {
    const thawed: Plan = JSON.parse(JSON.stringify(plan))
    const comparison = comparePlans(thawed, compared({}) && planFixture({ thingName: 'x' }))
    expect(
      [comparison, comparison.different, comparison.different[0], comparison.jitpLimits].every(Object.isFrozen),
    ).toBe(true)
    expect(Object.isFrozen(thawed.steps[0])).toBe(false)
  })
})

describe('what JITP cannot do', () => {
  const codesOf = (options: PlanFixtureOptions): readonly string[] =>
    compared(options).jitpLimits.map(({ code }) => code)

  it('is listed with the steps that rely on it', () => {
    expect(comparePlans(plan, plan).jitpLimits).toMatchObject([
      { code: 'activates-last', steps: [`set-certificate-status:${plan.certificateId}:ACTIVE`] },
      { code: 'creates-billing-group', steps: ['ensure-billing-group:plant'] },
      { code: 'creates-thing-group', steps: ['ensure-thing-group:north'] },
      { code: 'creates-thing-type', steps: ['ensure-thing-type:sensor'] },
      { code: 'notices-another-owner', steps: ['ensure-thing:sensor-1'] },
    ])
  })

  it.each<[string, PlanFixtureOptions]>([
    ['attaches-exclusively', { principal: 'exclusive' }],
    ['replaces-owner', { replaces: 'ab'.repeat(32) }],
  ])('%s', (code, options) => {
    expect(codesOf({})).not.toContain(code)
    expect(codesOf(options)).toContain(code)
  })

  it('a registration adds the verifiers and the rules that no plan shows', () => {
    const registration = defineRegistration({
      name: 'sensors',
      rules: [askVerifier('inventory'), strongKey()],
      profiles: [{ thing: { name: '<%= certificate.id %>' }, policies: [] }],
    })
    const { jitpLimits } = comparePlans(plan, plan, { registration })
    expect(jitpLimits.filter(({ rules }) => rules.length > 0)).toMatchObject([
      { code: 'asks-verifier', rules: ['inventory'] },
      { code: 'evaluates-rules', rules: ['strong-key'] },
    ])
  })

  it('an option that does not exist is refused', () => {
    expect(problemsOf(() => comparePlans(plan, plan, { registrations: [] } as object))).toMatchObject([
      { code: 'provisioning-option', path: 'registrations', remedy: 'did you mean `registration`' },
    ])
  })
})
