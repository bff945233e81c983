import type { Ownership } from '../plan/step/ensure-thing.js'
import type { PolicySpec } from '../policy/policy-spec.js'
import type { Consequence } from './decision.js'
import type { Rule } from './rule.js'

/** What a subject field must look like: a full-match pattern, one of several words, one word, or just present (`true`). */
export type FieldRequirement = RegExp | string | readonly string[] | true

/** Field requirements by attribute type, in any spelling. */
export type FieldRequirements = Readonly<Record<string, FieldRequirement>>

/** An attribute's value; an optional one is left out where it is absent, and with a finding where AWS cannot store it. */
export type AttributeSpec = string | { readonly value: string; readonly optional: true }

/** Turns every field of the subject into an attribute of the thing, but for those that the profile's `attributes` name. */
export interface SubjectAttributesSpec {
  /** Attribute name by attribute type, in any spelling; types without one keep their key, unless it is among these names. */
  readonly names: Readonly<Record<string, string>>
  /** Types that must be there with one storable value; every other is left out with a finding where AWS cannot store it. */
  readonly required?: readonly string[]
}

export interface ThingSpec {
  /** Template; must depend on the certificate, unless `ownership` is `off`. */
  readonly name: string
  /** Template. */
  readonly typeName?: string
  /** At most three names; needs `typeName`. */
  readonly searchableAttributes?: readonly string[]
  /** Templates by attribute name: at most 3 without a type, 50 with one, the stamp included. */
  readonly attributes?: Readonly<Record<string, AttributeSpec>>
  readonly subjectAttributes?: SubjectAttributesSpec
  /** Default `shared`. */
  readonly principal?: 'exclusive' | 'shared'
  /** Whether a thing that shows no owner is taken over. Default false. */
  readonly adopt?: boolean
}

/** What a device of one kind becomes. */
export interface ProfileSpec {
  /** Default: the profile's number, from `1`. */
  readonly name?: string
  /** Subject fields that the device must have; a profile without is taken by every device. The first that fits wins. */
  readonly when?: FieldRequirements
  readonly thing: ThingSpec
  /** Templates of static thing groups, made where missing; at most ten. */
  readonly groups?: readonly string[]
  /** Template. */
  readonly billingGroup?: string
  /** At most ten, of different names. AWS IoT refuses a certificate that has none, neither by itself nor through a group. */
  readonly policies: readonly PolicySpec[]
}

export interface RegistrationSpec {
  /** Stands in plans and records: 1 to 128 of `A-Za-z0-9_-`. */
  readonly name: string
  readonly rules: readonly Rule[]
  readonly profiles: readonly ProfileSpec[]
  /** Default `leave`. */
  readonly onReject?: Consequence
  /** Names of the rules whose refusal may revoke; goes with `onReject: 'revoke'`. A refusal by any other rule deactivates. */
  readonly revokeOn?: readonly string[]
  /** What happens when the thing belongs to another certificate. Default `reject`. */
  readonly onIdentityConflict?: 'reject' | 'replace'
  /** Default `stamp`. */
  readonly ownership?: Ownership
}
