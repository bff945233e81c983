import { mistake } from './mistake.js'
import { type CompiledRegistration, compiled, type Registration } from './registration.js'

/**
 * What a registration runs on.
 *
 * @throws {RegistrationError} `registration-option` for what `defineRegistration` did not return.
 */
export const compiledOf = (registration: Registration): CompiledRegistration => {
  const parts: CompiledRegistration | undefined = registration?.[compiled]
  if (parts) return parts
  throw mistake('registration', 'what `defineRegistration` returned', registration, 'registration-option')
}
