import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { LifecycleError, type LifecycleErrorCode } from './lifecycle-error.js'

/**
 * Refuses options that do not exist.
 *
 * @throws {LifecycleError} `lifecycle-option`, naming the key and the nearest that does exist.
 */
export const checkOptionNames = (owner: string, options: unknown, known: readonly string[]): void => {
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new LifecycleError('lifecycle-option', unknown.message, unknown.details)
}

/** Refuses what is not as wanted; the value stays out of the error, since it may be a secret. */
export const demand = (holds: boolean, code: LifecycleErrorCode, field: string, wanted: string): void => {
  if (holds) return
  throw new LifecycleError(code, `${quote(field)} is not ${wanted}`, { field, remedy: `give ${wanted}` })
}

/** Milliseconds, or counts: no fractions, nothing negative. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

export const isSha256 = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/**
 * What a serial number may be made of: what AWS IoT takes in a thing name (CreateThing, `ThingName`), and the dot. No wildcard,
 * blank, slash or control character gets near a key, a topic or an ARN.
 */
export const isSerialNumber = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9:._-]{1,128}$/.test(value)
