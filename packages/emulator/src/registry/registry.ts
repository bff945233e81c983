import type { Detachment } from '../detachment/detachment.js'
import type { Job, JobExecution } from '../job/job-execution.js'
import type {
  BillingGroup,
  CaCertificate,
  CertificateProvider,
  DeviceCertificate,
  OwnershipToken,
  Policy,
  ProvisioningClaim,
  ProvisioningTemplateRecord,
  RegistrationCode,
  RegistrationTask,
  Tags,
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
  readonly registrationCode: RegistrationCode
  readonly registrationTasks: Map<string, RegistrationTask>
  /** By the ARN of a resource that can be tagged. */
  readonly tags: Map<string, Tags>
  /** Thing name to certificate id. */
  readonly thingPrincipals: Relation<ThingPrincipalType>
  /** Policy name to the ARN of a certificate or of a thing group. */
  readonly policyTargets: Relation<true>
  /** Thing group name to thing name. */
  readonly groupMembers: Relation<true>
  readonly jobs: Map<string, Job>
  /** By thing name and job id, in the order in which they were queued. */
  readonly jobExecutions: Map<string, JobExecution>
  /** By kind and names: attachments that are still there, and about to go. */
  readonly detachments: Map<string, Detachment>
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
  registrationCode: { value: undefined, issued: 0 },
  registrationTasks: new Map(),
  tags: new Map(),
  thingPrincipals: new Relation(),
  policyTargets: new Relation(),
  groupMembers: new Relation(),
  jobs: new Map(),
  jobExecutions: new Map(),
  detachments: new Map(),
})
