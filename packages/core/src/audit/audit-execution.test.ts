import { describe, expect, it } from 'vitest'
import { execute } from '../plan/execute.js'
import type { Execution } from '../plan/execution.js'
import type { Plan } from '../plan/plan.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import { StepError } from '../plan/step-error.js'
import { createMemoryDriver } from '../testing/memory-driver.js'
import { planFixture } from '../testing/plan-fixture.js'
import { auditExecution, auditSteps } from './audit-execution.js'
import { parseAuditEvent } from './parse-audit-event.js'

const context = { at: new Date('2026-11-22T10:00:00Z'), flow: 'registration', correlationId: 'm-1' } as const

const plan = planFixture({ thingName: 'pump-7', thingGroupName: 'pumps', billingGroupName: 'water' })

const waiting = { certificates: { [plan.certificateId]: { status: 'PENDING_ACTIVATION' } } } as const

const told = (events: readonly { readonly type: string }[]): readonly string[] => events.map(({ type }) => type)

const refusal: Plan = {
  ...plan,
  purpose: 'refuse',
  steps: [
    setCertificateStatus({
      certificateId: plan.certificateId,
      status: 'REVOKED',
      expects: ['PENDING_ACTIVATION'],
      after: [],
    }),
  ],
}

describe('auditExecution', () => {
  it('tells every step and the end', async () => {
    let time = 0
    const now = (): number => {
      time += 5
      return time
    }
    const execution = await execute(plan, createMemoryDriver(waiting), { now, concurrency: 1 })
    const events = auditExecution(plan, execution, context)
    expect(told(events)).toEqual([...plan.steps.map(() => 'step-done'), 'completed'])
    const subject = { certificateId: plan.certificateId, registration: plan.registration, thingName: 'pump-7' }
    for (const event of events) expect(event).toMatchObject({ subject, correlationId: 'm-1' })
    expect(events[0]).toMatchObject({
      type: 'step-done',
      step: { id: plan.steps[0]?.id, kind: plan.steps[0]?.kind, outcome: 'done', durationMs: 5 },
    })
    expect(events.map((event) => parseAuditEvent(JSON.stringify(event)))).toEqual(events)
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  it('tells which step failed and why, and nothing of those that were not started', async () => {
    const error = new StepError('access-denied', 'not allowed', { field: 'thingName', remedy: 'allow it' })
    const failAt = { stepId: 'ensure-thing:pump-7', when: 'before', error } as const
    const execution = await execute(plan, createMemoryDriver(waiting, { failAt }), { concurrency: 1 })
    const events = auditExecution(plan, execution, context)
    const failure = {
      code: 'access-denied',
      message: 'not allowed',
      field: 'thingName',
      remedy: 'allow it',
      retryable: false,
    }
    expect(events.filter(({ type }) => type !== 'step-done')).toMatchObject([
      { type: 'step-failed', step: { id: 'ensure-thing:pump-7', kind: 'ensure-thing' }, failure },
      { type: 'failed', failure },
    ])
    expect(events.length).toBeLessThan(plan.steps.length)
    expect(events.map((event) => parseAuditEvent(JSON.stringify(event)))).toEqual(events)
  })

  it('tells that it was resumed, by the steps of the device', async () => {
    const driver = createMemoryDriver(waiting, { failAt: { stepId: 'attach-thing:pump-7', when: 'before' } })
    const first = await execute(plan, driver, { concurrency: 1 })
    expect(told(auditExecution(plan, first, context))).not.toContain('resumed')
    const second = auditExecution(plan, await execute(plan, driver, { concurrency: 1 }), context)
    expect(second[0]).toMatchObject({ type: 'resumed', alreadyDone: expect.any(Number) })
    expect(parseAuditEvent(JSON.stringify(second[0]))).toEqual(second[0])
  })

  it('tells that it was resumed, by the message that came before', async () => {
    const execution = await execute(plan, createMemoryDriver(waiting))
    const [event] = auditSteps(plan, execution, context, { deliveries: 2 })
    expect(event).toMatchObject({ type: 'resumed', alreadyDone: 0, deliveries: 2 })
    expect(parseAuditEvent(JSON.stringify(event))).toEqual(event)
    expect(told(auditSteps(plan, execution, context, { deliveries: 1 }))).not.toContain('resumed')
  })

  it('does not take what devices share for an earlier execution', async () => {
    const driver = createMemoryDriver({
      certificates: {
        [plan.certificateId]: { status: 'PENDING_ACTIVATION' },
        ['ab'.repeat(32)]: { status: 'PENDING_ACTIVATION' },
      },
    })
    const other = planFixture({ certificateId: 'ab'.repeat(32), thingName: 'pump-8', thingGroupName: 'pumps' })
    await execute(plan, driver)
    const execution = await execute(other, driver)
    expect(execution.steps.map(({ outcome }) => outcome)).toContain('already-done')
    expect(told(auditExecution(other, execution, context))).not.toContain('resumed')
  })

  it('tells that it was stopped', async () => {
    const signal = { aborted: true, reason: 'over' }
    const events = auditExecution(plan, await execute(plan, createMemoryDriver(waiting), { signal }), context)
    expect(events).toMatchObject([{ type: 'failed', failure: { code: 'aborted', retryable: true } }])
  })

  it('tells of a failure of which the record says nothing', () => {
    const execution: Execution = {
      status: 'failed',
      registration: plan.registration,
      certificateId: plan.certificateId,
      steps: [{ id: 'ensure-thing:pump-7', kind: 'ensure-thing', outcome: 'failed' }],
      retryable: true,
      leftovers: [],
    }
    expect(auditExecution(plan, execution, context)).toMatchObject([
      { type: 'step-failed', failure: { code: 'step-unexpected' } },
      { type: 'failed', failure: { code: 'execution-failed' } },
    ])
  })

  it('completes no refusal: the device stays refused', async () => {
    const execution = await execute(refusal, createMemoryDriver(waiting))
    expect(told(auditExecution(refusal, execution, context))).toEqual(['step-done'])
    const nowhere = await execute(refusal, createMemoryDriver())
    expect(told(auditExecution(refusal, nowhere, context))).toEqual(['step-failed', 'failed'])
  })
})

describe('auditSteps', () => {
  it('tells the same without the end', async () => {
    const execution = await execute(plan, createMemoryDriver(waiting))
    expect(auditSteps(plan, execution, context)).toEqual(auditExecution(plan, execution, context).slice(0, -1))
  })
})
