import { addThingToBillingGroup } from './billing-group/add-thing.js'
import { createBillingGroup } from './billing-group/create.js'
import { deleteBillingGroup } from './billing-group/delete.js'
import { describeBillingGroup } from './billing-group/describe.js'
import { deleteCaCertificate } from './ca-certificate/delete.js'
import { describeCaCertificate } from './ca-certificate/describe.js'
import { listCaCertificates } from './ca-certificate/list.js'
import { registerCaCertificate } from './ca-certificate/register.js'
import { updateCaCertificate } from './ca-certificate/update.js'
import { createCertificateFromCsr } from './certificate/create-from-csr.js'
import { createKeysAndCertificate } from './certificate/create-keys.js'
import { deleteCertificate } from './certificate/delete.js'
import { describeCertificate } from './certificate/describe.js'
import { listCertificates } from './certificate/list.js'
import { listCertificatesByCa } from './certificate/list-by-ca.js'
import { registerCertificate } from './certificate/register.js'
import { registerCertificateWithoutCa } from './certificate/register-without-ca.js'
import { updateCertificate } from './certificate/update.js'
import { createCertificateProvider } from './certificate-provider/create.js'
import { deleteCertificateProvider } from './certificate-provider/delete.js'
import { describeCertificateProvider } from './certificate-provider/describe.js'
import { listCertificateProviders } from './certificate-provider/list.js'
import { updateCertificateProvider } from './certificate-provider/update.js'
import { describeEndpoint } from './endpoint/describe.js'
import { createJob } from './job/create.js'
import { describeJobExecution } from './job/describe-execution.js'
import type { AwaitedOperation, Operation } from './operation.js'
import { attachPolicy } from './policy/attach.js'
import { createPolicy } from './policy/create.js'
import { createPolicyVersion } from './policy/create-version.js'
import { deletePolicy } from './policy/delete.js'
import { deletePolicyVersion } from './policy/delete-version.js'
import { detachPolicy } from './policy/detach.js'
import { getPolicy } from './policy/get.js'
import { listAttachedPolicies } from './policy/list-attached.js'
import { listTargetsForPolicy } from './policy/list-targets.js'
import { listPolicyVersions } from './policy/list-versions.js'
import { setDefaultPolicyVersion } from './policy/set-default-version.js'
import { createProvisioningClaim } from './provisioning-claim/create.js'
import { createProvisioningTemplate } from './provisioning-template/create.js'
import { createProvisioningTemplateVersion } from './provisioning-template/create-version.js'
import { deleteProvisioningTemplate } from './provisioning-template/delete.js'
import { deleteProvisioningTemplateVersion } from './provisioning-template/delete-version.js'
import { describeProvisioningTemplate } from './provisioning-template/describe.js'
import { describeProvisioningTemplateVersion } from './provisioning-template/describe-version.js'
import { listProvisioningTemplates } from './provisioning-template/list.js'
import { listProvisioningTemplateVersions } from './provisioning-template/list-versions.js'
import { updateProvisioningTemplate } from './provisioning-template/update.js'
import { registerThing } from './registration/register-thing.js'
import { deleteRegistrationCode } from './registration-code/delete.js'
import { getRegistrationCode } from './registration-code/get.js'
import { describeThingRegistrationTask } from './registration-task/describe.js'
import { listThingRegistrationTasks } from './registration-task/list.js'
import { listThingRegistrationTaskReports } from './registration-task/list-reports.js'
import { startThingRegistrationTask } from './registration-task/start.js'
import { stopThingRegistrationTask } from './registration-task/stop.js'
import { listTagsForResource } from './tag/list.js'
import { tagResource } from './tag/tag.js'
import { untagResource } from './tag/untag.js'
import { createThing } from './thing/create.js'
import { deleteThing } from './thing/delete.js'
import { describeThing } from './thing/describe.js'
import { updateThing } from './thing/update.js'
import { addThingToThingGroup } from './thing-group/add-thing.js'
import { createThingGroup } from './thing-group/create.js'
import { deleteThingGroup } from './thing-group/delete.js'
import { describeThingGroup } from './thing-group/describe.js'
import { listThingGroupsForThing } from './thing-group/list-for-thing.js'
import { listThingsInThingGroup } from './thing-group/list-things.js'
import { removeThingFromThingGroup } from './thing-group/remove-thing.js'
import { attachThingPrincipal } from './thing-principal/attach.js'
import { detachThingPrincipal } from './thing-principal/detach.js'
import { listThingPrincipals } from './thing-principal/list-principals.js'
import { listThingPrincipalsV2 } from './thing-principal/list-principals-v2.js'
import { listPrincipalThings } from './thing-principal/list-things.js'
import { createThingType } from './thing-type/create.js'
import { describeThingType } from './thing-type/describe.js'

/** The commands that the emulator answers, by their names in the API reference. */
const operations: ReadonlyMap<string, Operation | AwaitedOperation> = new Map<string, Operation | AwaitedOperation>(
  Object.entries({
    AddThingToBillingGroup: addThingToBillingGroup,
    AddThingToThingGroup: addThingToThingGroup,
    AttachPolicy: attachPolicy,
    AttachThingPrincipal: attachThingPrincipal,
    CreateBillingGroup: createBillingGroup,
    CreateCertificateFromCsr: createCertificateFromCsr,
    CreateCertificateProvider: createCertificateProvider,
    CreateJob: createJob,
    CreateKeysAndCertificate: createKeysAndCertificate,
    CreatePolicy: createPolicy,
    CreatePolicyVersion: createPolicyVersion,
    CreateProvisioningClaim: createProvisioningClaim,
    CreateProvisioningTemplate: createProvisioningTemplate,
    CreateProvisioningTemplateVersion: createProvisioningTemplateVersion,
    CreateThing: createThing,
    CreateThingGroup: createThingGroup,
    CreateThingType: createThingType,
    DeleteBillingGroup: deleteBillingGroup,
    DeleteCACertificate: deleteCaCertificate,
    DeleteCertificate: deleteCertificate,
    DeleteCertificateProvider: deleteCertificateProvider,
    DeletePolicy: deletePolicy,
    DeletePolicyVersion: deletePolicyVersion,
    DeleteProvisioningTemplate: deleteProvisioningTemplate,
    DeleteProvisioningTemplateVersion: deleteProvisioningTemplateVersion,
    DeleteRegistrationCode: deleteRegistrationCode,
    DeleteThing: deleteThing,
    DeleteThingGroup: deleteThingGroup,
    DescribeBillingGroup: describeBillingGroup,
    DescribeCACertificate: describeCaCertificate,
    DescribeCertificate: describeCertificate,
    DescribeCertificateProvider: describeCertificateProvider,
    DescribeEndpoint: describeEndpoint,
    DescribeJobExecution: describeJobExecution,
    DescribeProvisioningTemplate: describeProvisioningTemplate,
    DescribeProvisioningTemplateVersion: describeProvisioningTemplateVersion,
    DescribeThing: describeThing,
    DescribeThingGroup: describeThingGroup,
    DescribeThingRegistrationTask: describeThingRegistrationTask,
    DescribeThingType: describeThingType,
    DetachPolicy: detachPolicy,
    DetachThingPrincipal: detachThingPrincipal,
    GetPolicy: getPolicy,
    GetRegistrationCode: getRegistrationCode,
    ListAttachedPolicies: listAttachedPolicies,
    ListCACertificates: listCaCertificates,
    ListCertificateProviders: listCertificateProviders,
    ListCertificates: listCertificates,
    ListCertificatesByCA: listCertificatesByCa,
    ListPolicyVersions: listPolicyVersions,
    ListPrincipalThings: listPrincipalThings,
    ListProvisioningTemplateVersions: listProvisioningTemplateVersions,
    ListProvisioningTemplates: listProvisioningTemplates,
    ListTagsForResource: listTagsForResource,
    ListTargetsForPolicy: listTargetsForPolicy,
    ListThingGroupsForThing: listThingGroupsForThing,
    ListThingPrincipals: listThingPrincipals,
    ListThingPrincipalsV2: listThingPrincipalsV2,
    ListThingRegistrationTaskReports: listThingRegistrationTaskReports,
    ListThingRegistrationTasks: listThingRegistrationTasks,
    ListThingsInThingGroup: listThingsInThingGroup,
    RegisterCACertificate: registerCaCertificate,
    RegisterCertificate: registerCertificate,
    RegisterCertificateWithoutCA: registerCertificateWithoutCa,
    RegisterThing: registerThing,
    RemoveThingFromThingGroup: removeThingFromThingGroup,
    SetDefaultPolicyVersion: setDefaultPolicyVersion,
    StartThingRegistrationTask: startThingRegistrationTask,
    StopThingRegistrationTask: stopThingRegistrationTask,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateCACertificate: updateCaCertificate,
    UpdateCertificate: updateCertificate,
    UpdateCertificateProvider: updateCertificateProvider,
    UpdateProvisioningTemplate: updateProvisioningTemplate,
    UpdateThing: updateThing,
  }),
)

export const operationNames: readonly string[] = [...operations.keys()]

export const operationNamed = (name: string): Operation | AwaitedOperation | undefined => operations.get(name)
