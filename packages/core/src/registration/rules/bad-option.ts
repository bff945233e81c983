import { mistake } from '../mistake.js'
import type { RegistrationError } from '../registration-error.js'

/** An option of the wrong type or outside its range, ready to be thrown. */
export const badOption = (owner: string, key: string, expected: string, found: unknown): RegistrationError =>
  mistake(`${owner}.${key}`, expected, found, 'registration-option')
