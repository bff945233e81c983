import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { PolicyDocument } from '../../policy/policy-document.js'
import { hash } from '../../template/expression/hash.js'
import { checkText } from '../../template/sink/check-text.js'
import type { SinkName } from '../../template/sink/sink.js'
import { pathTo } from '../parse/inspection.js'
import { mostGroups } from '../parse/read-thing.js'
import type {
  CertificateResource,
  PolicyResource,
  ProvisioningTemplate,
  ProvisioningTemplateBody,
  TemplateResource,
  ThingOverrides,
  ThingResource,
} from '../provisioning-template.js'
import { referencedParameters } from '../referenced-parameters.js'
import type { TemplateExpression } from '../template-expression.js'
import { compileText, compileTexts, type ExpressionPlace } from './compile-expression.js'
import { compilePolicyDocument } from './compile-policy-document.js'
import type { EvaluateText, EvaluateTexts, ParameterValues } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

/** A policy as one device, or every device, gets it; without a document it exists already. */
export interface EvaluatedPolicy {
  readonly policyName: string
  readonly document?: PolicyDocument
  readonly scope: 'shared' | 'device'
}

export interface CompiledThingResource {
  readonly path: string
  readonly name: EvaluateText
  readonly typeName: EvaluateText | undefined
  readonly billingGroup: EvaluateText | undefined
  readonly groups: EvaluateTexts
  readonly attributes: readonly (readonly [name: string, value: EvaluateText])[]
  readonly overrides: ThingOverrides
}

/** A template whose expressions are compiled. */
export interface CompiledProvisioning {
  readonly thing: CompiledThingResource | undefined
  readonly certificate: CertificateResource
  readonly certificatePath: string
  /** The one property that says which certificate it is, and what it comes to. */
  readonly identification: readonly [property: Identification, value: EvaluateText]
  readonly caCertificatePem: EvaluateText | undefined
  readonly status: EvaluateText
  readonly policies: readonly ((values: ParameterValues) => EvaluatedPolicy)[]
  readonly deviceConfiguration: readonly (readonly [name: string, value: EvaluateText])[]
  /** Parameters without which AWS does nothing, whether anything refers to them or not. */
  readonly required: readonly string[]
}

export type Identification = 'CertificateId' | 'CertificateSigningRequest' | 'CertificatePem'
const identifications: readonly Identification[] = ['CertificateId', 'CertificateSigningRequest', 'CertificatePem']

/** Text for a place, checked as a whole: AWS puts values in as they are, and then refuses what does not fit. */
const compileFor = (
  path: string,
  mappings: ProvisioningTemplateBody['Mappings'],
  expression: TemplateExpression,
  sink: SinkName,
): EvaluateText => {
  const textOf = compileText({ path, mappings }, expression)
  return (values) => {
    const text = textOf(values)
    const refusal = checkText(sink, text)
    if (refusal === undefined) return text
    const remedy = 'issue certificates, or give parameters, with values that AWS takes there'
    throw refuseDevice('provisioning-value-refused', path, refusal, remedy, text)
  }
}

const compileThing = (
  path: string,
  { Properties: properties, OverrideSettings: overrides = {} }: ThingResource,
  mappings: ProvisioningTemplateBody['Mappings'],
): CompiledThingResource => {
  const inner = pathTo(path, 'Properties')
  const compile = (property: string, expression: TemplateExpression | undefined, sink: SinkName) =>
    expression === undefined ? undefined : compileFor(pathTo(inner, property), mappings, expression, sink)
  const { ThingName: name, ThingTypeName: typeName, BillingGroup: billingGroup, ThingGroups: groups = [] } = properties
  const groupsOf = compileTexts({ path: pathTo(inner, 'ThingGroups'), mappings }, groups)
  return {
    path,
    name: compileFor(pathTo(inner, 'ThingName'), mappings, name, 'thing-name'),
    typeName: compile('ThingTypeName', typeName, 'thing-type-name'),
    billingGroup: compile('BillingGroup', billingGroup, 'billing-group-name'),
    groups: (values) => {
      // Two groups may come out under one name.
      const names = [...new Set(groupsOf(values))]
      if (names.length > mostGroups) {
        const message = `has ${names.length} groups`
        const remedy = `name at most ${mostGroups}`
        throw refuseDevice('provisioning-value-refused', pathTo(inner, 'ThingGroups'), message, remedy)
      }
      for (const group of names) {
        const refusal = checkText('thing-group-name', group)
        if (refusal === undefined) continue
        throw refuseDevice('provisioning-value-refused', pathTo(inner, 'ThingGroups'), refusal, 'name a group', group)
      }
      return names
    },
    attributes: Object.entries(properties.AttributePayload ?? {}).map(([attribute, expression]) => [
      attribute,
      compileFor(`${inner}.AttributePayload.${attribute}`, mappings, expression, 'attribute-value'),
    ]),
    overrides,
  }
}

/** AWS names a policy without a name by a hash of its document, 40 digits in upper case; which hash, it does not say. */
const nameOf = (document: PolicyDocument): string => hash(JSON.stringify(document), 40).toUpperCase()

const compilePolicy = (
  path: string,
  { Properties: properties }: PolicyResource,
  mappings: ProvisioningTemplateBody['Mappings'],
): ((values: ParameterValues) => EvaluatedPolicy) => {
  const inner = pathTo(path, 'Properties')
  if ('PolicyName' in properties) {
    const policyNameOf = compileFor(pathTo(inner, 'PolicyName'), mappings, properties.PolicyName, 'policy-name')
    return (values) => ({ policyName: policyNameOf(values), scope: 'shared' })
  }
  const place: ExpressionPlace = { path: pathTo(inner, 'PolicyDocument'), mappings }
  const documentOf = compilePolicyDocument(place, properties.PolicyDocument)
  if (referencedParameters(properties.PolicyDocument).length > 0) {
    return (values) => {
      const document = documentOf(values)
      return { policyName: nameOf(document), document, scope: 'device' }
    }
  }
  let shared: EvaluatedPolicy | undefined
  return (values) => {
    if (shared === undefined) {
      const document = freezeDeeply(documentOf(values))
      shared = { policyName: nameOf(document), document, scope: 'shared' }
    }
    return shared
  }
}

const isKind =
  <Kind extends TemplateResource['Type']>(kind: Kind) =>
  (entry: readonly [string, TemplateResource]): entry is [string, Extract<TemplateResource, { Type: Kind }>] =>
    entry[1].Type === kind

/** Compiles what a template makes of a device. */
const compileProvisioning = ({ kind, body }: ProvisioningTemplate): CompiledProvisioning => {
  const { Mappings: mappings, Resources: resources, Parameters: parameters, DeviceConfiguration: configuration } = body
  const entries = Object.entries(resources)
  const [thing] = entries.filter(isKind('AWS::IoT::Thing'))
  const [certificate] = entries.filter(isKind('AWS::IoT::Certificate'))
  const identification = identifications.find((property) => certificate?.[1].Properties[property] !== undefined)
  if (certificate === undefined || identification === undefined) {
    throw refuseDevice(
      'provisioning-key-missing',
      'Resources',
      'has no certificate',
      'read it with parseProvisioningTemplate',
    )
  }
  const path = `Resources.${certificate[0]}.Properties`
  const { [identification]: id = '', CACertificatePem: caPem, Status: status = 'ACTIVE' } = certificate[1].Properties
  const compile = (property: string, expression: TemplateExpression): EvaluateText =>
    compileText({ path: pathTo(path, property), mappings }, expression)
  return {
    thing: thing && compileThing(`Resources.${thing[0]}`, thing[1], mappings),
    certificate: certificate[1],
    certificatePath: path,
    identification: [identification, compile(identification, id)],
    caCertificatePem: caPem === undefined ? undefined : compile('CACertificatePem', caPem),
    status: compile('Status', status),
    policies: entries
      .filter(isKind('AWS::IoT::Policy'))
      .map(([name, policy]) => compilePolicy(`Resources.${name}`, policy, mappings)),
    deviceConfiguration: Object.entries(configuration ?? {}).map(([name, expression]) => [
      name,
      compileText({ path: pathTo('DeviceConfiguration', name), mappings }, expression),
    ]),
    required: kind === 'jitp' ? Object.keys(parameters ?? {}) : [],
  }
}

/** Templates are frozen, so what was compiled of one stays true of it. */
const compiled: WeakMap<ProvisioningTemplate, CompiledProvisioning> = /* @__PURE__ */ new WeakMap()

export const compiledProvisioning = (template: ProvisioningTemplate): CompiledProvisioning => {
  const known = compiled.get(template)
  if (known !== undefined) return known
  const fresh = compileProvisioning(template)
  compiled.set(template, fresh)
  return fresh
}
