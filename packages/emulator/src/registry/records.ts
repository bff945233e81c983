import type { X509Certificate } from 'node:crypto'
import type {
  AutoRegistrationStatus,
  CACertificateStatus,
  CertificateMode,
  CertificateStatus,
  ReportType,
  Status,
  TemplateType,
  ThingPrincipalType,
} from '@aws-sdk/client-iot'
import type { Certificate } from '@thingplan/core'
import type { TaskReport } from '../registration-task/task-report.js'

/** Attributes by name. A map, because `__proto__` is a legal attribute name. */
export type Attributes = ReadonlyMap<string, string>

export interface Thing {
  readonly name: string
  readonly id: string
  readonly typeName: string | undefined
  readonly attributes: Attributes
  readonly billingGroupName: string | undefined
  /** Counts updates; `expectedVersion` is compared with it. */
  readonly version: number
}

export interface ThingType {
  readonly name: string
  readonly id: string
  readonly description: string | undefined
  readonly searchableAttributes: readonly string[]
  readonly createdAt: Date
}

export interface ThingGroup {
  readonly name: string
  readonly id: string
  readonly parentName: string | undefined
  readonly description: string | undefined
  readonly attributes: Attributes
  readonly createdAt: Date
}

export interface BillingGroup {
  readonly name: string
  readonly id: string
  readonly description: string | undefined
  readonly createdAt: Date
}

export interface PolicyVersion {
  /** A count that begins at 1 and is never reused. */
  readonly id: string
  readonly document: string
  readonly createdAt: Date
}

export interface Policy {
  readonly name: string
  readonly versions: readonly PolicyVersion[]
  readonly defaultVersionId: string
  readonly lastVersionId: number
  readonly createdAt: Date
  readonly modifiedAt: Date
}

export interface DeviceCertificate {
  readonly id: string
  readonly certificate: Certificate
  readonly status: CertificateStatus
  readonly mode: CertificateMode
  /** Absent for a certificate that was registered without a CA. */
  readonly caCertificateId: string | undefined
  /** Counts updates. */
  readonly customerVersion: number
  readonly createdAt: Date
  readonly modifiedAt: Date
}

export interface CaCertificate {
  readonly id: string
  readonly certificate: Certificate
  /** What checks signatures; holds the same bytes as `certificate`. */
  readonly x509: X509Certificate
  readonly status: CACertificateStatus
  readonly autoRegistrationStatus: AutoRegistrationStatus
  readonly mode: CertificateMode
  /** With one, a certificate that registers itself is provisioned too. */
  readonly registrationConfig: RegistrationConfig | undefined
  readonly customerVersion: number
  readonly createdAt: Date
  readonly modifiedAt: Date
}

/** What provisions the devices of a CA: a template of its own, or one by its name. */
export type RegistrationConfig =
  | { readonly templateBody: string; readonly roleArn: string }
  | { readonly templateName: string }

export interface ProvisioningTemplateVersion {
  /** A count that begins at 1 and is never reused. */
  readonly id: number
  readonly body: string
  readonly createdAt: Date
}

export interface ProvisioningTemplateRecord {
  readonly name: string
  readonly type: TemplateType
  readonly description: string | undefined
  readonly enabled: boolean
  readonly provisioningRoleArn: string
  readonly hook: PreProvisioningHook | undefined
  readonly versions: readonly ProvisioningTemplateVersion[]
  readonly defaultVersionId: number
  readonly lastVersionId: number
  readonly createdAt: Date
  readonly modifiedAt: Date
}

/** The Lambda function that is asked before fleet provisioning. */
export interface PreProvisioningHook {
  readonly targetArn: string
  readonly payloadVersion: string
}

/** A temporary claim certificate; it is on no list of certificates. */
export interface ProvisioningClaim {
  readonly certificate: Certificate
  readonly templateName: string
  readonly expiresAt: Date
}

/** What proves that a device was issued the certificate that it wants to be provisioned with. */
export interface OwnershipToken {
  readonly certificateId: string
  /** The certificate that asked for it. */
  readonly claimCertificateId: string
  readonly expiresAt: Date
  /** A request is being answered with it, or one has been. */
  readonly use: 'none' | 'pending' | 'done'
}

/** The Lambda function that certifies requests instead of AWS IoT. */
export interface CertificateProvider {
  readonly name: string
  readonly lambdaFunctionArn: string
  readonly createdAt: Date
  readonly modifiedAt: Date
}

/** A bulk registration. */
export interface RegistrationTask {
  readonly id: string
  readonly templateBody: string
  readonly inputFileBucket: string
  readonly inputFileKey: string
  readonly roleArn: string
  readonly status: Status
  /** Why it has failed. */
  readonly message: string | undefined
  readonly successCount: number
  readonly failureCount: number
  readonly percentageProgress: number
  /** They grow in place: what has happened does not change. */
  readonly reports: Readonly<Record<ReportType, TaskReport>>
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly endedAt: Date | undefined
}

/** Tags of a resource by their keys. */
export type Tags = ReadonlyMap<string, string>

/** What a verification certificate has to have as its common name. There is one of it, so it is changed in place. */
export interface RegistrationCode {
  /** Undefined until somebody asks for one, and again when it has been deleted. */
  value: string | undefined
  /** How many there have been. */
  issued: number
}

export type { ThingPrincipalType }
