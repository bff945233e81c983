import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

export interface NumberRange {
  readonly fallback: number
  readonly min: number
  readonly max: number
}

/**
 * A whole number in a range, or its default.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const numberOption = (field: string, value: number | undefined, range: NumberRange): number => {
  if (value === undefined) return range.fallback
  if (!Number.isSafeInteger(value) || value < range.min || value > range.max) {
    throw new AdapterError('adapter-option', `${quote(field)} is not a whole number in its range`, {
      field,
      value: String(value),
      remedy: `give a whole number from ${range.min} to ${range.max}`,
    })
  }
  return value
}
