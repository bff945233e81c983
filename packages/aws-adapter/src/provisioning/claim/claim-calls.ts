import type {
  AttachPolicyCommand,
  CreateCertificateFromCsrCommand,
  CreateCertificateFromCsrResponse,
  CreateKeysAndCertificateCommand,
  CreateKeysAndCertificateResponse,
  CreatePolicyCommand,
  CreateProvisioningClaimCommand,
  CreateProvisioningClaimResponse,
  GetPolicyCommand,
  GetPolicyResponse,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'

/** The calls that give a claim certificate its policy and activate it. */
interface ClaimPolicyCalls {
  send(command: AttachPolicyCommand): Promise<unknown>
  send(command: CreatePolicyCommand): Promise<unknown>
  send(command: GetPolicyCommand): Promise<GetPolicyResponse>
  send(command: UpdateCertificateCommand): Promise<unknown>
}

/** The calls of `createClaim`. An `IoTClient` fits without a cast. */
export interface ClaimCalls extends ClaimPolicyCalls {
  send: ClaimPolicyCalls['send'] &
    ((command: CreateCertificateFromCsrCommand) => Promise<CreateCertificateFromCsrResponse>)
}

/** The calls of `createClaimWithKeysForCompatibility`. An `IoTClient` fits without a cast. */
export interface ClaimWithKeysCalls extends ClaimPolicyCalls {
  send: ClaimPolicyCalls['send'] &
    ((command: CreateKeysAndCertificateCommand) => Promise<CreateKeysAndCertificateResponse>)
}

/** The call of `createProvisioningClaim`. An `IoTClient` fits without a cast. */
export interface ProvisioningClaimCalls {
  send(command: CreateProvisioningClaimCommand): Promise<CreateProvisioningClaimResponse>
}
