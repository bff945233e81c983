import type { PolicySpec } from '../policy/policy-spec.js'
import type { CheckedTemplate } from '../template/typed-template.js'
import type {
  AttributeSpec,
  ProfileSpec,
  RegistrationSpec,
  SubjectAttributesSpec,
  ThingSpec,
} from './registration-spec.js'

/** What the compiler shows where an option does not exist. An object, so that it is not swallowed by an intersection with text. */
interface NoSuchOption<Key extends PropertyKey> {
  readonly 'there is no option': Key
}

/** Every text in a value, however deep. */
type CheckedTemplates<Value> = Value extends string
  ? CheckedTemplate<Value>
  : Value extends object
    ? { readonly [Key in keyof Value]: CheckedTemplates<Value[Key]> }
    : unknown

type CheckedAttribute<Attribute> = Attribute extends string
  ? CheckedTemplate<Attribute>
  : {
      readonly [Key in keyof Attribute]: Key extends 'value'
        ? CheckedTemplates<Attribute[Key]>
        : Key extends keyof Exclude<AttributeSpec, string>
          ? unknown
          : NoSuchOption<Key>
    }

type CheckedAttributes<Attributes> = { readonly [Key in keyof Attributes]: CheckedAttribute<Attributes[Key]> }

type CheckedSubjectAttributes<Spec> = {
  readonly [Key in keyof Spec]: Key extends keyof SubjectAttributesSpec ? unknown : NoSuchOption<Key>
}

type CheckedThing<Thing> = {
  readonly [Key in keyof Thing]: Key extends 'name' | 'typeName'
    ? CheckedTemplates<Thing[Key]>
    : Key extends 'attributes'
      ? CheckedAttributes<Thing[Key]>
      : Key extends 'subjectAttributes'
        ? CheckedSubjectAttributes<Thing[Key]>
        : Key extends keyof ThingSpec
          ? unknown
          : NoSuchOption<Key>
}

/** JSON text is left to run time: its quotes and escapes are JSON's. */
type CheckedDocument<Document> = Document extends string ? unknown : CheckedTemplates<Document>

type CheckedPolicy<Policy> = {
  readonly [Key in keyof Policy]: Key extends 'name'
    ? CheckedTemplates<Policy[Key]>
    : Key extends 'document'
      ? CheckedDocument<Policy[Key]>
      : Key extends keyof PolicySpec
        ? unknown
        : NoSuchOption<Key>
}

type CheckedPolicies<Policies> = { readonly [Key in keyof Policies]: CheckedPolicy<Policies[Key]> }

type CheckedProfile<Profile> = {
  readonly [Key in keyof Profile]: Key extends 'thing'
    ? CheckedThing<Profile[Key]>
    : Key extends 'groups'
      ? CheckedTemplates<Profile[Key]>
      : Key extends 'billingGroup'
        ? CheckedTemplates<Profile[Key]>
        : Key extends 'policies'
          ? CheckedPolicies<Profile[Key]>
          : Key extends keyof ProfileSpec
            ? unknown
            : NoSuchOption<Key>
}

type CheckedProfiles<Profiles> = { readonly [Key in keyof Profiles]: CheckedProfile<Profiles[Key]> }

/**
 * What a spec has to be beside a `RegistrationSpec`: without keys that are no options, and with paths that exist in all of
 * its literal templates. Text of type `string` is checked at run time alone.
 */
export type CheckedSpec<Spec> = {
  readonly [Key in keyof Spec]: Key extends 'profiles'
    ? CheckedProfiles<Spec[Key]>
    : Key extends keyof RegistrationSpec
      ? unknown
      : NoSuchOption<Key>
}
