import {
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'
import { createKeyPair, exportPrivateKey } from '@thingplan/pki'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../../fixtures/aws-error.js'
import { describeKeyVault, type TestedVault } from '../../../fixtures/key-vault-contract.js'
import { createSsmKeyVault, type SsmKeyVaultOptions } from './create-ssm-key-vault.js'

const name = '/thingplan/factory-ca'
const { privateKey } = await createKeyPair()

const startParameterStore = (options: Partial<SsmKeyVaultOptions> = {}) => {
  const client = new SSMClient({ region: 'eu-central-1' })
  const mock = mockClient(client)
  const contents = new Map<string, string>()
  const exception = { $metadata: {}, message: 'said by the test' }
  mock.on(PutParameterCommand).callsFake(async ({ Name, Value, Overwrite }) => {
    if (contents.has(Name) && !Overwrite) throw new ParameterAlreadyExists(exception)
    contents.set(Name, Value)
    return { Version: 1 }
  })
  mock.on(GetParameterCommand).callsFake(async ({ Name, WithDecryption }) => {
    if (!contents.has(Name)) throw new ParameterNotFound(exception)
    return { Parameter: { Type: 'SecureString', Value: WithDecryption ? contents.get(Name) : 'AQICAHg=' } }
  })
  const breakDown: TestedVault['breakDown'] = (error) => {
    mock.on(PutParameterCommand).rejects(error)
    mock.on(GetParameterCommand).rejects(error)
  }
  return { vault: createSsmKeyVault({ client, ...options }), contents, breakDown, mock }
}

describeKeyVault({
  name: 'createSsmKeyVault',
  names: [name, 'factory-ca'],
  refusedNames: ['/', '/a//b', '/a/', 'a/b', 'aws-key', '/aws/key', '/SSM/key', 'x'.repeat(1012), '/a'.repeat(16)],
  start: startParameterStore,
})

describe('a parameter', () => {
  it.each<[Partial<SsmKeyVaultOptions>, object]>([
    [{}, {}],
    [{ kmsKeyId: 'alias/factory' }, { KeyId: 'alias/factory' }],
  ])('is a SecureString, with the options %j', async (options, more) => {
    const { vault, mock } = startParameterStore(options)
    await vault.store(name, privateKey)
    expect(mock.commandCalls(PutParameterCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { Name: name, Value: expect.any(String), Type: 'SecureString', Overwrite: false, ...more },
    ])
  })

  it.each(['String', 'StringList', undefined])('of the type %s is not opened: the key lay open', async (Type) => {
    const { vault, mock } = startParameterStore()
    mock.on(GetParameterCommand).callsFake(async () => ({ Parameter: { Type, Value: 'x' } }))
    await expect(vault.open(name)).rejects.toMatchObject({ code: 'vault-unprotected', field: 'name', value: name })
  })

  it('holds a key alone: no more than 4096 characters', async () => {
    const { vault } = startParameterStore()
    const pem = await exportPrivateKey(privateKey)
    await expect(vault.store(name, `${'x'.repeat(4096)}\n${pem}`)).rejects.toMatchObject({ code: 'vault-too-large' })
  })

  it.each([
    ['InvalidKeyId', 'call-refused'],
    ['ParameterLimitExceeded', 'call-quota'],
    ['ParameterMaxVersionLimitExceeded', 'call-quota'],
    ['TooManyUpdates', 'call-retryable'],
    ['ThrottlingException', 'call-retryable'],
    ['InternalServerError', 'call-retryable'],
    ['AccessDeniedException', 'call-denied'],
    ['HierarchyLevelLimitExceededException', 'call-refused'],
  ])('is not stored because of %s', async (error, code) => {
    const { vault, breakDown } = startParameterStore()
    breakDown(awsError(error))
    await expect(vault.store(name, privateKey)).rejects.toMatchObject({ code, remedy: expect.any(String) })
  })

  it.each<[object, string]>([
    [{ keyId: 'alias/factory' }, 'keyId'],
    [{ kmsKeyId: '' }, 'kmsKeyId'],
    [{ client: {} }, 'client'],
  ])('is not made with the options %j', (options, field) => {
    expect(() => startParameterStore(options)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
