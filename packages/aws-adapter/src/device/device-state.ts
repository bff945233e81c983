import type { CertificateStatus } from '@thingplan/core'

/** A certificate of a device, as it is. */
export interface CertificateState {
  readonly certificateId: string
  readonly status: CertificateStatus
  readonly certificatePem?: string
  /** SNI_ONLY: it can be registered in several accounts and regions, for `planMove`. Absent where AWS IoT does not say. */
  readonly certificateMode?: 'DEFAULT' | 'SNI_ONLY'
  /** Names of the policies that are attached to it. */
  readonly policies: readonly string[]
  /** Names of the things that it is attached to. */
  readonly things: readonly string[]
  /** Absent where AWS IoT names no CA. */
  readonly ca?: {
    readonly certificateId: string
    readonly status: 'ACTIVE' | 'INACTIVE' | 'missing'
    /** Whether it registers what it has issued; absent where it is missing, since it may be registered again. */
    readonly registersItself?: boolean
    /** As that of the certificate. */
    readonly certificateMode?: 'DEFAULT' | 'SNI_ONLY'
  }
}

/** A thing, as it is. */
export interface ThingState {
  readonly thingName: string
  readonly thingTypeName?: string
  readonly attributes: Readonly<Record<string, string>>
  readonly thingGroups: readonly string[]
  /** Ids of the attached certificates. */
  readonly certificates: readonly string[]
  /** What else is attached, such as identities of Cognito. */
  readonly otherPrincipals: readonly string[]
}

/** What AWS IoT holds of one device. */
export interface DeviceState {
  /** Absent where there is none, and where the certificate is attached to several. */
  readonly thing?: ThingState
  /** Those that are attached to the thing, the one that its stamp names, and the one that was asked for; without those that are gone. */
  readonly certificates: readonly CertificateState[]
}
