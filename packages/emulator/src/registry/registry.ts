import type {
  BillingGroup,
  CaCertificate,
  CertificateProvider,
  DeviceCertificate,
  OwnershipToken,
  Policy,
  ProvisioningClaim,
  ProvisioningTemplateRecord,
  Thing,
  ThingGroup,
  ThingPrincipalType,
  ThingType,
} from './records.js'
import { Relation } from './relation.js'

/** Everything that the emulated account holds. Records are replaced, never changed in place. */
export interface Registry {
  readonly things: Map<string, Thing>
  readonly thingTypes: Map<string, ThingType>
  readonly thingGroups: Map<string, ThingGroup>
  readonly billingGroups: Map<string, BillingGroup>
  readonly policies: Map<string, Policy>
  readonly certificates: Map<string, DeviceCertificate>
  readonly caCertificates: Map<string, CaCertificate>
  readonly provisioningTemplates: Map<string, ProvisioningTemplateRecord>
  /** By certificate id. */
  readonly provisioningClaims: Map<string, ProvisioningClaim>
  /** By the token itself. */
  readonly ownershipTokens: Map<string, OwnershipToken>
  readonly certificateProviders: Map<string, CertificateProvider>
  /** Thing name to certificate id. */
  readonly thingPrincipals: Relation<ThingPrincipalType>
  /** Policy name to the ARN of a certificate or of a thing group. */
  readonly policyTargets: Relation<true>
  /** Thing group name to thing name. */
  readonly groupMembers: Relation<true>
}

export const createRegistry = (): Registry => ({
  things: new Map(),
  thingTypes: new Map(),
  thingGroups: new Map(),
  billingGroups: new Map(),
  policies: new Map(),
  certificates: new Map(),
  caCertificates: new Map(),
  provisioningTemplates: new Map(),
  provisioningClaims: new Map(),
  ownershipTokens: new Map(),
  certificateProviders: new Map(),
  thingPrincipals: new Relation(),
  policyTargets: new Relation(),
  groupMembers: new Relation(),
})
