import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import type { Fault, Faults } from './fault.js'
import { mulberry32 } from './mulberry32.js'

export interface RandomFaultsOptions {
  /** 0 to 4,294,967,295; the same seed gives the same faults. */
  readonly seed: number
  /** How likely each kind is at each request: numbers from 0 to 1, no more than 1 together. A kind that is left out is never. */
  readonly rates: Readonly<Partial<Record<Fault['kind'], number>>>
  /** Names of the requests that can meet a fault, for example `UpdateCertificate`. Default: all. */
  readonly only?: readonly string[]
  /** The longest latency in milliseconds; all from 1 up are as likely. Default 1000. */
  readonly longestLatencyMs?: number
}

const kinds = [
  'throttled',
  'internal-failure',
  'service-unavailable',
  'connection-lost',
  'latency',
  'stale-read',
  'process-death',
] as const satisfies readonly Fault['kind'][]

/**
 * Faults by chance, and always the same ones for a seed.
 *
 * What goes wrong with a request depends on the seed, its index and its name only: not on what it asks for, nor on what was
 * asked before. Connections are lost and processes die before the effect and after it alike. Give each process a seed of its own.
 *
 * @throws {EmulatorError} `emulator-option`
 * @example
 * ```ts
 * import { randomFaults } from '@thingplan/emulator'
 *
 * const faults = randomFaults({ seed: 7, rates: { throttled: 0.2, 'connection-lost': 0.1 } })
 * const kinds = [0, 1, 2, 3, 4, 5].map((index) => faults({ index, name: 'CreateThing', input: {} })?.kind ?? 'none')
 * kinds // => ['throttled', 'none', 'none', 'none', 'none', 'connection-lost']
 * ```
 */
export const randomFaults = (options: RandomFaultsOptions): Faults => {
  const { seed, rates, only, longestLatencyMs } = parseOptions(options)
  return ({ index, name }) => {
    if (only !== undefined && !only.has(name)) return undefined
    const detail = mulberry32(seed, 2 * index + 1)
    let left = mulberry32(seed, 2 * index)
    for (const kind of kinds) {
      left -= rates[kind] ?? 0
      if (left < 0) return faultOf(kind, detail, longestLatencyMs)
    }
    return undefined
  }
}

/** @param detail - 0 or more, and below 1 */
const faultOf = (kind: Fault['kind'], detail: number, longestLatencyMs: number): Fault => {
  switch (kind) {
    case 'connection-lost':
    case 'process-death':
      return { kind, when: detail < 0.5 ? 'before-effect' : 'after-effect' }
    case 'latency':
      return { kind, ms: 1 + Math.floor(detail * longestLatencyMs) }
    default:
      return { kind }
  }
}

interface ParsedOptions extends Required<Omit<RandomFaultsOptions, 'only'>> {
  readonly only: ReadonlySet<string> | undefined
}

const parseOptions = (options: RandomFaultsOptions): ParsedOptions => {
  refuseUnknownOptions('randomFaults', options, ['seed', 'rates', 'only', 'longestLatencyMs'])
  const { seed, rates, only, longestLatencyMs = 1000 } = options
  if (seed >>> 0 !== seed) throw wrong('seed', seed, 'give an integer from 0 to 4294967295')
  refuseUnknownOptions('rates', rates, kinds)
  for (const [kind, rate] of Object.entries(rates)) {
    if (typeof rate !== 'number' || !(rate >= 0 && rate <= 1)) throw wrong(`rates.${kind}`, rate, 'give 0 to 1')
  }
  const sum = Object.values(rates).reduce((all, rate) => all + rate, 0)
  // A little more than 1 is what ten times 0.1 may come to.
  if (sum > 1 + 1e-9) throw wrong('rates', sum, 'let all of them together be 1 at most')
  if (!Number.isInteger(longestLatencyMs) || longestLatencyMs < 1) {
    throw wrong('longestLatencyMs', longestLatencyMs, 'give a number of milliseconds, 1 or more')
  }
  if (only !== undefined && !Array.isArray(only)) throw wrong('only', only, 'give a list of names')
  return { seed, rates: { ...rates }, only: only && new Set(only), longestLatencyMs }
}

const wrong = (field: string, value: unknown, remedy: string): EmulatorError =>
  new EmulatorError('emulator-option', `${field} cannot be ${quote(String(value))}`, {
    field,
    value: String(value),
    remedy,
  })
