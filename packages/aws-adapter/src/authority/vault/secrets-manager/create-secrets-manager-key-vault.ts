import { CreateSecretCommand, GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { callAws, callUnless } from '../../../error/call-aws.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireClient } from '../../../options/required-option.js'
import { kmsKeyIdText, textOption } from '../../../options/text-option.js'
import { aboutKey } from '../about-key.js'
import { createVault } from '../create-vault.js'
import type { KeyVault } from '../key-vault.js'
import { requireStored } from '../require-stored.js'
import type { SecretsManagerCalls } from './secrets-manager-calls.js'
import { secretsManagerErrors } from './secrets-manager-errors.js'

export interface SecretsManagerKeyVaultOptions {
  /** A `SecretsManagerClient`, or anything else that makes these calls. */
  readonly client: SecretsManagerCalls
  /** Id, ARN or alias of the key in KMS that encrypts. Default: the account's own, `alias/aws/secretsmanager`. */
  readonly kmsKeyId?: string
}

/** AWS Secrets Manager API Reference, "CreateSecret". */
const names = {
  pattern: /^[\w/+=.@-]{1,512}$/,
  wanted: 'a name of at most 512 letters, digits and `/_+=.@-`, such as `thingplan/factory-ca`',
}

/** AWS Secrets Manager takes more; no private key needs it. */
const longest = 16_384

/**
 * A vault in AWS Secrets Manager: each key is a secret, and an overwritten one is its previous version.
 *
 * The caller needs `secretsmanager:CreateSecret` to store, `secretsmanager:PutSecretValue` to overwrite, `secretsmanager:GetSecretValue`
 * to open and to repeat, and the use of the key in KMS.
 *
 * @param options - `client` is required
 * @throws {AdapterError} `adapter-option`
 * @see AWS Secrets Manager API Reference, "CreateSecret", "PutSecretValue" and "GetSecretValue"
 *
 * @example
 * ```ts no-run
 * import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
 * import { createSecretsManagerKeyVault } from '@thingplan/aws-adapter/secrets-manager'
 * import { createKeyPair } from '@thingplan/pki'
 *
 * const vault = createSecretsManagerKeyVault({ client: new SecretsManagerClient({ region: 'eu-central-1' }) })
 * const signer = await vault.store('thingplan/factory-ca', (await createKeyPair('EC-P384')).privateKey)
 * ```
 */
export const createSecretsManagerKeyVault = (options: SecretsManagerKeyVaultOptions): KeyVault => {
  refuseUnknownOptions('createSecretsManagerKeyVault', options, ['client', 'kmsKeyId'])
  const { client, kmsKeyId } = options
  requireClient(client, 'client')
  if (kmsKeyId !== undefined) textOption('kmsKeyId', kmsKeyId, kmsKeyIdText)
  const about = (name: string) => aboutKey(name, secretsManagerErrors)
  const create = async (name: string, pem: string): Promise<boolean> => {
    const command = new CreateSecretCommand({
      Name: name,
      SecretString: pem,
      ...(kmsKeyId === undefined ? {} : { KmsKeyId: kmsKeyId }),
    })
    const send = () => client.send(command).then(() => true)
    return (await callUnless('ResourceExistsException', 'CreateSecret', about(name), send)) ?? false
  }

  return createVault({
    names,
    longest,
    create,
    replace: async (name, pem) => {
      if (await create(name, pem)) return
      const command = new PutSecretValueCommand({ SecretId: name, SecretString: pem })
      await callAws('PutSecretValue', about(name), () => client.send(command))
    },
    read: async (name) => {
      const command = new GetSecretValueCommand({ SecretId: name })
      const { SecretString } = await callAws('GetSecretValue', about(name), () => client.send(command))
      return requireStored(name, SecretString)
    },
  })
}
