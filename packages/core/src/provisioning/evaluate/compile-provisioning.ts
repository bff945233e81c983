import { pathTo } from '../parse/inspection.js'
import type { CertificateResource, ProvisioningTemplate, TemplateResource } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'
import { compileText } from './compile-expression.js'
import { compilePolicy, type EvaluatedPolicy } from './compile-policy.js'
import { type CompiledThingResource, compileThing } from './compile-thing.js'
import type { EvaluateText, ParameterValues } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

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
