import { checkOptionNames } from '../option-error.js'
import { type ParseProvisioningTemplateOptions, parseProvisioningTemplate } from '../parse-provisioning-template.js'
import type {
  CertificateResource,
  Override,
  ProvisioningTemplate,
  ProvisioningTemplateKind,
  ThingOverrides,
} from '../provisioning-template.js'
import { referencedParameters } from '../referenced-parameters.js'
import type { TemplateExpression, TemplateList } from '../template-expression.js'
import type { TemplatePolicySpec, TemplateSpec, TemplateThingSpec } from './template-spec.js'

/** What all kinds of templates are built of. */
export interface BuildContent {
  readonly spec: TemplateSpec<TemplateExpression, TemplateList>
  readonly certificate: CertificateResource['Properties']
  readonly defaults?: Readonly<Record<string, string | undefined>> | undefined
  readonly required?: readonly string[] | undefined
  readonly mappings?: unknown
  readonly deviceConfiguration?: unknown
}

/** A thing that exists belongs to another certificate, as far as a template can tell. */
const refuseExisting: Required<ThingOverrides> = {
  AttributePayload: 'FAIL',
  ThingTypeName: 'FAIL',
  ThingGroups: 'FAIL',
}

const thingNames = ['name', 'typeName', 'attributes', 'groups', 'billingGroup', 'overrides']

const buildThing = (spec: TemplateThingSpec<TemplateExpression, TemplateList>): unknown => {
  checkOptionNames('thing', spec, thingNames)
  const { name, typeName, attributes, groups, billingGroup, overrides } = spec
  return {
    Type: 'AWS::IoT::Thing',
    Properties: {
      ThingName: name,
      ...(attributes !== undefined && { AttributePayload: attributes }),
      ...(typeName !== undefined && { ThingTypeName: typeName }),
      ...(groups !== undefined && { ThingGroups: groups }),
      ...(billingGroup !== undefined && { BillingGroup: billingGroup }),
    },
    OverrideSettings: { ...refuseExisting, ...overrides },
  }
}

const buildPolicy = (spec: TemplatePolicySpec<TemplateExpression>): unknown => {
  checkOptionNames('policy', spec, ['name', 'document'])
  const properties = {
    ...('name' in spec && { PolicyName: spec.name }),
    ...('document' in spec && { PolicyDocument: spec.document }),
  }
  return { Type: 'AWS::IoT::Policy', Properties: properties }
}

const buildParameters = (
  parts: unknown,
  { defaults = {}, required = [] }: BuildContent,
): Readonly<Record<string, object>> => {
  const names = new Set([...required, ...referencedParameters(parts), ...Object.keys(defaults)])
  return Object.fromEntries(
    [...names].map((name) => {
      const fallback = Object.hasOwn(defaults, name) ? defaults[name] : undefined
      return [name, { Type: 'String', ...(fallback !== undefined && { Default: fallback }) }]
    }),
  )
}

/** Builds the body, with every parameter declared and every override setting written out, and reads it as AWS would. */
export const buildTemplate = (
  kind: ProvisioningTemplateKind,
  content: BuildContent,
  options?: ParseProvisioningTemplateOptions,
): ProvisioningTemplate => {
  const { spec, certificate, required = [], mappings, deviceConfiguration } = content
  const { thing, policies = [], status = 'ACTIVE', statusOverride = 'REPLACE' satisfies Override } = spec
  const policyEntries = policies.map((policy, index) => [
    index === 0 ? 'policy' : `policy${index + 1}`,
    buildPolicy(policy),
  ])
  const parts = {
    Resources: {
      ...(thing !== undefined && { thing: buildThing(thing) }),
      certificate: {
        Type: 'AWS::IoT::Certificate',
        Properties: { ...certificate, Status: status },
        OverrideSettings: { Status: statusOverride },
      },
      ...Object.fromEntries(policyEntries),
    },
    ...(deviceConfiguration !== undefined && { DeviceConfiguration: deviceConfiguration }),
  }
  const body = {
    Parameters: buildParameters(parts, content),
    ...(mappings !== undefined && { Mappings: mappings }),
    ...parts,
  }
  const template = parseProvisioningTemplate(body, kind, options)
  // What is required is declared on purpose.
  const warnings = template.warnings.filter(({ value }) => value === undefined || !required.includes(value))
  return Object.freeze({ ...template, warnings: Object.freeze(warnings) })
}

/** Options of every builder. */
export const specNames: readonly (keyof TemplateSpec<unknown>)[] = ['thing', 'policies', 'status', 'statusOverride']
