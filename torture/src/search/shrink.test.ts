import { expect, it } from 'vitest'
import type { Schedule } from '../schedule/schedule.js'
import { shrink } from './shrink.js'

const long: Schedule = {
  seed: 1,
  workers: 5,
  copies: true,
  shuffle: true,
  jitter: true,
  poison: true,
  faults: [
    { worker: 0, request: 3, fault: 'throttled' },
    { worker: 2, request: 1, fault: 'lost-after' },
    { worker: 1, request: 9, fault: 'late' },
  ],
}

it('keeps what a failure needs, and nothing else', async () => {
  const needs = ({ copies, faults }: Schedule): boolean => copies && faults.some(({ fault }) => fault === 'lost-after')
  expect(await shrink(long, async (schedule) => needs(schedule))).toEqual({
    seed: 1,
    // As many as there are up to the one that meets the fault.
    workers: 3,
    copies: true,
    shuffle: false,
    jitter: false,
    poison: false,
    faults: [{ worker: 2, request: 1, fault: 'lost-after' }],
  })
})
