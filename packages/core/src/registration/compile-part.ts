import { requireAttributeType } from '../certificate/require-attribute-type.js'
import { isThingplanError } from '../error/thingplan-error.js'
import { compileTemplate } from '../template/compile-template.js'
import type { SinkName } from '../template/sink/sink.js'
import type { Template } from '../template/template.js'
import { RegistrationError, type RegistrationErrorCode } from './registration-error.js'

/**
 * Compiles one part of a registration in another room, and says which part it was where it does not compile.
 *
 * @throws {RegistrationError} `registration-profile`, or the code that is given, with the other room's error as its cause.
 */
export const compilePart = <Compiled>(
  field: string,
  compile: () => Compiled,
  code: RegistrationErrorCode = 'registration-profile',
): Compiled => {
  try {
    return compile()
  } catch (cause) {
    if (!isThingplanError(cause)) throw cause
    const { message, value, remedy } = cause
    throw new RegistrationError(code, `${field}: ${message}`, { field, value, remedy, cause })
  }
}

/** @throws {RegistrationError} `registration-profile` for what is no template. */
export const compileTemplatePart = (field: string, text: string, sink: SinkName): Template =>
  compilePart(field, () => compileTemplate(text, { sink }))

/**
 * The dotted OID of an attribute type in any spelling.
 *
 * @throws {RegistrationError} `registration-rule` for a spelling that means nothing, naming the nearest that does.
 */
export const attributeTypeOf = (field: string, spelling: string): string =>
  compilePart(field, () => requireAttributeType(spelling).oid, 'registration-rule')
