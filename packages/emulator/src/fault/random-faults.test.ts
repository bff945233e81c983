import { describe, expect, it } from 'vitest'
import type { Fault } from './fault.js'
import { mulberry32 } from './mulberry32.js'
import { randomFaults } from './random-faults.js'
import { scriptedFaults } from './scripted-faults.js'

const request = (index: number) => ({ index, name: 'CreateThing', input: {} })
const drawn = (options: Parameters<typeof randomFaults>[0], count: number): readonly (Fault | undefined)[] => {
  const faults = randomFaults(options)
  return Array.from({ length: count }, (_, index) => faults(request(index)))
}

describe('mulberry32', () => {
  // The first numbers of the published generator, which has its state in a variable.
  it.each([
    [0, [0.26642920868471265, 0.0003297457005828619, 0.2232720274478197]],
    [1, [0.6270739405881613, 0.002735721180215478, 0.5274470399599522]],
    [4_294_967_295, [0.8964226141106337, 0.189478256739676, 0.7156526781618595]],
  ])('gives the numbers of seed %i', (seed, numbers) => {
    expect([0, 1, 2].map((n) => mulberry32(seed, n))).toEqual(numbers)
  })
})

describe('randomFaults', () => {
  const rates = { throttled: 0.3, 'connection-lost': 0.2, latency: 0.1 } as const

  it('has as many of each kind as the rates say', () => {
    const faults = drawn({ seed: 1, rates }, 20_000)
    for (const kind of [...Object.keys(rates), undefined]) {
      const share = faults.filter((fault) => fault?.kind === kind).length / faults.length
      const expected = { ...rates, undefined: 0.4 }
      expect(share).toBeCloseTo(Object.entries(expected).find(([name]) => name === String(kind))?.[1] ?? 0, 1)
    }
  })

  it('loses as many requests as answers, and draws latencies up to the longest', () => {
    const faults = drawn({ seed: 2, rates: { 'connection-lost': 0.5, latency: 0.5 }, longestLatencyMs: 4 }, 4000)
    const lost = faults.filter((fault) => fault?.kind === 'connection-lost')
    const before = lost.filter((fault) => fault?.kind === 'connection-lost' && fault.when === 'before-effect')
    expect(before.length / lost.length).toBeCloseTo(0.5, 1)
    const latencies = new Set(faults.flatMap((fault) => (fault?.kind === 'latency' ? [fault.ms] : [])))
    expect([...latencies].sort()).toEqual([1, 2, 3, 4])
  })

  it('spares all but those requests that it is for', () => {
    const faults = randomFaults({ seed: 3, rates: { throttled: 1 }, only: ['UpdateCertificate'] })
    expect(faults({ ...request(0), name: 'UpdateCertificate' })).toEqual({ kind: 'throttled' })
    expect(faults(request(1))).toBeUndefined()
  })

  it('depends on seed and index, not on what was asked before', () => {
    const faults = randomFaults({ seed: 3, rates })
    const inOrder = drawn({ seed: 3, rates }, 50)
    for (const index of [49, 7, 7, 0]) {
      expect(faults({ index, name: 'DeleteThing', input: { thingName: 'x' } })).toEqual(inOrder[index])
    }
    expect(drawn({ seed: 4, rates }, 50)).not.toEqual(inOrder)
  })

  it.each([
    [{ seed: 1 }, 'options'],
    [{ seed: 1.5, rates: {} }, 'seed'],
    [{ seed: -1, rates: {} }, 'seed'],
    [{ seed: 2 ** 32, rates: {} }, 'seed'],
    [{ seed: 1, rates: { throttle: 0.1 } }, 'throttle'],
    [{ seed: 1, rates: { throttled: -0.1 } }, 'rates.throttled'],
    [{ seed: 1, rates: { throttled: Number.NaN } }, 'rates.throttled'],
    [{ seed: 1, rates: { throttled: 0.6, latency: 0.6 } }, 'rates'],
    [{ seed: 1, rates: {}, longestLatencyMs: 0 }, 'longestLatencyMs'],
    [{ seed: 1, rates: {}, latency: 5 }, 'latency'],
    [{ seed: 1, rates: {}, only: 'CreateThing' }, 'only'],
  ])('refuses %j', (options, field) => {
    expect(() => Reflect.apply(randomFaults, undefined, [options])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field }),
    )
  })
})

describe('scriptedFaults', () => {
  it('has the faults of the script, and no other', () => {
    const faults = scriptedFaults({ 0: { kind: 'throttled' }, 12: { kind: 'stale-read' } })
    expect([0, 1, 12].map((index) => faults(request(index))?.kind)).toEqual(['throttled', undefined, 'stale-read'])
  })

  it.each(['-1', '1.5', 'first', '1e3'])('refuses the index %s', (index) => {
    expect(() => Reflect.apply(scriptedFaults, undefined, [{ [index]: { kind: 'throttled' } }])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field: index }),
    )
  })
})
