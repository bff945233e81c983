import type { Fault } from './fault/fault.js'
import type { Input } from './request/input.js'

/** One request that has reached the emulator; a retry is a call of its own, as it is for a quota. */
export interface Call {
  /** The command's name in the API reference, for example `CreateThing`. */
  readonly name: string
  /** The input, long texts (certificates, policies) shortened. */
  readonly input: Readonly<Record<string, unknown>>
  /** `success`, or the name of the exception; `connection-lost` or `process-death` where a fault came before any effect. */
  readonly outcome: string
  /** What has gone wrong with it on purpose, whatever its outcome in the registry. */
  readonly fault?: Fault
}

const longestText = 200

export class CallLog {
  readonly #calls: Call[] = []

  get calls(): readonly Call[] {
    return this.#calls
  }

  record(name: string, input: Input, outcome: string, fault?: Fault): void {
    const call = { name, input: summaryOf(input), outcome }
    this.#calls.push(Object.freeze(fault === undefined ? call : { ...call, fault }))
  }

  clear(): void {
    this.#calls.length = 0
  }
}

const summaryOf = (input: Input): Input =>
  Object.freeze(
    Object.fromEntries(
      Object.entries(input).flatMap(([member, value]) => (value === undefined ? [] : [[member, shortened(value)]])),
    ),
  )

const shortened = (value: unknown): unknown =>
  typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}…` : structuredClone(value)
