import { unknownOption } from '../error/unknown-option.js'
import { ProvisioningError } from './provisioning-error.js'

/** An option that does not exist, or cannot be what it is. */
export const optionError = (path: string, message: string, remedy: string): ProvisioningError =>
  new ProvisioningError([{ code: 'provisioning-option', severity: 'error', path, message, remedy }])

/**
 * Refuses options that do not exist.
 *
 * @throws {ProvisioningError} `provisioning-option`, naming the key and the nearest that does exist.
 */
export const checkOptionNames = (owner: string, options: unknown, known: readonly string[]): void => {
  const unknown = unknownOption(owner, options, known)
  if (unknown === undefined) return
  const { field = owner, remedy = 'leave it out' } = unknown.details
  throw optionError(field, `is no option: ${unknown.message}`, remedy)
}

/** @throws {ProvisioningError} `provisioning-option` for a word that the option does not have. */
export const checkWord = (path: string, word: unknown, known: readonly string[]): void => {
  if (word === undefined || known.some((candidate) => candidate === word)) return
  throw optionError(path, 'cannot have this value', `use one of: ${known.join(', ')}`)
}
