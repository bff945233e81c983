import type { X509Certificate } from 'node:crypto'
import type {
  AutoRegistrationStatus,
  CACertificateStatus,
  CertificateMode,
  CertificateStatus,
  ThingPrincipalType,
} from '@aws-sdk/client-iot'
import type { Certificate } from '@thingplan/core'

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
  readonly customerVersion: number
  readonly createdAt: Date
  readonly modifiedAt: Date
}

export type { ThingPrincipalType }
