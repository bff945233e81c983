import type { Ownership } from '../plan/step/ensure-thing.js'
import type { CompiledProfile } from './compiled-profile.js'
import type { Consequence } from './decision.js'
import type { Rule } from './rule.js'

/** Where a registration keeps what `decide` runs on; registered, so that it holds across two installed copies of the package. */
export const compiled: unique symbol = /* @__PURE__ */ Symbol.for('thingplan.registration')

/** A registration whose templates, policies and requirements are compiled. */
export interface CompiledRegistration {
  readonly rules: readonly Rule[]
  readonly profiles: readonly CompiledProfile[]
}

/** What `defineRegistration` makes of a spec: checked, compiled, frozen, and readable. */
export interface Registration {
  readonly name: string
  /** Names of the rules, in the order of evaluation. */
  readonly rules: readonly string[]
  /** Names of the profiles, in the order of selection. */
  readonly profiles: readonly string[]
  /** Ids of the CA certificates that it is for; empty where no rule confines it. Events are routed by them. */
  readonly caCertificateIds: readonly string[]
  /** Names of the verifiers that its rules ask. */
  readonly verifiers: readonly string[]
  readonly onReject: Consequence
  readonly revokeOn: readonly string[]
  readonly onIdentityConflict: 'reject' | 'replace'
  readonly ownership: Ownership
  readonly [compiled]: CompiledRegistration
}
