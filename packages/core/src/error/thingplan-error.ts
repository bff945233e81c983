/** What an error says beside its message. `value` is never a secret. */
export interface ErrorDetails {
  /** The field, option or path that is wrong, in the words of the caller. */
  readonly field?: string | undefined
  /** The offending value, as given. */
  readonly value?: string | undefined
  /** What the caller can do about it. */
  readonly remedy?: string | undefined
  readonly cause?: unknown
}

const brand = Symbol.for('thingplan.error')

/** The base of every error that Thingplan throws; each room has one subclass with a closed union of codes. */
export abstract class ThingplanError<Code extends string = string> extends Error {
  readonly code: Code
  readonly field: string | undefined
  readonly value: string | undefined
  readonly remedy: string | undefined

  /** @param otherRemedy - what can be done where the details say nothing better. */
  constructor(code: Code, message: string, details: ErrorDetails = {}, otherRemedy?: string) {
    // Of the details, Error knows the cause.
    super(message, details)
    this.code = code
    this.field = details.field
    this.value = details.value
    this.remedy = details.remedy ?? otherRemedy
    Object.defineProperty(this, brand, { value: true })
  }
}

/**
 * Whether a caught value is an error of Thingplan.
 *
 * Recognised by a registered symbol, so that it holds across two installed copies of the package.
 *
 * @example
 * ```ts
 * import { isThingplanError, readCertificate } from '@thingplan/core'
 *
 * let code = ''
 * try {
 *   readCertificate('no certificate')
 * } catch (error) {
 *   if (isThingplanError(error)) code = error.code
 * }
 * code // => 'certificate-pem-missing'
 * ```
 */
export const isThingplanError = (error: unknown): error is ThingplanError =>
  typeof error === 'object' && error !== null && brand in error
