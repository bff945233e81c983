import type { CertificateParameter } from '../certificate-parameter.js'
import type {
  Override,
  ProvisioningTemplateBody,
  TemplatePolicyDocument,
  ThingOverrides,
} from '../provisioning-template.js'
import type { TemplateExpression, TemplateList } from '../template-expression.js'

/** Text of a JITP template: written out, or what AWS reads from the certificate. */
export type JitpExpression = string | { readonly Ref: CertificateParameter }

/** Text of a bulk template: written out, or what the caller gives. */
export type BulkExpression = string | { readonly Ref: string }

/** What a device's thing is to be like. */
export interface TemplateThingSpec<Text, List = readonly Text[]> {
  readonly name: Text
  /** Of a type that exists. */
  readonly typeName?: Text
  /** At most 3 without a type, 50 with one. */
  readonly attributes?: Readonly<Record<string, Text>>
  /** At most ten that exist. */
  readonly groups?: List
  /** One that exists. */
  readonly billingGroup?: Text
  /**
   * What becomes of a thing that exists. Default `FAIL` for every part: another certificate with the same name gets
   * nothing, and neither does the same one a second time.
   */
  readonly overrides?: ThingOverrides
}

/** The name of a policy that exists, or a document; AWS names a policy of a document itself. */
export type TemplatePolicySpec<Text> = { readonly name: Text } | { readonly document: TemplatePolicyDocument | string }

export interface TemplateSpec<Text, List = readonly Text[]> {
  /** Default: none. */
  readonly thing?: TemplateThingSpec<Text, List>
  /** At most ten. A certificate without any policy can do nothing. Default: none. */
  readonly policies?: readonly TemplatePolicySpec<Text>[]
  /** Default `ACTIVE`. */
  readonly status?: Text
  /** What becomes of a certificate with another status. Default `REPLACE`. */
  readonly statusOverride?: Exclude<Override, 'MERGE'>
}

/** A JITP template, in the words of registrations. */
export interface JitpTemplateSpec extends TemplateSpec<JitpExpression> {
  /** Values for fields that a certificate may lack. */
  readonly defaults?: Readonly<Partial<Record<CertificateParameter, string>>>
  /** Fields that every certificate must have, also where nothing refers to them. */
  readonly required?: readonly CertificateParameter[]
}

/** A template for RegisterThing and for bulk registration, in the words of registrations. */
export interface BulkTemplateSpec extends TemplateSpec<BulkExpression> {
  /** A certificate that exists, a request that AWS certifies, or a certificate of a registered CA that is not registered yet. */
  readonly certificate:
    | { readonly id: BulkExpression }
    | { readonly request: BulkExpression }
    | { readonly pem: BulkExpression; readonly caPem?: BulkExpression }
  /** Values for parameters that the caller may leave out. */
  readonly defaults?: Readonly<Record<string, string>>
}

/** A template for fleet provisioning, in the words of registrations. */
export interface FleetTemplateSpec extends TemplateSpec<TemplateExpression, TemplateList> {
  /** Values for parameters that the device may leave out. */
  readonly defaults?: Readonly<Record<string, string>>
  readonly mappings?: ProvisioningTemplateBody['Mappings']
  /** What the device is told when it has been provisioned. */
  readonly deviceConfiguration?: Readonly<Record<string, TemplateExpression>>
}
