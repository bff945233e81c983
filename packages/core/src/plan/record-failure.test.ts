import { describe, expect, it } from 'vitest'
import { execute } from './execute.js'
import {
  activationId,
  attachPolicyId,
  attachThingId,
  driverOf,
  failing,
  independent,
  outcomesOf,
  passing,
  plan,
  policyId,
  terminal,
  thingId,
  typeId,
} from './fixtures/scripted-driver.js'
import { StepError } from './step-error.js'

describe('a failure', () => {
  it('stops the start of further steps and waits for those under way', async () => {
    const driver = failing({ [typeId]: passing })
    expect(await outcomesOf(execute(plan, driver))).toEqual({
      [typeId]: 'failed',
      [policyId]: 'done',
      [thingId]: 'not-started',
      [attachPolicyId]: 'not-started',
      [attachThingId]: 'not-started',
      [activationId]: 'not-started',
    })
  })

  it.each([typeId, policyId, thingId, attachPolicyId, attachThingId])(
    'of %s leaves the certificate inactive',
    async (id) => {
      expect((await outcomesOf(execute(plan, failing({ [id]: terminal }))))[activationId]).toBe('not-started')
    },
  )

  it('is recorded with all that the driver said', async () => {
    const error = new StepError('thing-owned-by-another', 'thing `sensor-1` belongs to another', {
      awsError: 'ResourceAlreadyExistsException',
      field: 'thingName',
      remedy: 'rename it',
      owner: 'ab',
    })
    const execution = await execute(plan, failing({ [thingId]: error }))
    expect(execution.steps[2]?.failure).toEqual({
      code: 'thing-owned-by-another',
      message: 'thing `sensor-1` belongs to another',
      retryable: false,
      awsError: 'ResourceAlreadyExistsException',
      field: 'thingName',
      remedy: 'rename it',
      owner: 'ab',
    })
    expect(execution).toMatchObject({ status: 'failed', retryable: false })
  })

  it.each([
    [
      'an error',
      Object.assign(new TypeError('x is `null`\n'), { secret: 'k' }),
      'the driver threw `TypeError`: `x is \\u{60}null\\u{60}\\u{a}`',
    ],
    ['an endless message', new Error('x'.repeat(9999)), `the driver threw \`Error\`: \`${'x'.repeat(80)}…\``],
    ['no error', 'private key', 'the driver threw something that is no error'],
    ['nothing', undefined, 'the driver threw something that is no error'],
  ])('that the driver does not know (%s) is retryable and tells name and message only', async (_, thrown, message) => {
    const execution = await execute(plan, failing({ [thingId]: thrown }))
    expect(execution.steps[2]?.failure).toMatchObject({ code: 'step-unexpected', message, retryable: true })
    expect(execution).toMatchObject({ status: 'failed', retryable: true })
    expect(JSON.stringify(execution)).not.toContain('secret')
  })

  it.each([
    [undefined],
    [null],
    [{}],
    [{ outcome: 'perhaps' }],
    [{ outcome: 'done', repaired: 7 }],
    [{ outcome: 'done', repaired: 0 }],
  ])('is what the answer %j counts as', async (answer) => {
    const driver = driverOf(() => JSON.parse(JSON.stringify({ answer })).answer)
    expect((await execute(independent(1), driver)).steps[0]?.failure?.code).toBe('step-unexpected')
  })

  it('is retryable only where every failure is', async () => {
    const both = await execute(plan, failing({ [typeId]: passing, [policyId]: terminal }))
    const one = await execute(plan, failing({ [typeId]: passing }))
    expect([both.retryable, one.retryable]).toEqual([false, true])
  })
})
