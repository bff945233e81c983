import type { ProvisioningTemplateKind } from './provisioning-template.js'
import type { TemplateFunction } from './template-expression.js'

/** What AWS documents for templates of one kind. */
export interface TemplateKindRules {
  readonly sections: readonly string[]
  readonly functions: readonly TemplateFunction[]
  /** Properties that can say which certificate it is. */
  readonly identifications: readonly string[]
  /** Whether AWS fills `AWS::IoT::Certificate::Id` where nothing declares it: the example of fleet provisioning does not. */
  readonly knowsCertificate: boolean
  /** Whether AWS's examples write a policy document as a string of JSON. */
  readonly encodesPolicies: boolean
}

const identifications = ['CertificateId', 'CertificateSigningRequest', 'CertificatePem']

/**
 * Mappings, device configurations and functions are documented for fleet templates only; that AWS refuses them elsewhere is
 * unconfirmed, and the stricter reading is taken.
 *
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/provision-template.html
 */
export const templateKinds: Readonly<Record<ProvisioningTemplateKind, TemplateKindRules>> = {
  jitp: {
    sections: ['Parameters', 'Resources'],
    functions: [],
    identifications: ['CertificateId'],
    knowsCertificate: false,
    encodesPolicies: true,
  },
  bulk: {
    sections: ['Parameters', 'Resources'],
    functions: [],
    identifications,
    knowsCertificate: false,
    encodesPolicies: true,
  },
  fleet: {
    sections: ['Parameters', 'Mappings', 'Resources', 'DeviceConfiguration'],
    functions: ['Fn::Join', 'Fn::Select', 'Fn::FindInMap', 'Fn::Split', 'Fn::Sub'],
    identifications: ['CertificateId'],
    knowsCertificate: true,
    encodesPolicies: false,
  },
}
