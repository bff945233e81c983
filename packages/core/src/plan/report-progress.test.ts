import { describe, expect, it } from 'vitest'
import { createMemoryDriver } from '../testing/memory-driver.js'
import { execute } from './execute.js'
import type { ProgressEvent } from './execution.js'
import {
  activationId,
  attachPolicyId,
  attachThingId,
  done,
  driverOf,
  failing,
  pending,
  plan,
  terminal,
  typeId,
} from './fixtures/scripted-driver.js'

describe('progress', () => {
  it('is told step by step', async () => {
    const events: ProgressEvent[] = []
    const two = { ...plan, steps: plan.steps.slice(0, 1) }
    await execute(two, driverOf(done), { onProgress: (event) => events.push(event) })
    expect(events).toEqual([
      { type: 'step-started', id: typeId, kind: 'ensure-thing-type' },
      { type: 'step-ended', record: { id: typeId, kind: 'ensure-thing-type', outcome: 'done' } },
    ])
  })

  it('tells what is taken back', async () => {
    const events: ProgressEvent[] = []
    const driver = failing(
      { [activationId]: terminal },
      { undo: async ({ kind }) => (kind === 'attach-thing' ? 'left' : 'undone') },
    )
    await execute(plan, driver, { onProgress: (event) => events.push(event) })
    expect(events.filter(({ type }) => type === 'step-undone')).toEqual([
      { type: 'step-undone', id: attachThingId, outcome: 'left' },
      { type: 'step-undone', id: attachPolicyId, outcome: 'undone' },
    ])
  })

  it.each<[string, () => void]>([
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['rejects', async () => Promise.reject(new Error('no'))],
  ])('does not disturb anything when the listener %s', async (_, onProgress) => {
    expect((await execute(plan, createMemoryDriver(pending), { onProgress })).status).toBe('completed')
  })
})
