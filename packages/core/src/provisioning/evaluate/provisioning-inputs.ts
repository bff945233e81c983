import type { Certificate } from '../../certificate/certificate.js'
import type { Account } from '../../plan/account.js'
import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { Override } from '../provisioning-template.js'

/** What is in the registry before a device is provisioned. */
export interface ExistingResources {
  /** The thing of the name that the template gives this device, where there is one. */
  readonly thing?: {
    readonly attributes: Readonly<Record<string, string>>
    readonly thingTypeName?: string
    readonly thingGroupNames?: readonly string[]
    readonly billingGroupName?: string
  }
  /** Where lists are given, what is not on them does not exist; a template makes none of these. */
  readonly thingTypeNames?: readonly string[]
  readonly thingGroupNames?: readonly string[]
  readonly billingGroupNames?: readonly string[]
  readonly policyNames?: readonly string[]
  /** Default `PENDING_ACTIVATION`. */
  readonly certificateStatus?: CertificateStatus
}

/** What `planProvisioning` evaluates a template with. */
export interface ProvisioningInputs {
  readonly account: Account
  /** Stands in the plan as its registration. Default: `provisioning-` and the template's kind. */
  readonly name?: string
  /** JITP: the certificate of the device. */
  readonly certificate?: Certificate
  /** Bulk and fleet: the certificate that the device gets, or has. */
  readonly certificateId?: string
  /** Fleet: the certificate that the device asks with. */
  readonly claim?: { readonly certificateId: string }
  /** Bulk and fleet: values by the name of the parameter. */
  readonly parameters?: Readonly<Record<string, string>>
  /** What `AWS::IoT::Certificate::SerialNumber` holds; sources disagree, so there is no default. */
  readonly serialNumber?: 'subject' | 'certificate'
  /** A field that the subject has more than once: which value AWS takes is unconfirmed, so the default is `refuse`. */
  readonly severalValues?: 'refuse' | 'first'
  readonly existing?: ExistingResources
  /** What happens to an existing part without an override setting; AWS does not say, so the default is `FAIL`. */
  readonly overrideDefault?: Exclude<Override, 'MERGE'>
}
