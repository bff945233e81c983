import { inspect } from 'node:util'
import {
  AttachPolicyCommand,
  CreateCertificateFromCsrCommand,
  CreateKeysAndCertificateCommand,
  CreatePolicyCommand,
  CreateProvisioningClaimCommand,
  GetPolicyCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { evaluatePolicies, parsePolicyDocument } from '@thingplan/core/policy'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { type MockedAws, mockAws } from '../../fixtures/mock-aws.js'
import { type CreateClaimOptions, createClaim } from './create-claim.js'
import { createClaimWithKeysForCompatibility } from './create-claim-with-keys.js'
import { createProvisioningClaim } from './create-provisioning-claim.js'

const account = { id: '123456789012', region: 'eu-central-1' }
const certificateId = 'c1'.repeat(32)
const certificateArn = `arn:aws:iot:eu-central-1:123456789012:cert/${certificateId}`
const certificatePem = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'
const secret = '-----BEGIN RSA PRIVATE KEY-----\nsecret\n-----END RSA PRIVATE KEY-----\n'
const issued = { certificateId, certificateArn, certificatePem }

const { pem: certificateSigningRequest } = await createCertificateRequest({
  keys: await createKeyPair(),
  subject: { CN: 'line 4' },
})

const issuing = (): MockedAws => {
  const aws = mockAws()
  aws.mock.on(CreateCertificateFromCsrCommand).resolves(issued)
  aws.mock
    .on(CreateKeysAndCertificateCommand)
    .resolves({ ...issued, keyPair: { PublicKey: 'public', PrivateKey: secret } })
  return aws
}

const optionsFor = ({ client }: MockedAws): CreateClaimOptions => ({
  client,
  account,
  templateName: 'sensors',
  certificateSigningRequest,
})

const createdDocument = ({ mock }: MockedAws): string =>
  mock.commandCalls(CreatePolicyCommand)[0]?.args[0].input.policyDocument ?? ''

describe('createClaim', () => {
  it('is active only after its policy is attached', async () => {
    const aws = issuing()
    await expect(createClaim(optionsFor(aws))).resolves.toEqual({ ...issued, policyName: 'claim-sensors' })
    expect(aws.sent()).toEqual([
      ['CreatePolicy', { policyName: 'claim-sensors', policyDocument: expect.any(String) }],
      ['CreateCertificateFromCsr', { certificateSigningRequest, setAsActive: false }],
      ['AttachPolicy', { policyName: 'claim-sensors', target: certificateArn }],
      ['UpdateCertificate', { certificateId, newStatus: 'ACTIVE' }],
    ])
  })

  it.each([
    ['$aws/certificates/create/json', 'allowed'],
    ['$aws/certificates/create-from-csr/cbor', 'allowed'],
    ['$aws/provisioning-templates/sensors/provision/json', 'allowed'],
    ['$aws/provisioning-templates/others/provision/json', 'implicit-deny'],
    ['$aws/things/sensor-1/shadow/update', 'implicit-deny'],
    ['telemetry', 'implicit-deny'],
  ])('may publish to %s: %s', async (topic, effect) => {
    const aws = issuing()
    await createClaim(optionsFor(aws))
    const document = parsePolicyDocument(createdDocument(aws))
    const resource = `arn:aws:iot:eu-central-1:123456789012:topic/${topic}`
    const request = { action: 'iot:Publish', resource, clientId: 'claim-1' }
    expect(evaluatePolicies([document], request).effect).toBe(effect)
  })

  it('takes a policy that exists with the same document', async () => {
    const first = issuing()
    await createClaim(optionsFor(first))
    const aws = issuing()
    aws.mock.on(CreatePolicyCommand).rejects(awsError('ResourceAlreadyExistsException'))
    aws.mock.on(GetPolicyCommand).resolves({ policyDocument: createdDocument(first) })
    await expect(createClaim(optionsFor(aws))).resolves.toMatchObject({ certificateId })
  })

  it('refuses a policy that exists with another document, before there is a certificate', async () => {
    const aws = issuing()
    aws.mock.on(CreatePolicyCommand).rejects(awsError('ResourceAlreadyExistsException'))
    aws.mock.on(GetPolicyCommand).resolves({ policyDocument: '{"Version":"2012-10-17","Statement":[]}' })
    await expect(createClaim(optionsFor(aws))).rejects.toMatchObject({ code: 'adapter-option', field: 'policyName' })
    expect(aws.operations()).toEqual(['CreatePolicy', 'GetPolicy'])
  })

  it.each([
    ['AttachPolicy', ({ mock }: MockedAws) => mock.on(AttachPolicyCommand)],
    ['UpdateCertificate', ({ mock }: MockedAws) => mock.on(UpdateCertificateCommand)],
  ])('names the certificate that is left INACTIVE when %s fails', async (operation, on) => {
    const aws = issuing()
    on(aws).rejects(awsError('ThrottlingException'))
    await expect(createClaim(optionsFor(aws))).rejects.toMatchObject({
      name: 'CallError',
      code: 'call-retryable',
      operation,
      field: 'certificateId',
      value: certificateId,
      remedy: expect.stringContaining('delete the certificate'),
    })
  })

  it('takes a policy of the caller, with the account filled in', async () => {
    const aws = issuing()
    const document = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'iot:Connect',
          Resource: 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:client/claim',
        },
      ],
    } as const
    await createClaim({ ...optionsFor(aws), policy: { name: 'mine', document } })
    expect(JSON.parse(createdDocument(aws)).Statement[0].Resource).toBe(
      'arn:aws:iot:eu-central-1:123456789012:client/claim',
    )
  })

  it.each<[string, object, string]>([
    ['a private key in place of a request', { certificateSigningRequest: secret }, 'certificateSigningRequest'],
    [
      'a request of 5000 characters',
      { certificateSigningRequest: certificateSigningRequest.padEnd(5_000) },
      'certificateSigningRequest',
    ],
    ['a template name with a wildcard', { templateName: '*' }, 'templateName'],
    ['no account', { account: undefined }, 'account'],
    ['an option that does not exist', { setAsActive: true }, 'setAsActive'],
  ])('refuses %s', async (_, options, field) => {
    const aws = issuing()
    await expect(createClaim({ ...optionsFor(aws), ...options })).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
    expect(aws.operations()).toEqual([])
  })

  it('refuses an answer without a certificate', async () => {
    const aws = issuing()
    aws.mock.on(CreateCertificateFromCsrCommand).resolves({})
    await expect(createClaim(optionsFor(aws))).rejects.toMatchObject({
      code: 'answer-malformed',
      field: 'certificateId',
    })
  })
})

describe('private keys that AWS makes', () => {
  it.each([
    [
      'createClaimWithKeysForCompatibility',
      ({ client }: MockedAws) => createClaimWithKeysForCompatibility({ client, account, templateName: 'sensors' }),
    ],
    [
      'createProvisioningClaim',
      ({ client }: MockedAws) => createProvisioningClaim({ client, templateName: 'sensors' }),
    ],
  ])('show themselves only when asked: %s', async (_, create) => {
    const aws = issuing()
    aws.mock.on(CreateProvisioningClaimCommand).resolves({
      certificateId,
      certificatePem,
      keyPair: { PublicKey: 'public', PrivateKey: secret },
      expiration: new Date(0),
    })
    const claim = await create(aws)
    for (const shown of [
      JSON.stringify(claim),
      inspect(claim, { depth: 9, showHidden: true }),
      `${claim.privateKey}`,
    ]) {
      expect(shown).not.toContain('secret')
    }
    expect(claim.privateKey.reveal()).toBe(secret)
  })

  it('are in no error when the claim cannot be finished', async () => {
    const aws = issuing()
    aws.mock.on(AttachPolicyCommand).rejects(awsError('AccessDeniedException'))
    const error = await createClaimWithKeysForCompatibility({
      client: aws.client,
      account,
      templateName: 'sensors',
    }).catch((thrown: unknown) => thrown)
    expect(inspect(error, { depth: 9 })).not.toContain('secret')
    expect(error).toMatchObject({ code: 'call-denied', value: certificateId })
  })
})

describe('createProvisioningClaim', () => {
  it('is one call', async () => {
    const aws = mockAws()
    const expiration = new Date('2026-06-01T00:05:00Z')
    aws.mock.on(CreateProvisioningClaimCommand).resolves({
      certificateId,
      certificatePem,
      keyPair: { PublicKey: 'public', PrivateKey: secret },
      expiration,
    })
    await expect(createProvisioningClaim({ client: aws.client, templateName: 'sensors' })).resolves.toMatchObject({
      certificateId,
      certificatePem,
      publicKeyPem: 'public',
      expiration,
    })
    expect(aws.sent()).toEqual([['CreateProvisioningClaim', { templateName: 'sensors' }]])
  })

  it.each(['certificateId', 'certificatePem', 'keyPair', 'expiration'])(
    'refuses an answer without %s',
    async (field) => {
      const aws = mockAws()
      const answer = {
        certificateId,
        certificatePem,
        keyPair: { PublicKey: 'p', PrivateKey: 'k' },
        expiration: new Date(0),
      }
      aws.mock.on(CreateProvisioningClaimCommand).resolves({ ...answer, [field]: undefined })
      await expect(createProvisioningClaim({ client: aws.client, templateName: 'sensors' })).rejects.toMatchObject({
        code: 'answer-malformed',
        field: expect.stringContaining(field),
      })
    },
  )
})
