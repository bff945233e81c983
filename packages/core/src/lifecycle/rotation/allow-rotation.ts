import { checkText } from '../../template/sink/check-text.js'
import { checkOptionNames, demand, isSerialNumber } from '../check-options.js'
import type { RotationRecord } from './rotation-record.js'

export interface AllowRotationOptions {
  /** What names the device in its topics: 1 to 128 of `A-Z a-z 0-9 : . _ -`. */
  readonly device: string
  readonly thingName: string
}

const none: readonly string[] = /* @__PURE__ */ Object.freeze([])

/**
 * Puts a device on the list of those whose certificate may be replaced. The message `registered` says which certificate it has.
 *
 * @returns its first record, to be written where there is none
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { allowRotation } from '@thingplan/core/lifecycle'
 *
 * allowRotation({ device: '1234', thingName: 'sensor-1234' }).state // => 'allowed'
 * ```
 */
export const allowRotation = (options: AllowRotationOptions): RotationRecord => {
  checkOptionNames('allowRotation', options, ['device', 'thingName'])
  const { device, thingName } = options
  demand(isSerialNumber(device), 'lifecycle-option', 'device', '1 to 128 of A-Z a-z 0-9 : . _ -')
  const isName = typeof thingName === 'string' && checkText('thing-name', thingName) === undefined
  demand(isName, 'lifecycle-option', 'thingName', 'the name of a thing')
  return Object.freeze({ schema: 1, version: 1, device, thingName, state: 'allowed', spentKeyHashes: none })
}
