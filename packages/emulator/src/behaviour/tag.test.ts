import {
  CreateBillingGroupCommand,
  CreateCertificateProviderCommand,
  CreatePolicyCommand,
  CreateProvisioningTemplateCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  CreateThingTypeCommand,
  DeletePolicyCommand,
  type IoTClient,
  ListTagsForResourceCommand,
  RegisterCACertificateCommand,
  type Tag,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { createAuthority, registeredCertificate } from '../fixtures/certificates.js'
import { anything } from '../fixtures/policies.js'
import { fleetBody, roleArn } from '../fixtures/provisioning-templates.js'

const tags: Tag[] = [{ Key: 'team', Value: 'pumps' }]

const tagsOf = async (client: IoTClient, resourceArn: string | undefined): Promise<Tag[] | undefined> =>
  (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags

const lambdaFunctionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:sign'

const makers: readonly (readonly [kind: string, make: (client: IoTClient) => Promise<string | undefined>])[] = [
  [
    'a CA certificate',
    async (client) => {
      const { certificatePem: caCertificate } = await createAuthority()
      const command = new RegisterCACertificateCommand({ caCertificate, certificateMode: 'SNI_ONLY', tags })
      return (await client.send(command)).certificateArn
    },
  ],
  [
    'a policy',
    async (client) =>
      (await client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything, tags }))).policyArn,
  ],
  [
    'a provisioning template',
    async (client) => {
      const template = { templateName: 'fleet', templateBody: fleetBody(), provisioningRoleArn: roleArn, tags }
      return (await client.send(new CreateProvisioningTemplateCommand(template))).templateArn
    },
  ],
  [
    'a certificate provider',
    async (client) => {
      const accountDefaultForOperations = ['CreateCertificateFromCsr' as const]
      const provider = { certificateProviderName: 'own-ca', lambdaFunctionArn, accountDefaultForOperations, tags }
      return (await client.send(new CreateCertificateProviderCommand(provider))).certificateProviderArn
    },
  ],
  [
    'a thing type',
    async (client) => (await client.send(new CreateThingTypeCommand({ thingTypeName: 't', tags }))).thingTypeArn,
  ],
  [
    'a thing group',
    async (client) => (await client.send(new CreateThingGroupCommand({ thingGroupName: 'g', tags }))).thingGroupArn,
  ],
  [
    'a billing group',
    async (client) =>
      (await client.send(new CreateBillingGroupCommand({ billingGroupName: 'b', tags }))).billingGroupArn,
  ],
]

describe('tags', () => {
  it.each(makers)('TAG-01 are kept with %s, replaced by their keys, and taken off', async (_, make) => {
    const { client } = emptyAccount()
    const resourceArn = await make(client)
    expect(await tagsOf(client, resourceArn)).toEqual(tags)
    const others: Tag[] = [{ Key: 'team', Value: 'valves' }, { Key: 'stage' }]
    await client.send(new TagResourceCommand({ resourceArn, tags: others }))
    expect(await tagsOf(client, resourceArn)).toEqual([
      { Key: 'team', Value: 'valves' },
      { Key: 'stage', Value: '' },
    ])
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team', 'none'] }))
    expect(await tagsOf(client, resourceArn)).toEqual([{ Key: 'stage', Value: '' }])
  })

  it('TAG-02 are nothing for things and certificates of devices, and nothing for what does not exist', async () => {
    const { client } = emptyAccount()
    const { thingArn } = await client.send(new CreateThingCommand({ thingName: 'one' }))
    const { certificateArn } = await registeredCertificate(client)
    for (const resourceArn of [thingArn, certificateArn, 'arn:aws:iot:us-east-1:123456789012:policy/p']) {
      const refused = client.send(new TagResourceCommand({ resourceArn, tags }))
      await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestException' })
    }
    for (const resourceArn of [`${arnPrefix}policy/p`, `${arnPrefix}cacert/${'f'.repeat(64)}`]) {
      await expect(tagsOf(client, resourceArn)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    }
  })

  it.each<[string, readonly unknown[], string]>([
    ['a key of 129 characters', [{ Key: 'k'.repeat(129), Value: '' }], 'InvalidRequestException'],
    ['a value of 257 characters', [{ Key: 'k', Value: 'v'.repeat(257) }], 'InvalidRequestException'],
    ['a key of AWS', [{ Key: 'aws:team', Value: 'x' }], 'InvalidRequestException'],
    ['no key', [{ Value: 'x' }], 'InvalidRequestException'],
    ['51 tags', Array.from({ length: 51 }, (_, key) => ({ Key: `k${key}`, Value: '' })), 'LimitExceededException'],
  ])('TAG-03 are refused for %s, and nothing is made', async (_, wrong, name) => {
    const emulator = emptyAccount()
    const command = Reflect.construct(CreateThingTypeCommand, [{ thingTypeName: 't', tags: wrong }])
    await expect(emulator.createClient({ maxAttempts: 1 }).send(command)).rejects.toMatchObject({ name })
    expect(emulator.snapshot().thingTypes).toEqual({})
  })

  it('TAG-04 are counted together with those that are there, come in pages, and go with their resource', async () => {
    const emulator = emptyAccount()
    const client = emulator.createClient({ maxAttempts: 1 })
    const policy = { policyName: 'p', policyDocument: anything }
    const { policyArn: resourceArn } = await client.send(new CreatePolicyCommand({ ...policy, tags }))
    const more = Array.from({ length: 49 }, (_, key) => ({ Key: `k${key}`, Value: '' }))
    await client.send(new TagResourceCommand({ resourceArn, tags: more }))
    const first = await client.send(new ListTagsForResourceCommand({ resourceArn }))
    const { nextToken } = first
    const second = await client.send(new ListTagsForResourceCommand({ resourceArn, nextToken }))
    expect([...(first.tags ?? []), ...(second.tags ?? [])]).toEqual([...tags, ...more])
    const tooMany = client.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'last', Value: '' }] }))
    await expect(tooMany).rejects.toMatchObject({ name: 'LimitExceededException' })
    await client.send(new DeletePolicyCommand({ policyName: 'p' }))
    await client.send(new CreatePolicyCommand(policy))
    expect(await tagsOf(client, resourceArn)).toEqual([])
  })
})
