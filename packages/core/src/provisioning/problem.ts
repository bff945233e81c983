import type { ProvisioningErrorCode } from './provisioning-error-code.js'

/** What is wrong with one part of a template, or with what a device fills it with. */
export interface Problem {
  readonly code: ProvisioningErrorCode
  /** `error`: AWS refuses the template, or every device. `warning`: it does not, but nobody can have meant it. */
  readonly severity: 'error' | 'warning'
  /** JSON path of the part: `Resources.thing.Properties.ThingName`; inside a double-encoded document as if it were an object. */
  readonly path: string
  /** Continues a sentence that begins with the path. */
  readonly message: string
  readonly value?: string
  /** What to write instead. */
  readonly remedy: string
}
