import { EmulatorError } from '../emulator-error.js'
import type { Faults } from './fault.js'
import { FaultyProcess } from './faulty-process.js'
import type { EmulatedProcess } from './process.js'

/** Who makes requests. */
export interface Requester {
  /** What goes wrong with the requests, as if a process made no other. Default: nothing. */
  readonly faults?: Faults | undefined
  /** The process that makes the requests, of `createProcess`; instead of `faults`. */
  readonly process?: EmulatedProcess | undefined
}

/** @throws {EmulatorError} `emulator-option` */
export const parseFaults = (faults: Faults): Faults => {
  if (typeof faults === 'function') return faults
  const remedy = 'give a function such as `randomFaults` and `scriptedFaults` return'
  throw new EmulatorError('emulator-option', 'faults are a function', { field: 'faults', remedy })
}

/**
 * The process behind a client; undefined where nothing goes wrong.
 *
 * @throws {EmulatorError} `emulator-option`
 */
export const parseProcess = (
  { faults, process }: Requester,
  sleep: (ms: number) => Promise<void>,
): FaultyProcess | undefined => {
  if (process === undefined) return faults && new FaultyProcess(parseFaults(faults), sleep)
  if (faults !== undefined) {
    const remedy = 'give them to `createProcess`'
    throw new EmulatorError('emulator-option', 'a process has faults of its own', { field: 'faults', remedy })
  }
  if (process instanceof FaultyProcess) return process
  const remedy = 'give what `createProcess` of an emulator returns'
  throw new EmulatorError('emulator-option', 'process is none of the emulator', { field: 'process', remedy })
}
