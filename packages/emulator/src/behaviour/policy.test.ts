import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateThingGroupCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachPolicyCommand,
  GetPolicyCommand,
  type IoTClient,
  ListAttachedPoliciesCommand,
  ListPolicyVersionsCommand,
  ListTargetsForPolicyCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { registeredCertificate } from '../fixtures/certificates.js'
import { anything, policyText } from '../fixtures/policies.js'

const createPolicies = async (client: IoTClient, ...names: readonly string[]): Promise<void> => {
  for (const policyName of names) await client.send(new CreatePolicyCommand({ policyName, policyDocument: anything }))
}

describe('policies', () => {
  it('POLICY-01 refuses a name that is taken, even with the same document', async () => {
    const { client } = emptyAccount()
    const create = new CreatePolicyCommand({ policyName: 'p', policyDocument: anything })
    expect(await client.send(create)).toMatchObject({ policyArn: `${arnPrefix}policy/p`, policyVersionId: '1' })
    await expect(client.send(create)).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceArn: `${arnPrefix}policy/p`,
    })
  })

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['no statements', '{"Version":"2012-10-17","Statement":[]}'],
    ['no effect', '{"Version":"2012-10-17","Statement":[{"Action":"iot:Connect","Resource":"*"}]}'],
    ['no action', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"*"}]}'],
    ['no resource', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect"}]}'],
    [
      'two kinds of resource',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Connect","Resource":"*","NotResource":"*"}]}',
    ],
    [
      '2049 characters',
      policyText({
        action: 'iot:Connect',
        on: `client/${'a'.repeat(2049 - policyText({ action: 'iot:Connect', on: 'client/' }).length)}`,
      }),
    ],
  ])('POLICY-02 refuses a document that is none, or too large: %s', async (_, policyDocument) => {
    const { client } = emptyAccount()
    const refused = client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument }))
    await expect(refused).rejects.toMatchObject({ name: 'MalformedPolicyException' })
  })

  it('POLICY-02 does not count white space', async () => {
    const { client } = emptyAccount()
    const policyDocument = `${anything}${' '.repeat(4096)}`
    await client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument }))
    expect((await client.send(new GetPolicyCommand({ policyName: 'p' }))).policyDocument).toBe(policyDocument)
  })

  it('POLICY-03 keeps five versions, and makes a new one for every call', async () => {
    const { client } = emptyAccount()
    await createPolicies(client, 'p')
    const next = new CreatePolicyVersionCommand({ policyName: 'p', policyDocument: anything })
    for (const expected of ['2', '3', '4', '5']) expect((await client.send(next)).policyVersionId).toBe(expected)
    await expect(client.send(next)).rejects.toMatchObject({ name: 'VersionsLimitExceededException' })
    await client.send(new DeletePolicyVersionCommand({ policyName: 'p', policyVersionId: '5' }))
    expect((await client.send(next)).policyVersionId).toBe('6')
  })

  it('POLICY-04 puts one version in force, which cannot be deleted', async () => {
    const { client } = emptyAccount()
    await createPolicies(client, 'p')
    const policyDocument = policyText({ action: 'iot:Connect', on: 'client/a' })
    const policy = { policyName: 'p' }
    const version = { ...policy, policyVersionId: '1' }
    await client.send(new CreatePolicyVersionCommand({ policyName: 'p', policyDocument, setAsDefault: true }))
    expect(await client.send(new GetPolicyCommand(policy))).toMatchObject({ policyDocument, defaultVersionId: '2' })
    await client.send(new SetDefaultPolicyVersionCommand(version))
    expect(await client.send(new GetPolicyCommand(policy))).toMatchObject({ defaultVersionId: '1' })
    await expect(client.send(new DeletePolicyVersionCommand(version))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    })
    const { policyVersions } = await client.send(new ListPolicyVersionsCommand({ policyName: 'p' }))
    expect(policyVersions).toMatchObject([
      { versionId: '1', isDefaultVersion: true },
      { versionId: '2', isDefaultVersion: false },
    ])
    const missing = client.send(new SetDefaultPolicyVersionCommand({ ...version, policyVersionId: '9' }))
    await expect(missing).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('POLICY-05 deletes a policy that is attached nowhere and has one version', async () => {
    const { client } = emptyAccount()
    const { certificateArn: target } = await registeredCertificate(client)
    await createPolicies(client, 'p')
    const conflict = { name: 'DeleteConflictException' }
    const remove = new DeletePolicyCommand({ policyName: 'p' })
    await client.send(new AttachPolicyCommand({ policyName: 'p', target }))
    await expect(client.send(remove)).rejects.toMatchObject(conflict)
    await client.send(new DetachPolicyCommand({ policyName: 'p', target }))
    await client.send(new CreatePolicyVersionCommand({ policyName: 'p', policyDocument: anything }))
    await expect(client.send(remove)).rejects.toMatchObject(conflict)
    await client.send(new DeletePolicyVersionCommand({ policyName: 'p', policyVersionId: '2' }))
    await client.send(remove)
    await expect(client.send(remove)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it.each([
    ['a missing policy', { policyName: 'nobody' }, 'ResourceNotFoundException'],
    ['a missing certificate', { target: `${arnPrefix}cert/${'0'.repeat(64)}` }, 'ResourceNotFoundException'],
    ['a missing group', { target: `${arnPrefix}thinggroup/nobody` }, 'ResourceNotFoundException'],
    ['a thing', { target: `${arnPrefix}thing/one` }, 'InvalidRequestException'],
  ])('POLICY-06 attaches to certificates and thing groups that exist: %s', async (_, wrong, name) => {
    const { client } = emptyAccount()
    const { certificateArn: target } = await registeredCertificate(client)
    await createPolicies(client, 'p')
    const refused = client.send(new AttachPolicyCommand({ policyName: 'p', target, ...wrong }))
    await expect(refused).rejects.toMatchObject({ name })
  })

  it('POLICY-07 takes a repeated attachment or detachment for a success', async () => {
    const { client } = emptyAccount()
    const { certificateArn: target } = await registeredCertificate(client)
    await createPolicies(client, 'p')
    for (const _ of ['first', 'second']) await client.send(new AttachPolicyCommand({ policyName: 'p', target }))
    expect((await client.send(new ListTargetsForPolicyCommand({ policyName: 'p' }))).targets).toEqual([target])
    for (const _ of ['first', 'second']) await client.send(new DetachPolicyCommand({ policyName: 'p', target }))
    expect((await client.send(new ListTargetsForPolicyCommand({ policyName: 'p' }))).targets).toEqual([])
  })

  it.each([
    ['certificate', 10],
    ['thing group', 2],
  ] as const)('POLICY-08 limits the policies of a %s to %i', async (kind, limit) => {
    const { client } = emptyAccount()
    await client.send(new CreateThingGroupCommand({ thingGroupName: 'site' }))
    const target =
      kind === 'certificate' ? (await registeredCertificate(client)).certificateArn : `${arnPrefix}thinggroup/site`
    const names = Array.from({ length: limit }, (_, index) => `p${index}`)
    await createPolicies(client, ...names, 'surplus')
    for (const policyName of names) await client.send(new AttachPolicyCommand({ policyName, target }))
    await expect(client.send(new AttachPolicyCommand({ policyName: 'surplus', target }))).rejects.toMatchObject({
      name: 'LimitExceededException',
      $metadata: { httpStatusCode: 410 },
    })
    await client.send(new AttachPolicyCommand({ policyName: 'p0', target }))
  })

  it('POLICY-09 lists the policies of a group, with those of its ancestors if asked', async () => {
    const { client } = emptyAccount()
    await client.send(new CreateThingGroupCommand({ thingGroupName: 'root' }))
    await client.send(new CreateThingGroupCommand({ thingGroupName: 'leaf', parentGroupName: 'root' }))
    await createPolicies(client, 'above', 'below')
    await client.send(new AttachPolicyCommand({ policyName: 'above', target: `${arnPrefix}thinggroup/root` }))
    await client.send(new AttachPolicyCommand({ policyName: 'below', target: `${arnPrefix}thinggroup/leaf` }))
    const target = `${arnPrefix}thinggroup/leaf`
    const own = await client.send(new ListAttachedPoliciesCommand({ target }))
    expect(own.policies).toEqual([{ policyName: 'below', policyArn: `${arnPrefix}policy/below` }])
    const all = await client.send(new ListAttachedPoliciesCommand({ target, recursive: true }))
    expect(all.policies?.map(({ policyName }) => policyName)).toEqual(['below', 'above'])
  })
})
