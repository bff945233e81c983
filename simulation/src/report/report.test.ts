import { describe, expect, it } from 'vitest'
import { formatDuration } from './duration.js'
import { createProgress } from './progress.js'

describe('a duration', () => {
  it.each([
    [0, '0.0 s'],
    [99_900, '99.9 s'],
    [100_000, '1 min 40 s'],
    [3_600_000, '1 h 0 min'],
    [100_000_000, '27 h 46 min'],
    [-1500, '-1.5 s'],
  ])('of %d ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
})

describe('progress', () => {
  const told = (isTTY: boolean): string => {
    let now = 0
    let text = ''
    const terminal = { isTTY, write: (more: string) => (text += more) }
    const { tell, clear } = createProgress(terminal, () => now)
    for (let registered = 0; registered <= 100; registered += 1) {
      now += 50
      tell('day', { elapsedMs: registered * 1000, devices: 100, registered, queued: 5000, bytes: 0, received: 0 })
    }
    clear()
    return text
  }

  it('is one line on a terminal, drawn anew five times a second', () => {
    expect(told(true).split('\r').length).toBe(101 / 4 + 2.75)
    expect(told(true)).not.toContain('\n')
  })

  it('is a line for each tenth elsewhere', () => {
    expect(told(false).split('\n')).toHaveLength(11)
    expect(told(false)).toContain('day: 50 % registered after 50.0 s, 5,000 messages in the queue\n')
    expect(told(false)).not.toContain('\u001b')
  })
})
