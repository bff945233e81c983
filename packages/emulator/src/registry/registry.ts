import type { Detachment } from '../detachment/detachment.js'
import type { Job, JobExecution } from '../job/job-execution.js'
import { Journal } from './journal.js'
import { JournaledMap } from './journaled-map.js'
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
  /** The latest change of all this, but for the registration code and the reports of tasks, which grow in place. */
  readonly journal: Journal
}

export const createRegistry = (): Registry => {
  const journal = new Journal()
  const records = <Value>(): Map<string, Value> => new JournaledMap(journal)
  const relation = <Value>(): Relation<Value> => new Relation(journal)
  return {
    journal,
    things: records(),
    thingTypes: records(),
    thingGroups: records(),
    billingGroups: records(),
    policies: records(),
    certificates: records(),
    caCertificates: records(),
    provisioningTemplates: records(),
    provisioningClaims: records(),
    ownershipTokens: records(),
    certificateProviders: records(),
    registrationCode: { value: undefined, issued: 0 },
    registrationTasks: records(),
    tags: records(),
    thingPrincipals: relation(),
    policyTargets: relation(),
    groupMembers: relation(),
    jobs: records(),
    jobExecutions: records(),
    detachments: records(),
  }
}
