import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import type { Fault, Faults } from './fault.js'

/**
 * Faults for chosen requests, counted from 0: to let every request of a run fail once, in every way.
 *
 * @throws {EmulatorError} `emulator-option` for a key that is no index
 * @example
 * ```ts
 * import { scriptedFaults } from '@thingplan/emulator'
 *
 * const faults = scriptedFaults({ 1: { kind: 'throttled' } })
 * faults({ index: 1, name: 'CreateThing', input: {} }) // => { kind: 'throttled' }
 * faults({ index: 2, name: 'CreateThing', input: {} }) // => undefined
 * ```
 */
export const scriptedFaults = (script: Readonly<Record<number, Fault>>): Faults => {
  const byIndex = new Map(Object.entries(script).map(([index, fault]) => [indexOf(index), fault]))
  return ({ index }) => byIndex.get(index)
}

const indexOf = (key: string): number => {
  if (/^\d+$/.test(key)) return Number(key)
  const details = { field: key, value: key, remedy: 'count requests from 0' }
  throw new EmulatorError('emulator-option', `${quote(key)} is no index of a request`, details)
}
