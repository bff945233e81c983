import { describe, expect, it } from 'vitest'
import { planFixture } from '../testing/plan-fixture.js'
import { checkPlan } from './check-plan.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { setCertificateStatus } from './step/set-certificate-status.js'
import type { Step } from './step/step.js'

const predecessor = 'ab'.repeat(32)
const plan = planFixture({ thingGroupName: 'plant', replaces: predecessor })
const { certificateId } = plan
const activationId = `set-certificate-status:${certificateId}:ACTIVE`

const withSteps = (steps: readonly Step[]): Plan => ({ ...plan, steps })

const changing = (id: string, change: Partial<Step>): Plan =>
  withSteps(plan.steps.map((step) => (step.id === id ? Object.assign({ ...step }, change) : step)))

const without = (id: string): Plan => withSteps(plan.steps.filter((step) => step.id !== id))

const refusalOf = (broken: Plan): { code: string; field: string | undefined; message: string } => {
  try {
    checkPlan(broken)
  } catch (error) {
    if (error instanceof PlanError) return { code: error.code, field: error.field, message: error.message }
  }
  throw new Error('the plan was not refused')
}

describe('checkPlan', () => {
  it.each([
    ['of a device', planFixture()],
    ['of a device that replaces another', plan],
    ['that retires two things of one certificate', planFixture({ replaces: predecessor, ownership: 'off' })],
    ['without steps', withSteps([])],
    ['that only deactivates', { ...withSteps([deactivation(certificateId)]), purpose: 'refuse' as const }],
  ])('takes a plan %s', (_, good) => {
    expect(() => checkPlan(good)).not.toThrow()
  })

  it.each([
    [
      'that waits for itself',
      changing('ensure-policy:sensor-policy', { after: ['ensure-policy:sensor-policy'] }),
      'waits for `ensure-policy:sensor-policy`, which is not listed before it',
    ],
    [
      'that waits for none of the plan',
      changing('ensure-policy:sensor-policy', { after: ['ensure-policy:x'] }),
      'waits for `ensure-policy:x`, which is not listed before it',
    ],
    [
      'that waits for a later one',
      changing('ensure-policy:sensor-policy', { after: ['ensure-thing:sensor-1'] }),
      'waits for `ensure-thing:sensor-1`, which is not listed before it',
    ],
    ['that is listed twice', withSteps([...plan.steps, ...plan.steps.slice(0, 1)]), 'listed twice'],
    [
      'whose prerequisite is gone',
      without('ensure-policy:sensor-policy'),
      'waits for `ensure-policy:sensor-policy`, which is not',
    ],
    [
      'in a cycle',
      changing('ensure-thing-type:sensor', { after: ['attach-thing:sensor-1'] }),
      'waits for `attach-thing:sensor-1`, which is not',
    ],
  ])('refuses a step %s', (_, broken, message) => {
    expect(refusalOf(broken)).toMatchObject({ code: 'plan-order', message: expect.stringContaining(message) })
  })

  it('names the step and the place of its wait', () => {
    expect(refusalOf(changing('ensure-thing-type:sensor', { after: ['x:y'] })).field).toBe('steps[0].after[0]')
  })

  it.each([
    ['before the thing is in its group', changing(activationId, { after: ['attach-thing:sensor-1'] })],
    ['before anything', changing(activationId, { after: [] })],
    ['without the owner having changed', changing('ensure-thing:sensor-1', { after: [] })],
    [
      'before a step that is listed after it',
      withSteps([
        ...plan.steps,
        { ...last(plan.steps), id: 'x:1', kind: 'ensure-thing-group', thingGroupName: 'late' } as Step,
      ]),
    ],
    ['while the predecessor is active', changing(`detach-thing:sensor-1:${predecessor}`, { after: [] })],
    ['while the predecessor has the thing', changing(`set-thing-owner:sensor-1`, { after: [] })],
    ["of another certificate than the plan's", { ...plan, certificateId: predecessor }],
    ['in a plan that refuses', { ...plan, purpose: 'refuse' as const }],
    ['of two certificates', withSteps([...plan.steps, activation('cd'.repeat(32))])],
  ])('refuses an activation %s', (_, broken) => {
    expect(refusalOf(broken).code).toBe('plan-active-early')
  })

  it('refuses another version, and what is no plan at all', () => {
    expect(refusalOf(Object.assign({ ...plan }, { version: 2 })).code).toBe('plan-version')
    expect(refusalOf(Object.assign({ ...plan }, { steps: undefined })).code).toBe('plan-malformed')
    expect(refusalOf(Object.assign({ ...plan }, { account: null })).code).toBe('plan-malformed')
    expect(refusalOf(JSON.parse('null')).code).toBe('plan-version')
  })
})

function deactivation(id: string): Step {
  return setCertificateStatus({ certificateId: id, status: 'INACTIVE', expects: ['PENDING_ACTIVATION'], after: [] })
}

function activation(id: string): Step {
  return setCertificateStatus({
    certificateId: id,
    status: 'ACTIVE',
    expects: ['PENDING_ACTIVATION'],
    after: [activationId],
  })
}

function last(steps: readonly Step[]): Step {
  const step = steps.at(-1)
  if (step === undefined) throw new Error('no steps')
  return step
}
