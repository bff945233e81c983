import type {
  CreateProvisioningTemplateCommand,
  CreateProvisioningTemplateResponse,
  CreateProvisioningTemplateVersionCommand,
  CreateProvisioningTemplateVersionResponse,
  DeleteProvisioningTemplateVersionCommand,
  DescribeProvisioningTemplateCommand,
  DescribeProvisioningTemplateResponse,
  ListProvisioningTemplateVersionsCommand,
  ListProvisioningTemplateVersionsResponse,
  UpdateCACertificateCommand,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot'

/** The calls that deploying a provisioning template makes. An `IoTClient` fits without a cast. */
export interface TemplateCalls {
  send(command: CreateProvisioningTemplateCommand): Promise<CreateProvisioningTemplateResponse>
  send(command: CreateProvisioningTemplateVersionCommand): Promise<CreateProvisioningTemplateVersionResponse>
  send(command: DeleteProvisioningTemplateVersionCommand): Promise<unknown>
  send(command: DescribeProvisioningTemplateCommand): Promise<DescribeProvisioningTemplateResponse>
  send(command: ListProvisioningTemplateVersionsCommand): Promise<ListProvisioningTemplateVersionsResponse>
  send(command: UpdateProvisioningTemplateCommand): Promise<unknown>
}

/** The call that gives a CA its template and takes it away. An `IoTClient` fits without a cast. */
export interface CaCertificateCalls {
  send(command: UpdateCACertificateCommand): Promise<unknown>
}
