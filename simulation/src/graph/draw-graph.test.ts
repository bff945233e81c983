import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { drawGraph } from './draw-graph.js'
import { linearScale, logarithmicScale, timeScale } from './scale.js'

const read = (name: string): string => readFileSync(new URL(`../../../docs/images/${name}`, import.meta.url), 'utf8')

describe('the graph of the documentation', () => {
  const svg = read('a-million-devices.svg')
  const results = read('a-million-devices.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

  it('is what this code draws of the results beside it', () => {
    expect(drawGraph(results)).toBe(svg)
  })

  it('shows a million devices, all of them registered and none too early', () => {
    for (const result of results) {
      expect(result).toMatchObject({
        devices: 1_000_000,
        registered: 1_000_000,
        activeEarly: 0,
        deadLetters: 0,
        paced: true,
      })
      expect(result.wholeFleet.reachedMs).toBeLessThan(result.wholeFleet.earliestMs * 1.05)
      expect(result.nearlyAll.reachedMs).toBeLessThan(result.nearlyAll.earliestMs * 1.05)
    }
  })

  it('says how long each took', () => {
    expect(svg.match(/>all registered after [^<]+, queue empty after [^<]+</g)).toEqual([
      '>all registered after 30 h 24 min, queue empty after 30 h 25 min<',
      '>all registered after 23 h 59 min, queue empty after 24 h 0 min<',
      '>all registered after 28 h 30 min, queue empty after 28 h 30 min<',
    ])
  })

  it('has a title, axes with units, and colours for light and dark', () => {
    expect(svg).toContain('<title id="title">Registering 1,000,000 devices')
    for (const label of ['hours since the start', 'devices, messages', 'per minute (log)']) {
      expect(svg.split(`>${label}<`)).toHaveLength(results.length + 1)
    }
    expect(svg).toContain('prefers-color-scheme:dark')
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })
})

describe('a scale', () => {
  it.each([
    [7, [0, 2, 4, 6, 8]],
    [4_200_000, [0, 2_000_000, 4_000_000, 6_000_000]],
    [0, [0, 1]],
  ])('up to %d has round ticks', (most, ticks) => {
    expect(linearScale(most, { from: 100, to: 0 }).ticks).toEqual(ticks)
  })

  it('of powers of ten has 0 where 1 is', () => {
    const { ticks, place } = logarithmicScale(1234, { from: 100, to: 0 })
    expect(ticks).toEqual([1, 10, 100, 1000, 10_000])
    expect([0, 1, 100, 10_000].map(place)).toEqual([100, 100, 50, 0])
  })

  it.each<[number, string, string]>([
    [0.02, 'minutes', '0 1'],
    [0.3, 'minutes', '0 2 4 6 8 10 12 14 16 18'],
    [2, 'minutes', '0 10 20 30 40 50 60 70 80 90 100 110 120'],
    [5, 'hours', '0 1 2 3 4 5'],
    [30, 'hours', '0 3 6 9 12 15 18 21 24 27 30'],
  ])('of %d hours has %s', (hours, unit, labels) => {
    const scale = timeScale(hours, { from: 0, to: 1 })
    expect([scale.unit, scale.ticks.map(scale.label).join(' ')]).toEqual([unit, labels])
    expect(Math.max(...scale.ticks.map(scale.place))).toBeLessThanOrEqual(1)
  })
})
