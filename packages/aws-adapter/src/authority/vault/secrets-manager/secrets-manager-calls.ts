import type {
  CreateSecretCommand,
  GetSecretValueCommand,
  GetSecretValueResponse,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager'

/** The calls of a vault in Secrets Manager. A `SecretsManagerClient` fits without a cast. */
export interface SecretsManagerCalls {
  send(command: CreateSecretCommand): Promise<unknown>
  send(command: GetSecretValueCommand): Promise<GetSecretValueResponse>
  send(command: PutSecretValueCommand): Promise<unknown>
}
