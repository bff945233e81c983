import { badOption } from './bad-option.js'

/** @throws {RegistrationError} `registration-option` for what is no number from 0 to the maximum. */
export const numberOption = (owner: string, field: string, value: unknown, maximum: number): number => {
  if (typeof value === 'number' && value >= 0 && value <= maximum) return value
  throw badOption(owner, field, `a number from 0 to ${maximum}`, value)
}
