import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
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

  it.each([
    ['a kind that nobody knows', { kind: 'drop-table' }, 'kind'],
    ['a kind of the prototype', { kind: 'constructor' }, 'kind'],
    ['a status in a list, which the SDK would write as the text in it', { status: ['ACTIVE'] }, 'status'],
    ['a status that is none', { status: 'active' }, 'status'],
    ['a certificate in a list', { certificateId: [certificateId] }, 'certificateId'],
    ['no certificate', { certificateId: undefined }, 'certificateId'],
    ['a text of expected statuses', { expects: 'PENDING_ACTIVATION' }, 'expects'],
    ['no expected status', { expects: undefined }, 'expects'],
    ['an expected status in a list', { expects: [['PENDING_ACTIVATION']] }, 'expects'],
    ['a number to wait for', { after: [5] }, 'after'],
    ['an id that is no text', { id: 5 }, 'id'],
  ])('refuses a step with %s', (_, change, field) => {
    const broken = changing(activationId, change as unknown as Partial<Step>)
    const at = `steps[${plan.steps.length - 1}].${field}`
    expect(refusalOf(broken)).toMatchObject({ code: 'plan-malformed', field: at })
    expect(refusalOf({ ...broken, purpose: 'refuse' })).toMatchObject({ code: 'plan-malformed', field: at })
  })

  it.each([
    ['attributes', [null, { a: 1 }, ['a']]],
    ['adopt', ['true']],
    ['thingTypeName', [['sensor']]],
  ])('refuses a thing with other %s', (field, values) => {
    for (const value of values) {
      const broken = changing('ensure-thing:sensor-1', { [field]: value } as Partial<Step>)
      expect(refusalOf(broken)).toMatchObject({ code: 'plan-malformed', field: expect.stringMatching(`[.]${field}$`) })
    }
  })

  it.each([
    ['account', { account: {} }],
    ['account', { account: null }],
    ['purpose', { purpose: ['refuse'] }],
    ['registration', { registration: null }],
    ['certificateId', { certificateId: undefined }],
    ['steps', { steps: {} }],
    ['steps[0]', { steps: [null] }],
    ['steps[0]', { steps: new Array(1) }],
  ])('refuses a plan with another %s', (field, change) => {
    expect(refusalOf(Object.assign({ ...plan }, change))).toMatchObject({ code: 'plan-malformed', field })
  })

  it.each(['INACTIVE', 'ACTIVE', 'PENDING_TRANSFER', 'REGISTER_INACTIVE', 'REVOKED'] as const)(
    'refuses to bring back a certificate that is %s',
    (status) => {
      const broken = changing(activationId, { expects: ['PENDING_ACTIVATION', status] })
      const field = `steps[${plan.steps.length - 1}].expects`
      expect(refusalOf(broken)).toMatchObject({ code: 'plan-active-early', field })
    },
  )

  it('takes an activation of what the plan itself registers as INACTIVE', () => {
    const registering = planFixture({
      registers: { certificatePem: certificateFixture({ subject: { CN: 'sensor-1' } }).pem },
    })
    const { certificateId: own } = registering
    const activating = registering.steps.map((step) =>
      step.kind === 'set-certificate-status' ? { ...step, expects: ['INACTIVE'] as const } : step,
    )
    expect(own).not.toBe(certificateId)
    expect(() => checkPlan({ ...registering, steps: activating })).not.toThrow()
  })

  it('refuses to equip a certificate that is not named', () => {
    const broken = changing('attach-thing:sensor-1', { certificateId: undefined } as unknown as Partial<Step>)
    expect(refusalOf(broken)).toMatchObject({ code: 'plan-malformed' })
  })

  it.each(['stamp', 'off'] as const)(
    'refuses a thing with the stamp of another certificate, with ownership %s',
    (ownership) => {
      const attributes = { certificateId: predecessor }
      const broken = changing('ensure-thing:sensor-1', { attributes, ownership })
      const index = plan.steps.findIndex(({ kind }) => kind === 'ensure-thing')
      const field = `steps[${index}].attributes.certificateId`
      expect(refusalOf(broken)).toMatchObject({ code: 'plan-malformed', field })
    },
  )

  it('refuses to touch another certificate in a plan that refuses', () => {
    const broken = { ...withSteps([deactivation(predecessor)]), purpose: 'refuse' as const }
    expect(refusalOf(broken)).toMatchObject({ code: 'plan-malformed', field: 'steps[0].certificateId' })
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
