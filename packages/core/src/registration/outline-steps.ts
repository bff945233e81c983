import type { Ownership } from '../plan/step/ensure-thing.js'
import type { Template } from '../template/template.js'
import { compiledOf } from './compiled-of.js'
import type { CompiledProfile } from './compiled-profile.js'
import type { Registration } from './registration.js'

/** What is known of a step before there is a certificate: its kind, its names as templates, and what decides its calls. */
export type StepOutline<Name = Template> =
  | { readonly kind: 'ensure-thing-type'; readonly thingTypeName: Name }
  | { readonly kind: 'ensure-thing-group'; readonly thingGroupName: Name }
  | { readonly kind: 'ensure-billing-group'; readonly billingGroupName: Name }
  | {
      readonly kind: 'ensure-thing'
      readonly thingName: Name
      readonly thingTypeName?: Name | undefined
      /** Whether the thing can have attributes beside the stamp. */
      readonly hasAttributes: boolean
      readonly ownership: Ownership
      readonly adopt: boolean
    }
  | { readonly kind: 'set-thing-owner'; readonly thingName: Name; readonly ownership: Exclude<Ownership, 'off'> }
  | { readonly kind: 'ensure-policy'; readonly policyName: Name; readonly scope: 'shared' | 'device' }
  | { readonly kind: 'attach-policy'; readonly policyName: Name }
  | { readonly kind: 'attach-thing'; readonly thingName: Name }
  | { readonly kind: 'detach-thing'; readonly thingName: Name }
  | { readonly kind: 'add-to-thing-group'; readonly thingName: Name; readonly thingGroupName: Name }
  | { readonly kind: 'set-certificate-status' }

/** The steps of a device that becomes what the profile says, but for its activation. */
export const outlineProfile = (
  { thing, groups, billingGroup, policies }: CompiledProfile,
  { ownership, onIdentityConflict }: Registration,
): readonly StepOutline[] => {
  const { name: thingName, typeName: thingTypeName, attributes, subjectAttributes, adopt } = thing
  const hasAttributes = attributes.length > 0 || subjectAttributes !== undefined
  const steps: StepOutline[] = [
    { kind: 'ensure-thing', thingName, thingTypeName, hasAttributes, ownership, adopt },
    { kind: 'attach-thing', thingName },
  ]
  if (thingTypeName !== undefined) steps.push({ kind: 'ensure-thing-type', thingTypeName })
  if (billingGroup !== undefined) steps.push({ kind: 'ensure-billing-group', billingGroupName: billingGroup })
  for (const thingGroupName of groups) {
    steps.push(
      { kind: 'ensure-thing-group', thingGroupName },
      { kind: 'add-to-thing-group', thingName, thingGroupName },
    )
  }
  for (const { name: policyName, scope } of policies) {
    steps.push({ kind: 'ensure-policy', policyName, scope }, { kind: 'attach-policy', policyName })
  }
  if (onIdentityConflict === 'replace' && ownership !== 'off') {
    steps.push({ kind: 'set-thing-owner', thingName, ownership }, { kind: 'detach-thing', thingName })
  }
  return steps
}

/**
 * Every step that the plans of a registration can hold, before there is a certificate: of an accepted device and of a
 * refused one, of all profiles.
 *
 * For what must be known beforehand, such as the permissions of the role that executes the plans.
 *
 * @param registration - what `defineRegistration` returned.
 * @returns outlines in no particular order; a name that two profiles share stands there twice.
 * @throws {RegistrationError} `registration-option` for what `defineRegistration` did not return.
 * @example
 * ```ts
 * import { defineRegistration, outlineSteps } from '@thingplan/core'
 *
 * const gates = defineRegistration({
 *   name: 'gates',
 *   rules: [],
 *   profiles: [{ thing: { name: 'gate-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * outlineSteps(gates).map(({ kind }) => kind) // => ['ensure-thing', 'attach-thing', 'set-certificate-status']
 * ```
 */
export const outlineSteps = (registration: Registration): readonly StepOutline[] => [
  ...compiledOf(registration).profiles.flatMap((profile) => outlineProfile(profile, registration)),
  { kind: 'set-certificate-status' },
]
