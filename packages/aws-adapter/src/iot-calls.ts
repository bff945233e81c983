import type {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreateBillingGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  CreateThingTypeCommand,
  DeleteCertificateCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteThingCommand,
  DescribeCertificateCommand,
  DescribeCertificateResponse,
  DescribeThingCommand,
  DescribeThingResponse,
  DescribeThingTypeCommand,
  DescribeThingTypeResponse,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  GetPolicyCommand,
  GetPolicyResponse,
  ListPolicyVersionsCommand,
  ListPolicyVersionsResponse,
  ListThingPrincipalsCommand,
  ListThingPrincipalsResponse,
  RegisterCertificateCommand,
  RemoveThingFromThingGroupCommand,
  UpdateCertificateCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'

/**
 * The calls that the adapter makes to AWS IoT, and what it reads of their answers.
 *
 * An `IoTClient` fits, so does the emulator's client, and so does a class written by hand, all without a cast.
 */
export interface IotCalls {
  send(command: AddThingToThingGroupCommand): Promise<unknown>
  send(command: AttachPolicyCommand): Promise<unknown>
  send(command: AttachThingPrincipalCommand): Promise<unknown>
  send(command: CreateBillingGroupCommand): Promise<unknown>
  send(command: CreatePolicyCommand): Promise<unknown>
  send(command: CreatePolicyVersionCommand): Promise<unknown>
  send(command: CreateThingCommand): Promise<unknown>
  send(command: CreateThingGroupCommand): Promise<unknown>
  send(command: CreateThingTypeCommand): Promise<unknown>
  send(command: DeleteCertificateCommand): Promise<unknown>
  send(command: DeletePolicyCommand): Promise<unknown>
  send(command: DeletePolicyVersionCommand): Promise<unknown>
  send(command: DeleteThingCommand): Promise<unknown>
  send(command: DescribeCertificateCommand): Promise<DescribeCertificateResponse>
  send(command: DescribeThingCommand): Promise<DescribeThingResponse>
  send(command: DescribeThingTypeCommand): Promise<DescribeThingTypeResponse>
  send(command: DetachPolicyCommand): Promise<unknown>
  send(command: DetachThingPrincipalCommand): Promise<unknown>
  send(command: GetPolicyCommand): Promise<GetPolicyResponse>
  send(command: ListPolicyVersionsCommand): Promise<ListPolicyVersionsResponse>
  send(command: ListThingPrincipalsCommand): Promise<ListThingPrincipalsResponse>
  send(command: RegisterCertificateCommand): Promise<unknown>
  send(command: RemoveThingFromThingGroupCommand): Promise<unknown>
  send(command: UpdateCertificateCommand): Promise<unknown>
  send(command: UpdateThingCommand): Promise<unknown>
}
