import type { Fault } from '@thingplan/emulator'

/** Every way in which a request can fail, by the name that schedules write it with. */
const faultTable = {
  throttled: { kind: 'throttled' },
  'internal-failure': { kind: 'internal-failure' },
  'service-unavailable': { kind: 'service-unavailable' },
  'lost-before': { kind: 'connection-lost', when: 'before-effect' },
  'lost-after': { kind: 'connection-lost', when: 'after-effect' },
  /** Answered when the queue has given up on the worker, before anything is delivered again. */
  slow: { kind: 'latency', ms: 31_000 },
  /** Answered when others are at the same deliveries. */
  late: { kind: 'latency', ms: 1_000 },
  stale: { kind: 'stale-read' },
  'death-before': { kind: 'process-death', when: 'before-effect' },
  'death-after': { kind: 'process-death', when: 'after-effect' },
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof faultTable

export const isFaultName = (name: string): name is FaultName => Object.hasOwn(faultTable, name)

export const faultNames: readonly FaultName[] = Object.keys(faultTable).filter(isFaultName)

/** Those that leave the world, and whoever asked, in different states: the three refusals are one here. */
export const tellingFaultNames: readonly FaultName[] = [
  'throttled',
  'lost-after',
  'slow',
  'late',
  'stale',
  'death-before',
  'death-after',
]

/** @param roundMs - how long a round of deliveries takes: what is late is answered in the next */
export const faultOf = (name: FaultName, roundMs: number): Fault =>
  name === 'late' ? { kind: 'latency', ms: roundMs + faultTable.late.ms } : faultTable[name]
