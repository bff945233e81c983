import {
  CreateProvisioningTemplateCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  CreateThingTypeCommand,
  DescribeCACertificateCommand,
  DescribeThingCommand,
  type RegistrationConfig,
  UpdateCACertificateCommand,
  UpdateProvisioningTemplateCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../emulator-options.js'
import type { ProvisioningEvent } from '../event/provisioning-event.js'
import { emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { fleetBody, jitpBody, roleArn } from '../fixtures/provisioning-templates.js'

closeFleetsAfterEach()

const inline = (templateBody: string): RegistrationConfig => ({ templateBody, roleArn })

/** An account whose CA provisions its devices, and what it tells of it. */
const factory = async (registrationConfig: RegistrationConfig, options: Partial<EmulatorOptions> = {}) => {
  const emulator = emptyAccount(options)
  const events: ProvisioningEvent[] = []
  emulator.on('provisioning', (event) => events.push(event))
  const authority = await createAuthority()
  const caCertificateId = await registerAuthority(emulator.client, authority, { registrationConfig })
  const connectNew = async (subject: string | Readonly<Record<string, string>>) => {
    const { certificatePem } = await authority.issue(subject)
    return { certificatePem, result: emulator.connectDevice(certificatePem, 'device-1') }
  }
  return { emulator, events, authority, caCertificateId, connectNew }
}

describe('the registration config of a CA', () => {
  it('JITP-01 is a template with its role, or the name of a template of type JITP; never both', async () => {
    const { emulator, caCertificateId: certificateId } = await factory(inline(jitpBody()))
    const { client } = emulator
    const described = await client.send(new DescribeCACertificateCommand({ certificateId }))
    expect(described.registrationConfig).toEqual({ templateBody: jitpBody(), roleArn })

    const update = (registrationConfig: RegistrationConfig) =>
      client.send(new UpdateCACertificateCommand({ certificateId, registrationConfig }))
    const create = { provisioningRoleArn: roleArn, enabled: true }
    await client.send(
      new CreateProvisioningTemplateCommand({
        ...create,
        templateName: 'jitp',
        type: 'JITP',
        templateBody: jitpBody(),
      }),
    )
    await client.send(
      new CreateProvisioningTemplateCommand({ ...create, templateName: 'fleet', templateBody: fleetBody() }),
    )
    await update({ templateName: 'jitp' })
    const named = await client.send(new DescribeCACertificateCommand({ certificateId }))
    expect(named.registrationConfig).toEqual({ templateName: 'jitp' })

    for (const [config, name] of [
      [{ templateName: 'fleet' }, 'InvalidRequestException'],
      [{ templateName: 'missing' }, 'ResourceNotFoundException'],
      [{ templateName: 'jitp', templateBody: jitpBody() }, 'InvalidRequestException'],
      [{ templateBody: jitpBody() }, 'InvalidRequestException'],
      [{ roleArn }, 'InvalidRequestException'],
      [inline('{}'), 'InvalidRequestException'],
    ] as const) {
      await expect(update(config)).rejects.toMatchObject({ name })
    }
  })

  it('JITP-02 is taken off by `removeAutoRegistration`; auto-registration stays as it is', async () => {
    const { emulator, caCertificateId: certificateId, connectNew } = await factory(inline(jitpBody()))
    const { client } = emulator
    const removeAutoRegistration = true
    const both = { certificateId, removeAutoRegistration, registrationConfig: inline(jitpBody()) }
    await expect(client.send(new UpdateCACertificateCommand(both))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    })
    await client.send(new UpdateCACertificateCommand({ certificateId, removeAutoRegistration }))
    const described = await client.send(new DescribeCACertificateCommand({ certificateId }))
    expect(described).not.toHaveProperty('registrationConfig')
    expect(described.certificateDescription?.autoRegistrationStatus).toBe('ENABLE')
    await connectNew('device-1')
    expect(emulator.snapshot().things).toEqual({})
  })
})

describe('just-in-time provisioning', () => {
  it('JITP-03 provisions at the first CONNECT, which is closed; the second is let in', async () => {
    const fleet = await openFleet()
    const { emulator, endpoint, authority, caCertificateId: certificateId } = fleet
    const body = jitpBody({ thing: { AttributePayload: { place: 'Linz' } } })
    await emulator.client.send(new UpdateCACertificateCommand({ certificateId, registrationConfig: inline(body) }))
    const device = await authority.issue('device-1')

    await expect(connectMqtt(endpoint, device, 'device-1')).rejects.toThrow('closed without CONNACK')
    const { client } = await connectMqtt(endpoint, device, 'device-1')
    await client.publishAsync('own/temperature', '21', { qos: 1 })
    await client.endAsync()

    const { things, certificates, policies } = emulator.snapshot()
    expect(things).toMatchObject({ 'device-1': { attributes: { place: 'Linz' } } })
    expect(Object.values(certificates)).toMatchObject([
      { status: 'ACTIVE', policies: Object.keys(policies), things: { 'device-1': 'NON_EXCLUSIVE_THING' } },
    ])
  })

  it('JITP-04 lets two devices with the same template share a policy that is named by its document', async () => {
    const { emulator, events, connectNew } = await factory(inline(jitpBody()))
    for (const name of ['device-1', 'device-2']) {
      const { certificatePem } = await connectNew(name)
      expect(emulator.connectDevice(certificatePem, name)).toMatchObject({ accepted: true })
    }
    const { policies, things } = emulator.snapshot()
    expect(Object.keys(things)).toEqual(['device-1', 'device-2'])
    expect(Object.keys(policies)).toEqual([expect.stringMatching(/^[0-9A-F]{40}$/)])
    expect(events.map(({ outcome }) => outcome)).toEqual(['provisioned', 'provisioned'])
  })

  it('JITP-05 sends the registered event as well, before anything is provisioned', async () => {
    const { emulator, connectNew } = await factory(inline(jitpBody()))
    const story: string[] = []
    emulator.on('registered', ({ certificateStatus }) => story.push(certificateStatus))
    emulator.on('certificate-status', ({ status }) => story.push(status ?? 'deleted'))
    await connectNew('device-1')
    expect(story).toEqual(['PENDING_ACTIVATION', 'ACTIVE'])
  })

  const group = { ThingGroups: ['site'] }
  const country = 'AWS::IoT::Certificate::Country'
  const serialNumber = 'AWS::IoT::Certificate::SerialNumber'
  const string = { Type: 'String' }
  it.each([
    [
      'a field that the certificate lacks',
      jitpBody({ thing: { AttributePayload: { c: { Ref: country } } } }, { [country]: string }),
      'provisioning-parameter-missing',
    ],
    ['a thing group that does not exist', jitpBody({ thing: group }), 'provisioning-prerequisite-missing'],
    [
      'a thing type that does not exist',
      jitpBody({ thing: { ThingTypeName: 'sensor' } }),
      'provisioning-prerequisite-missing',
    ],
    [
      'a policy that does not exist',
      jitpBody({ policy: { PolicyName: 'missing' } }),
      'provisioning-prerequisite-missing',
    ],
    [
      'a serial number, which sources disagree on',
      jitpBody({ thing: { AttributePayload: { s: { Ref: serialNumber } } } }, { [serialNumber]: string }),
      'provisioning-parameter-missing',
    ],
  ])('JITP-06 leaves the certificate PENDING_ACTIVATION for %s, and tells why', async (_, body, code) => {
    const { emulator, events, connectNew } = await factory(inline(body))
    const { certificatePem, result } = await connectNew('device-1')
    expect(result).toMatchObject({ accepted: false, reason: 'certificate-registered' })
    expect(events).toEqual([
      expect.objectContaining({ outcome: 'failed', trigger: 'jitp', code, message: expect.any(String) }),
    ])
    expect(Object.values(emulator.snapshot().certificates)).toMatchObject([{ status: 'PENDING_ACTIVATION' }])
    expect(emulator.snapshot().things).toEqual({})
    // The template is not tried again: that is what one has to know about a mistake in it.
    expect(emulator.connectDevice(certificatePem, 'device-1')).toMatchObject({
      reason: 'certificate-pending-activation',
    })
    expect(events).toHaveLength(1)
  })

  it('JITP-07 refuses a name that AWS takes for no thing', async () => {
    const { events, connectNew } = await factory(inline(jitpBody()))
    await connectNew('device one')
    expect(events).toMatchObject([{ outcome: 'failed', code: 'provisioning-value-refused' }])
  })

  it('JITP-08 uses the default version of a named template, while it is enabled', async () => {
    const emulator = emptyAccount()
    const { client } = emulator
    const events: ProvisioningEvent[] = []
    emulator.on('provisioning', (event) => events.push(event))
    const templateName = 'jitp'
    const templateBody = jitpBody()
    await client.send(
      new CreateProvisioningTemplateCommand({
        templateName,
        templateBody,
        type: 'JITP',
        provisioningRoleArn: roleArn,
      }),
    )
    const authority = await createAuthority()
    await registerAuthority(client, authority, { registrationConfig: { templateName } })
    emulator.connectDevice((await authority.issue('device-1')).certificatePem, 'device-1')
    expect(events).toMatchObject([{ outcome: 'failed', templateName, code: 'InvalidRequestException' }])
    await client.send(new UpdateProvisioningTemplateCommand({ templateName, enabled: true }))
    emulator.connectDevice((await authority.issue('device-2')).certificatePem, 'device-2')
    expect(events).toMatchObject([{}, { outcome: 'provisioned', templateName }])
  })

  it('JITP-09 treats a thing that exists as the override settings say; without one it fails', async () => {
    const thing = { AttributePayload: { place: 'Linz' }, ThingTypeName: 'sensor', ThingGroups: ['new'] }
    const settle = async (overrides: object | undefined, options: Partial<EmulatorOptions> = {}) => {
      const { emulator, events, connectNew } = await factory(
        inline(jitpBody({ thing, ...(overrides && { overrides }) })),
        options,
      )
      const { client } = emulator
      for (const thingTypeName of ['sensor', 'old-sensor'])
        await client.send(new CreateThingTypeCommand({ thingTypeName }))
      for (const thingGroupName of ['new', 'old']) await client.send(new CreateThingGroupCommand({ thingGroupName }))
      await client.send(
        new CreateThingCommand({
          thingName: 'device-1',
          thingTypeName: 'old-sensor',
          attributePayload: { attributes: { owner: 'me' } },
        }),
      )
      await connectNew('device-1')
      return { outcome: events[0]?.outcome, thing: emulator.snapshot().things['device-1'] }
    }
    const setting = (value: string, groups = value) => ({
      AttributePayload: value,
      ThingTypeName: value === 'MERGE' ? 'REPLACE' : value,
      ThingGroups: groups,
    })
    expect(await settle(undefined)).toMatchObject({ outcome: 'failed', thing: { attributes: { owner: 'me' } } })
    expect(await settle(setting('FAIL'))).toMatchObject({ outcome: 'failed' })
    expect(await settle(setting('DO_NOTHING'))).toMatchObject({
      outcome: 'provisioned',
      thing: { attributes: { owner: 'me' }, typeName: 'old-sensor', groups: [] },
    })
    expect(await settle(setting('REPLACE'))).toMatchObject({
      outcome: 'provisioned',
      thing: { attributes: { place: 'Linz' }, typeName: 'sensor', groups: ['new'] },
    })
    expect(await settle(setting('MERGE'))).toMatchObject({
      outcome: 'provisioned',
      thing: { attributes: { owner: 'me', place: 'Linz' }, typeName: 'sensor', groups: ['new'] },
    })
    expect(await settle(undefined, { provisioning: { overrideDefault: 'DO_NOTHING' } })).toMatchObject({
      outcome: 'provisioned',
      thing: { attributes: { owner: 'me' } },
    })
  })

  it.each([
    ['subject', 'S-1'],
    ['certificate', /^\d+$/],
  ] as const)('JITP-10 takes the serial number of the %s where the option says so', async (from, expected) => {
    const body = jitpBody({ thing: { AttributePayload: { s: { Ref: serialNumber } } } }, { [serialNumber]: string })
    const { emulator, connectNew } = await factory(inline(body), { provisioning: { serialNumber: from } })
    await connectNew({ CN: 'device-1', serialNumber: 'S-1' })
    const { attributes } = await emulator.client.send(new DescribeThingCommand({ thingName: 'device-1' }))
    expect(attributes?.['s']).toMatch(expected)
  })

  it('JITP-11 stops at the first step that is refused; what was done before it stays', async () => {
    const { emulator, events, caCertificateId, connectNew } = await factory(inline(jitpBody()))
    const { client } = emulator
    for (const name of ['a', 'b']) {
      const parent = name === 'b' ? { parentGroupName: 'a' } : {}
      await client.send(new CreateThingGroupCommand({ thingGroupName: name, ...parent }))
    }
    const body = jitpBody({ thing: { ThingGroups: ['a', 'b'] } })
    const update = { certificateId: caCertificateId, registrationConfig: inline(body) }
    await client.send(new UpdateCACertificateCommand(update))
    await connectNew('device-1')
    expect(events).toMatchObject([{ outcome: 'failed', code: 'InvalidRequestException' }])
    const { things, certificates } = emulator.snapshot()
    expect(things).toMatchObject({ 'device-1': { groups: ['a'] } })
    expect(Object.values(certificates)).toMatchObject([{ status: 'PENDING_ACTIVATION' }])
  })
})
