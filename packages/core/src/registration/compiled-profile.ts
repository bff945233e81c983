import type { CompiledPolicy } from '../policy/compile-policy.js'
import type { Template } from '../template/template.js'
import type { FieldMatcher } from './field-requirement.js'
import type { Finding } from './finding.js'

export interface CompiledAttribute {
  readonly name: string
  readonly value: Template
  /** An optional value that is absent, or that AWS cannot store, is left out. */
  readonly optional: boolean
}

/** Attribute types go by the names under which `Name` shows them. */
export interface CompiledSubjectAttributes {
  /** Name of the thing's attribute by attribute type. */
  readonly names: ReadonlyMap<string, string>
  /** Those names: no other type may take one of them. */
  readonly taken: ReadonlySet<string>
  /** The types whose value must be storable, with the spelling of the spec. */
  readonly required: ReadonlyMap<string, string>
}

export interface CompiledThing {
  readonly name: Template
  readonly typeName: Template | undefined
  readonly searchableAttributes: readonly string[]
  /** In the order of their names. */
  readonly attributes: readonly CompiledAttribute[]
  readonly subjectAttributes: CompiledSubjectAttributes | undefined
  /** Attributes that the profile gives itself, whatever the subject says. */
  readonly reserved: ReadonlySet<string>
  /** How many attributes AWS stores, less the stamp. */
  readonly mostAttributes: number
  readonly principal: 'exclusive' | 'shared'
  readonly adopt: boolean
}

export interface CompiledProfile {
  readonly name: string
  /** The same for every device that becomes this. */
  readonly selected: Finding
  readonly when: readonly FieldMatcher[]
  readonly thing: CompiledThing
  readonly groups: readonly Template[]
  readonly billingGroup: Template | undefined
  readonly policies: readonly CompiledPolicy[]
}
