import { isThingplanError } from '../error/thingplan-error.js'
import { compileTemplate } from '../template/compile-template.js'
import type { SinkName } from '../template/sink/sink.js'
import type { Template } from '../template/template.js'
import { RegistrationError } from './registration-error.js'

/**
 * Compiles one part of a profile, and says which part it was where it does not compile.
 *
 * @throws {RegistrationError} `registration-profile`, with the other room's error as its cause.
 */
export const compilePart = <Compiled>(field: string, compile: () => Compiled): Compiled => {
  try {
    return compile()
  } catch (cause) {
    if (!isThingplanError(cause)) throw cause
    const { message, value, remedy } = cause
    throw new RegistrationError('registration-profile', `${field}: ${message}`, { field, value, remedy, cause })
  }
}

/** @throws {RegistrationError} `registration-profile` for what is no template. */
export const compileTemplatePart = (field: string, text: unknown, sink: SinkName): Template => {
  if (typeof text === 'string') return compilePart(field, () => compileTemplate(text, { sink }))
  throw new RegistrationError('registration-profile', `${field} is not text`, { field, remedy: 'give a template' })
}
