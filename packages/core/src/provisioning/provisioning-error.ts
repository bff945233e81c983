import { quote } from '../error/quote.js'
import { ThingplanError } from '../error/thingplan-error.js'
import type { Problem } from './problem.js'
import type { ProvisioningErrorCode } from './provisioning-error-code.js'

/** One or several problems of a template, or the reason why AWS would not provision a device with it. */
export class ProvisioningError extends ThingplanError<ProvisioningErrorCode> {
  override readonly name = 'ProvisioningError'
  /** All of them, in the order of the template; the error itself speaks of the first. */
  readonly problems: readonly Problem[]

  constructor(problems: readonly [Problem, ...Problem[]]) {
    const [{ code, path, message, value, remedy }] = problems
    const others = problems.length > 1 ? ` (and ${problems.length - 1} more, see \`problems\`)` : ''
    super(code, `${quote(path)} ${message}${others}`, { field: path, value, remedy })
    this.problems = Object.freeze(problems)
  }
}
