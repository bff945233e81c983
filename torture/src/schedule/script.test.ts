import { describe, expect, it } from 'vitest'
import { drawSchedule } from './draw-schedule.js'
import { calmSchedule, type Schedule } from './schedule.js'
import { formatScript, parseScript } from './script.js'

describe('a schedule as text', () => {
  it('says who fails at what, and how', () => {
    const schedule: Schedule = {
      ...calmSchedule(7),
      workers: 2,
      copies: true,
      faults: [{ worker: 1, request: 12, fault: 'lost-after' }],
    }
    expect(formatScript(schedule)).toBe('workers=2;copies;poison;1.12=lost-after')
    expect(parseScript(7, 'workers=2;copies;poison;1.12=lost-after')).toEqual(schedule)
  })

  it('is the schedule again, for every seed', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const schedule = drawSchedule(seed, 30)
      expect(parseScript(seed, formatScript(schedule))).toEqual(schedule)
    }
  })

  it.each(['', 'workers=9', 'workers=0', 'copies', 'workers=2;copy', 'workers=2;0.1=fire', 'workers=2;8.1=late'])(
    'is not %j',
    (text) => {
      expect(parseScript(1, text)).toHaveProperty('wrong')
    },
  )
})

describe('the random schedules', () => {
  const schedules = Array.from({ length: 400 }, (_, seed) => drawSchedule(seed, 30))

  it('have one to eight workers, and up to eight faults of every kind', () => {
    expect(new Set(schedules.map(({ workers }) => workers))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]))
    expect(new Set(schedules.map(({ faults }) => faults.length)).size).toBe(9)
    expect(new Set(schedules.flatMap(({ faults }) => faults.map(({ fault }) => fault))).size).toBe(10)
  })

  it('are the same for the same seed', () => {
    expect(drawSchedule(123, 30)).toEqual(drawSchedule(123, 30))
  })
})
