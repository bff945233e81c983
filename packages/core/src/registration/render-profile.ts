import type { Name } from '../certificate/name.js'
import type { CompiledProfile } from './compiled-profile.js'
import { renderAttributes } from './render-attributes.js'
import { type DevicePolicy, renderPolicies } from './render-policies.js'
import { type Rendering, renderText } from './rendering.js'

/** What one device becomes. Complete only where the findings refuse nothing. */
export interface RenderedProfile {
  readonly thingName: string
  readonly thingTypeName: string | undefined
  readonly billingGroupName: string | undefined
  readonly attributes: Record<string, string>
  /** Each once: two templates may name the same group for a device. */
  readonly thingGroupNames: readonly string[]
  readonly policies: readonly DevicePolicy[]
}

/** Renders every part, also behind one that is refused: all findings are reported. */
export const renderProfile = (rendering: Rendering, profile: CompiledProfile, subject: Name): RenderedProfile => {
  const { thing, billingGroup, groups, policies } = profile
  const name = (template: CompiledProfile['thing']['name'], field: string) =>
    renderText(rendering, template, 'name-refused', field)
  return {
    thingName: name(thing.name, 'thing.name'),
    thingTypeName: thing.typeName && name(thing.typeName, 'thing.typeName'),
    billingGroupName: billingGroup && name(billingGroup, 'billingGroup'),
    attributes: renderAttributes(rendering, thing, subject),
    thingGroupNames: groups.length === 0 ? [] : [...new Set(groups.map((group) => name(group, 'groups')))],
    policies: renderPolicies(rendering, policies),
  }
}
