import type { ConditionValue, PolicyStatement } from '../policy/policy-document.js'
import type { Problem } from './problem.js'
import type { TemplateExpression, TemplateList } from './template-expression.js'

/**
 * What a template is for.
 *
 * - `jitp`: the first connection of a device of a CA with this template; parameters come from the certificate.
 * - `bulk`: RegisterThing and StartThingRegistrationTask; parameters come from the caller.
 * - `fleet`: fleet provisioning by claim or by trusted user; parameters come from the device and the pre-provisioning hook.
 */
export type ProvisioningTemplateKind = 'jitp' | 'bulk' | 'fleet'

export interface TemplateParameter {
  readonly Type: 'String'
  readonly Default?: string
}

/** What happens to a part of a resource that exists already. */
export type Override = 'DO_NOTHING' | 'REPLACE' | 'FAIL' | 'MERGE'

export interface ThingOverrides {
  readonly AttributePayload?: Override
  readonly ThingTypeName?: Exclude<Override, 'MERGE'>
  readonly ThingGroups?: Override
}

export interface ThingResource {
  readonly Type: 'AWS::IoT::Thing'
  readonly Properties: {
    readonly ThingName: TemplateExpression
    readonly AttributePayload?: Readonly<Record<string, TemplateExpression>>
    readonly ThingTypeName?: TemplateExpression
    readonly ThingGroups?: TemplateList
    readonly BillingGroup?: TemplateExpression
  }
  readonly OverrideSettings?: ThingOverrides
}

export interface CertificateResource {
  readonly Type: 'AWS::IoT::Certificate'
  /** One of the first three says which certificate it is. */
  readonly Properties: {
    readonly CertificateId?: TemplateExpression
    readonly CertificateSigningRequest?: TemplateExpression
    readonly CertificatePem?: TemplateExpression
    /** Beside `CertificatePem`, where several registered CAs have the same subject. */
    readonly CACertificatePem?: TemplateExpression
    /** `ACTIVE` by default, in any case of its letters. */
    readonly Status?: TemplateExpression
  }
  readonly OverrideSettings?: { readonly Status?: Exclude<Override, 'MERGE'> }
}

type Leaves<Value> = Value extends string
  ? TemplateExpression
  : Value extends readonly string[]
    ? readonly TemplateExpression[]
    : never

/** A statement in which resources and the values of conditions may be made of parameters. */
export interface TemplateStatement extends Omit<PolicyStatement, 'Resource' | 'NotResource' | 'Condition'> {
  readonly Resource?: Leaves<string | readonly string[]>
  readonly NotResource?: Leaves<string | readonly string[]>
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Leaves<ConditionValue>>>>>
}

export interface TemplatePolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly TemplateStatement[]
}

export interface PolicyResource {
  readonly Type: 'AWS::IoT::Policy'
  /** Either the name of a policy that exists, or a document. */
  readonly Properties: { readonly PolicyName: TemplateExpression } | { readonly PolicyDocument: TemplatePolicyDocument }
}

export type TemplateResource = ThingResource | CertificateResource | PolicyResource

/** A template as JSON, with every document inside it as an object. */
export interface ProvisioningTemplateBody {
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>
  readonly Mappings?: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>>
  >
  readonly Resources: Readonly<Record<string, TemplateResource>>
  readonly DeviceConfiguration?: Readonly<Record<string, TemplateExpression>>
}

/** A template that has been read and checked. */
export interface ProvisioningTemplate {
  readonly kind: ProvisioningTemplateKind
  readonly body: ProvisioningTemplateBody
  /** Names of the parameters that something refers to, in the order of their first use. */
  readonly references: readonly string[]
  /** What AWS accepts and nobody can have meant. */
  readonly warnings: readonly Problem[]
}
