import {
  CreateProvisioningClaimCommand,
  CreateProvisioningTemplateCommand,
  ListCertificatesCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { emptyAccount } from '../fixtures/account.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { ask, askForKeys } from '../fixtures/provisioning-device.js'
import { fleetBody, jitpBody, roleArn } from '../fixtures/provisioning-templates.js'

closeFleetsAfterEach()

const template = (templateName: string, enabled = true) =>
  new CreateProvisioningTemplateCommand({
    templateName,
    templateBody: fleetBody(),
    enabled,
    provisioningRoleArn: roleArn,
  })

describe('the claim of a trusted user', () => {
  it('CLAIM-01 lasts five minutes, is on no list, and gets a device provisioned by its template only', async () => {
    let now = Date.UTC(2030, 0, 1)
    const { emulator, endpoint, story } = await openFleet({ clock: () => new Date(now) })
    for (const name of ['mine', 'other']) await emulator.client.send(template(name))
    const claim = await emulator.client.send(new CreateProvisioningClaimCommand({ templateName: 'mine' }))
    expect(claim.expiration).toEqual(new Date(now + 5 * 60_000))
    expect(await emulator.client.send(new ListCertificatesCommand({}))).toMatchObject({ certificates: [] })

    const identity = {
      certificatePem: claim.certificatePem ?? '',
      privateKeyPem: claim.keyPair?.PrivateKey ?? '',
    }
    const device = await connectMqtt(endpoint, identity, 'device-1')
    const { certificateOwnershipToken } = await askForKeys(device)
    const parameters = { SerialNumber: 'S-1' }
    const topic = '$aws/provisioning-templates/mine/provision/json'
    expect(await ask(device, topic, { certificateOwnershipToken, parameters })).toMatchObject({ outcome: 'accepted' })
    device.client.publish('$aws/provisioning-templates/other/provision/json', '{}')
    await device.closed
    expect(story).toContainEqual(expect.objectContaining({ kind: 'denied', reason: 'policy' }))

    const open = await connectMqtt(endpoint, identity, 'device-2')
    now += 5 * 60_000
    open.client.publish('$aws/certificates/create/json', '')
    await open.closed
    await expect(connectMqtt(endpoint, identity, 'device-3')).rejects.toThrow('closed without CONNACK')
    expect(story.at(-1)).toMatchObject({ kind: 'refused', reason: 'certificate-unknown' })
  })

  it('CLAIM-02 is for a template of type FLEET_PROVISIONING that exists and is enabled', async () => {
    const { client } = emptyAccount()
    await client.send(template('disabled', false))
    await client.send(
      new CreateProvisioningTemplateCommand({
        templateName: 'jitp',
        templateBody: jitpBody(),
        type: 'JITP',
        enabled: true,
        provisioningRoleArn: roleArn,
      }),
    )
    for (const [templateName, name] of [
      ['missing', 'ResourceNotFoundException'],
      ['disabled', 'InvalidRequestException'],
      ['jitp', 'InvalidRequestException'],
    ] as const) {
      await expect(client.send(new CreateProvisioningClaimCommand({ templateName }))).rejects.toMatchObject({ name })
    }
  })
})
