import {
  type Account,
  type Certificate,
  compileTemplate,
  type EnsureThingStep,
  type Plan,
  quote,
  type SinkName,
  type Step,
  type Template,
} from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import type { ProvisioningRequest } from './parse-provisioning-request.js'

/** A parameter that the hook sets, whatever the device sent. */
export interface ParameterOverride {
  /**
   * Text with tags. They read `thing.name`, `thing.typeName`, `thing.billingGroup`, `thing.attributes.…` and `thing.groups[0]` of
   * the plan that was decided on, `parameters.…` as the device sent them, `certificate.id` and `certificate.attributes.subject.…`,
   * `account.id`, `account.region`, `account.partition`, and `template.name`.
   */
  readonly template: string
  /** What the text is for, so that what AWS would refuse there is refused here. */
  readonly sink: SinkName
}

export type CompiledOverrides = readonly (readonly [parameter: string, template: Template])[]

/**
 * @throws {AdapterError} `adapter-option`
 * @throws {TemplateError} for a template that does not compile
 */
export const compileOverrides = (overrides: Readonly<Record<string, ParameterOverride>>): CompiledOverrides =>
  Object.entries(overrides).map(([parameter, override]) => {
    const field = `parameterOverrides.${parameter}`
    if (typeof override !== 'object' || override === null || typeof override.template !== 'string') {
      throw new AdapterError('adapter-option', `${quote(field)} is not a template with a sink`, { field })
    }
    refuseUnknownOptions(field, override, ['template', 'sink'])
    return [parameter, compileTemplate(override.template, { sink: override.sink, variables: 'any' })] as const
  })

const isThing = (step: Step): step is EnsureThingStep => step.kind === 'ensure-thing'

/** What the plan makes of the device, under the names that templates read. */
const thingOf = ({ steps }: Plan): Readonly<Record<string, unknown>> => {
  const { thingName, thingTypeName, billingGroupName, attributes = {} } = steps.find(isThing) ?? {}
  return {
    name: thingName,
    typeName: thingTypeName,
    billingGroup: billingGroupName,
    attributes,
    groups: steps.flatMap((step) => (step.kind === 'add-to-thing-group' ? [step.thingGroupName] : [])),
  }
}

/**
 * The parameters that the hook sets.
 *
 * @throws {TemplateError} for a value that is missing, or that its sink does not take
 */
export const renderOverrides = (
  overrides: CompiledOverrides,
  plan: Plan,
  certificate: Certificate,
  { parameters, templateName, account }: ProvisioningRequest & { readonly account: Account },
): Readonly<Record<string, string>> => {
  const { id, subject, issuer } = certificate
  const context = {
    thing: thingOf(plan),
    parameters,
    certificate: { id, attributes: { subject, issuer } },
    account,
    template: { name: templateName },
  }
  return Object.freeze(
    Object.fromEntries(overrides.map(([parameter, template]) => [parameter, template.render(context)])),
  )
}
