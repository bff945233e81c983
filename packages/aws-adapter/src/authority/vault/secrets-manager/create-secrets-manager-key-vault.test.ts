import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { createKeyPair } from '@thingplan/pki'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../../fixtures/aws-error.js'
import { describeKeyVault, type TestedVault } from '../../../fixtures/key-vault-contract.js'
import { createSecretsManagerKeyVault, type SecretsManagerKeyVaultOptions } from './create-secrets-manager-key-vault.js'

const name = 'thingplan/factory-ca'
const { privateKey } = await createKeyPair()

const startSecretsManager = (options: Partial<SecretsManagerKeyVaultOptions> = {}) => {
  const client = new SecretsManagerClient({ region: 'eu-central-1' })
  const mock = mockClient(client)
  const contents = new Map<string, string>()
  const exception = { $metadata: {}, message: 'said by the test' }
  mock.on(CreateSecretCommand).callsFake(async ({ Name, SecretString }) => {
    if (contents.has(Name)) throw new ResourceExistsException(exception)
    contents.set(Name, SecretString)
    return { Name }
  })
  mock.on(PutSecretValueCommand).callsFake(async ({ SecretId, SecretString }) => {
    if (!contents.has(SecretId)) throw new ResourceNotFoundException(exception)
    contents.set(SecretId, SecretString)
    return { Name: SecretId }
  })
  mock.on(GetSecretValueCommand).callsFake(async ({ SecretId }) => {
    if (!contents.has(SecretId)) throw new ResourceNotFoundException(exception)
    return { SecretString: contents.get(SecretId) }
  })
  const breakDown: TestedVault['breakDown'] = (error) => {
    mock.on(CreateSecretCommand).rejects(error)
    mock.on(PutSecretValueCommand).rejects(error)
    mock.on(GetSecretValueCommand).rejects(error)
  }
  return { vault: createSecretsManagerKeyVault({ client, ...options }), contents, breakDown, mock }
}

describeKeyVault({
  name: 'createSecretsManagerKeyVault',
  names: [name, 'factory_ca+2@home=1'],
  refusedNames: ['a:b', 'a*', 'x'.repeat(513)],
  start: startSecretsManager,
})

describe('a secret', () => {
  it.each<[Partial<SecretsManagerKeyVaultOptions>, object]>([
    [{}, {}],
    [{ kmsKeyId: 'alias/factory' }, { KmsKeyId: 'alias/factory' }],
  ])('is made with the options %j', async (options, more) => {
    const { vault, mock } = startSecretsManager(options)
    await vault.store(name, privateKey)
    expect(mock.commandCalls(CreateSecretCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { Name: name, SecretString: expect.any(String), ...more },
    ])
  })

  it('that is overwritten gets a new version', async () => {
    const { vault, mock } = startSecretsManager()
    await vault.store(name, privateKey)
    await vault.store(name, privateKey, { overwrite: true })
    expect(mock.commandCalls(PutSecretValueCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { SecretId: name, SecretString: expect.any(String) },
    ])
  })

  it('of octets is not opened', async () => {
    const { vault, mock } = startSecretsManager()
    mock.on(GetSecretValueCommand).resolves({ SecretBinary: Uint8Array.of(1) })
    await expect(vault.open(name)).rejects.toMatchObject({ code: 'vault-content' })
  })

  it.each([
    ['InvalidRequestException', 'call-conflict'],
    ['EncryptionFailure', 'call-refused'],
    ['DecryptionFailure', 'call-refused'],
    ['InternalServiceError', 'call-retryable'],
    ['PreconditionNotMetException', 'call-conflict'],
    ['LimitExceededException', 'call-quota'],
    ['InvalidParameterException', 'call-refused'],
    ['AccessDeniedException', 'call-denied'],
  ])('is not stored because of %s', async (error, code) => {
    const { vault, breakDown } = startSecretsManager()
    breakDown(awsError(error))
    await expect(vault.store(name, privateKey)).rejects.toMatchObject({ code, remedy: expect.any(String) })
  })

  it.each<[object, string]>([
    [{ keyId: 'alias/factory' }, 'keyId'],
    [{ kmsKeyId: '' }, 'kmsKeyId'],
    [{ client: {} }, 'client'],
  ])('is not made with the options %j', (options, field) => {
    expect(() => startSecretsManager(options)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
