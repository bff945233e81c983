import {
  CreateProvisioningTemplateCommand,
  type CreateProvisioningTemplateCommandInput,
  CreateProvisioningTemplateVersionCommand,
  DeleteProvisioningTemplateCommand,
  DeleteProvisioningTemplateVersionCommand,
  DescribeProvisioningTemplateCommand,
  DescribeProvisioningTemplateVersionCommand,
  type IoTClient,
  ListProvisioningTemplatesCommand,
  ListProvisioningTemplateVersionsCommand,
  UpdateCACertificateCommand,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'
import { fleetBody, hookArn, jitpBody, roleArn } from '../fixtures/provisioning-templates.js'

const templateName = 'fleet'

const create = (client: IoTClient, input: Partial<CreateProvisioningTemplateCommandInput> = {}) =>
  client.send(
    new CreateProvisioningTemplateCommand({
      templateName,
      templateBody: fleetBody(),
      provisioningRoleArn: roleArn,
      ...input,
    }),
  )

const describeTemplate = (client: IoTClient) => client.send(new DescribeProvisioningTemplateCommand({ templateName }))

describe('provisioning templates', () => {
  it('TEMPLATE-01 are for fleet provisioning and not enabled unless asked otherwise; the name is taken once', async () => {
    const { client } = emptyAccount({ transport: 'full' })
    const templateArn = `${arnPrefix}provisioningtemplate/fleet`
    expect(await create(client, { description: 'Sensors of 2026' })).toMatchObject({
      templateArn,
      templateName,
      defaultVersionId: 1,
    })
    expect(await describeTemplate(client)).toMatchObject({
      templateArn,
      description: 'Sensors of 2026',
      type: 'FLEET_PROVISIONING',
      enabled: false,
      defaultVersionId: 1,
      provisioningRoleArn: roleArn,
      templateBody: fleetBody(),
    })
    await expect(create(client)).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceId: templateName,
      resourceArn: templateArn,
    })
  })

  it.each([
    ['a name with a dot', { templateName: 'a.b' }],
    ['a name of 37 characters', { templateName: 'a'.repeat(37) }],
    ['a description of 501 characters', { description: 'a'.repeat(501) }],
    ['a body over 10,240 characters', { templateBody: ' '.repeat(10_241) }],
    ['a role that is none', { provisioningRoleArn: 'role' }],
    ['a body that is not JSON', { templateBody: '{' }],
    [
      'a JITP parameter that does not exist',
      { type: 'JITP', templateBody: jitpBody({}, { 'AWS::IoT::Certificate::Locality': { Type: 'String' } }) },
    ],
    ['a payload version that is none', { preProvisioningHook: { targetArn: hookArn, payloadVersion: 'v1' } }],
  ] as const)('TEMPLATE-02 refuses %s', async (_, input) => {
    await expect(create(emptyAccount().client, input)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it('TEMPLATE-03 has a hook for type FLEET_PROVISIONING only, and can lose it', async () => {
    const { client } = emptyAccount()
    const preProvisioningHook = { targetArn: hookArn }
    const jitp = create(client, { type: 'JITP', templateBody: jitpBody(), preProvisioningHook })
    await expect(jitp).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await create(client, { preProvisioningHook })
    expect(await describeTemplate(client)).toMatchObject({
      preProvisioningHook: { targetArn: hookArn, payloadVersion: '2020-04-01' },
    })
    const both = { templateName, preProvisioningHook, removePreProvisioningHook: true }
    await expect(client.send(new UpdateProvisioningTemplateCommand(both))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await client.send(new UpdateProvisioningTemplateCommand({ templateName, removePreProvisioningHook: true }))
    expect(await describeTemplate(client)).not.toHaveProperty('preProvisioningHook')
  })

  it('TEMPLATE-04 changes what an update names, and nothing else; never the type', async () => {
    const { client } = emptyAccount()
    await create(client, { description: 'before' })
    await client.send(new UpdateProvisioningTemplateCommand({ templateName, enabled: true }))
    await client.send(new UpdateProvisioningTemplateCommand({ templateName, description: 'after' }))
    expect(await describeTemplate(client)).toMatchObject({ enabled: true, description: 'after' })
    const typed = { templateName, type: 'JITP' }
    await expect(client.send(new UpdateProvisioningTemplateCommand(typed))).rejects.toMatchObject({
      code: 'emulator-input-unsupported',
    })
  })

  it('TEMPLATE-05 has up to five versions; numbers are not used again; one is the default and stays', async () => {
    const { client } = emptyAccount()
    await create(client)
    const newVersion = (setAsDefault = false) =>
      client.send(
        new CreateProvisioningTemplateVersionCommand({ templateName, templateBody: fleetBody(), setAsDefault }),
      )
    const deleteVersion = (versionId: number) =>
      client.send(new DeleteProvisioningTemplateVersionCommand({ templateName, versionId }))

    expect(await newVersion(true)).toMatchObject({ versionId: 2, isDefaultVersion: true })
    for (const versionId of [3, 4, 5]) expect(await newVersion()).toMatchObject({ versionId, isDefaultVersion: false })
    await expect(newVersion()).rejects.toMatchObject({ name: 'VersionsLimitExceededException' })
    await expect(deleteVersion(2)).rejects.toMatchObject({ name: 'DeleteConflictException' })
    await deleteVersion(5)
    expect(await newVersion()).toMatchObject({ versionId: 6 })
    await expect(deleteVersion(5)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })

    await client.send(new UpdateProvisioningTemplateCommand({ templateName, defaultVersionId: 3 }))
    const described = await client.send(new DescribeProvisioningTemplateVersionCommand({ templateName, versionId: 3 }))
    expect(described).toMatchObject({ versionId: 3, isDefaultVersion: true, templateBody: fleetBody() })
    const unknown = { templateName, defaultVersionId: 9 }
    await expect(client.send(new UpdateProvisioningTemplateCommand(unknown))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('TEMPLATE-06 are listed in pages, with their versions', async () => {
    const { client } = emptyAccount()
    for (const name of ['a', 'b', 'c']) await create(client, { templateName: name })
    const first = await client.send(new ListProvisioningTemplatesCommand({ maxResults: 2 }))
    const { nextToken } = first
    const second = await client.send(new ListProvisioningTemplatesCommand({ maxResults: 2, nextToken }))
    const names = [...(first.templates ?? []), ...(second.templates ?? [])].map((template) => template.templateName)
    expect(names).toEqual(['a', 'b', 'c'])
    const { versions } = await client.send(new ListProvisioningTemplateVersionsCommand({ templateName: 'a' }))
    expect(versions).toEqual([{ versionId: 1, isDefaultVersion: true, creationDate: expect.any(Date) }])
  })

  it('TEMPLATE-07 is deleted with its versions, but not while a CA uses it', async () => {
    const { client } = emptyAccount()
    await create(client, { type: 'JITP', templateBody: jitpBody() })
    const certificateId = await registerAuthority(client, await createAuthority())
    await client.send(new UpdateCACertificateCommand({ certificateId, registrationConfig: { templateName } }))
    const remove = () => client.send(new DeleteProvisioningTemplateCommand({ templateName }))
    await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' })
    await client.send(new UpdateCACertificateCommand({ certificateId, removeAutoRegistration: true }))
    await remove()
    await expect(describeTemplate(client)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await expect(remove()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })
})
