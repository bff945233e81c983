import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SimulationResult } from '../result/result.js'
import { formatDuration } from './duration.js'
import { createProgress } from './progress.js'
import { formatTable } from './table.js'

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

  it('counts one message', () => {
    let text = ''
    const { tell } = createProgress({ write: (more) => (text += more) }, () => 0)
    tell('day', { elapsedMs: 0, devices: 1, registered: 1, queued: 1, bytes: 0, received: 0 })
    expect(text).toContain(' 1 message in the queue')
  })
})

describe('the table', () => {
  const million: readonly SimulationResult[] = readFileSync(
    new URL('../../../docs/images/a-million-devices.jsonl', import.meta.url),
    'utf8',
  )
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const tableOf = (changes: Partial<SimulationResult>): string =>
    formatTable(
      million.map((result) => ({ result: { ...result, ...changes }, effort: { seconds: 9, bytesPerDevice: 142 } })),
    )

  it('has the memory of a device only where there are enough to share what the program takes', () => {
    expect(tableOf({})).toMatch(/^memory, bytes a device +142 +142 +142$/m)
    expect(tableOf({ devices: 1000 })).not.toContain('memory')
  })

  it('says where nobody waited for a whole minute', () => {
    expect(tableOf({ utilisation: null })).toMatch(/^quota used while devices waited( +no whole minute){3}$/m)
  })

  it.each([
    [997, '1.0 s (0.0 %)'],
    [999.9, '1.0 s (0.0 %)'],
    [1026, '1.0 s (2.6 %)'],
  ])('is never beyond the optimum by less than nothing: %d ms of 1000', (reachedMs, cell) => {
    expect(tableOf({ wholeFleet: { reachedMs, earliestMs: 1000 } })).toContain(cell)
    expect(tableOf({})).not.toContain('(-')
  })

  it('names the quotas that were raised', () => {
    expect(tableOf({}).split('\n').slice(-2)).toEqual([
      'power-cut: quotas a second raised to DescribeCertificate 100, UpdateCertificate 100, AttachPolicy 100, mqtt:RegisterByConnecting 100',
      '',
    ])
  })
})
