import type { Plan, Step } from '@thingplan/core'
import {
  type Override,
  type ProvisioningTemplateBody,
  parseProvisioningTemplate,
  provisioningTemplateBody,
  type TemplateParameter,
} from '@thingplan/core/provisioning'
import { stampedAttributes } from '../../driver/things/owner-stamp.js'
import { AdapterError } from '../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { outlinePlan, type PlanOutline } from './outline-plan.js'

export interface RegisterThingBodyOptions {
  /**
   * What DescribeThing said of the thing just before: that there is none, or that it is the certificate's own. Required where
   * the plan says whose thing it is, since RegisterThing itself would take over what belongs to another certificate.
   */
  readonly described?: 'absent' | 'own'
}

/** What RegisterThing takes, and what it takes for granted. */
export interface RegisterThingBody {
  /** At most 10,240 characters; the same for all devices of a profile. */
  readonly templateBody: string
  readonly parameters: Readonly<Record<string, string>>
  /** Steps of the plan that have to be done before: types, groups and policies, which the call does not make. */
  readonly prerequisites: readonly Step[]
}

/**
 * A thing that was absent must still be absent; one's own, or anybody's, gets what it lacks, as the driver does it.
 */
const overridesOf = (
  described: RegisterThingBodyOptions['described'],
): { readonly [Part in 'merged' | 'replaced']: Override } =>
  described === 'absent' ? { merged: 'FAIL', replaced: 'FAIL' } : { merged: 'MERGE', replaced: 'REPLACE' }

const requireDescribed = ({ thing }: PlanOutline, described: RegisterThingBodyOptions['described']): void => {
  if (thing.ownership === 'off' || described === 'absent' || described === 'own') return
  const message = `one call of RegisterThing cannot do \`${thing.id}\`: it would not notice that the thing belongs to another`
  throw new AdapterError('plan-not-expressible', message, {
    field: 'steps',
    value: thing.id,
    remedy: 'describe the thing first and say so in `described`, or register without ownership',
  })
}

/** Values stand in parameters, not in the body: nothing of a certificate can change what the template is. */
const parameterized = (
  { thing, activation, policies, groups }: PlanOutline,
  described: RegisterThingBodyOptions['described'],
): { readonly body: ProvisioningTemplateBody; readonly parameters: Readonly<Record<string, string>> } => {
  const values = new Map<string, string>()
  const refer = (parameter: string, value: string): { readonly Ref: string } => {
    values.set(parameter, value)
    return { Ref: parameter }
  }
  const { merged, replaced } = overridesOf(described)
  const attributes = Object.entries(stampedAttributes(thing)).map(
    ([name, value]) => [name, refer(`Attribute:${name}`, value)] as const,
  )
  const { thingTypeName, billingGroupName } = thing
  const resources: ProvisioningTemplateBody['Resources'] = {
    thing: {
      Type: 'AWS::IoT::Thing',
      Properties: {
        ThingName: refer('ThingName', thing.thingName),
        ...(attributes.length === 0 ? {} : { AttributePayload: Object.fromEntries(attributes) }),
        ...(thingTypeName === undefined ? {} : { ThingTypeName: refer('ThingTypeName', thingTypeName) }),
        ...(groups.length === 0
          ? {}
          : { ThingGroups: groups.map(({ thingGroupName }, index) => refer(`ThingGroup:${index}`, thingGroupName)) }),
        ...(billingGroupName === undefined ? {} : { BillingGroup: refer('BillingGroup', billingGroupName) }),
      },
      OverrideSettings: {
        AttributePayload: merged,
        ThingTypeName: replaced === 'FAIL' ? 'FAIL' : 'REPLACE',
        ThingGroups: merged,
      },
    },
    certificate: {
      Type: 'AWS::IoT::Certificate',
      Properties: { CertificateId: refer('CertificateId', activation.certificateId), Status: 'ACTIVE' },
      // It exists, and waits for its activation.
      OverrideSettings: { Status: 'REPLACE' },
    },
    ...Object.fromEntries(
      policies.map(({ policyName }, index) => [
        `policy${index}`,
        { Type: 'AWS::IoT::Policy', Properties: { PolicyName: refer(`PolicyName:${index}`, policyName) } },
      ]),
    ),
  }
  const declared = [...values.keys()].map((name): [string, TemplateParameter] => [name, { Type: 'String' }])
  return {
    body: { Parameters: Object.fromEntries(declared), Resources: resources },
    parameters: Object.fromEntries(values),
  }
}

/**
 * Compiles a plan that registers a device to what one call of RegisterThing takes. Pure.
 *
 * Every override setting is written out, since AWS documents no defaults.
 *
 * @param plan - as `decide` made it for a device that is accepted
 * @param options - `described`, which a plan with ownership needs
 * @throws {AdapterError} `plan-not-expressible` naming the step: for another owner, an exclusive attachment, a detachment, a
 *   certificate that is not to become ACTIVE; `adapter-option`
 * @throws {ProvisioningError} `provisioning-too-large` for more attributes than fit into a body
 * @see AWS IoT API Reference, "RegisterThing"
 *
 * @example
 * ```ts
 * import { registerThingBody } from '@thingplan/aws-adapter/provisioning'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const { parameters, prerequisites } = registerThingBody(planFixture({ ownership: 'off' }))
 * parameters['ThingName'] // => 'sensor-1'
 * prerequisites.map(({ id }) => id) // => ['ensure-thing-type:sensor', 'ensure-policy:sensor-policy']
 * ```
 */
export const registerThingBody = (plan: Plan, options: RegisterThingBodyOptions = {}): RegisterThingBody => {
  refuseUnknownOptions('registerThingBody', options, ['described'])
  const { described } = options
  if (described !== undefined && described !== 'absent' && described !== 'own') {
    throw new AdapterError('adapter-option', '`described` is neither `absent` nor `own`', {
      field: 'described',
      value: String(described),
    })
  }
  const outline = outlinePlan(plan)
  requireDescribed(outline, described)
  const { body, parameters } = parameterized(outline, described)
  const templateBody = provisioningTemplateBody(parseProvisioningTemplate(body, 'bulk'))
  return { templateBody, parameters, prerequisites: outline.prerequisites }
}
