import { DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { claimDocument, claimedFleet, provision, provisionTopic } from '../fixtures/claimed-fleet.js'
import { closeFleetsAfterEach } from '../fixtures/fleet.js'
import { connectMqtt } from '../fixtures/mqtt-device.js'
import { ask, askForCertificate } from '../fixtures/provisioning-device.js'
import { fleetBody } from '../fixtures/provisioning-templates.js'

closeFleetsAfterEach()

describe('a certificate ownership token', () => {
  it('TOKEN-01 is good for one device', async () => {
    const { device, emulator } = await claimedFleet()
    const { certificateOwnershipToken } = await askForCertificate(device)
    expect(await provision(device, certificateOwnershipToken)).toMatchObject({ outcome: 'accepted' })
    expect(await provision(device, certificateOwnershipToken, 'S-2')).toMatchObject({
      outcome: 'rejected',
      payload: { statusCode: 400, errorCode: 'InvalidCertificateOwnershipToken' },
    })
    expect(Object.keys(emulator.snapshot().things)).toEqual(['S-1'])
  })

  it('TOKEN-02 is good for the certificate that asked for it', async () => {
    const { device, endpoint, activeDevice } = await claimedFleet()
    const { certificateOwnershipToken } = await askForCertificate(device)
    const stranger = await connectMqtt(endpoint, await activeDevice('other-claim', claimDocument), 'stranger')
    expect(await provision(stranger, certificateOwnershipToken)).toMatchObject({
      outcome: 'rejected',
      payload: { errorCode: 'InvalidCertificateOwnershipToken' },
    })
    expect(await provision(device, certificateOwnershipToken)).toMatchObject({ outcome: 'accepted' })
  })

  it('TOKEN-03 stands for one certificate: a device cannot name another', async () => {
    const body = fleetBody({ certificate: { CertificateId: { Ref: 'Id' } } }).replace(
      '"SerialNumber":{"Type":"String"}',
      '"SerialNumber":{"Type":"String"},"Id":{"Type":"String"}',
    )
    const { device, claim } = await claimedFleet({ templateBody: body })
    const { certificateOwnershipToken } = await askForCertificate(device)
    const parameters = { SerialNumber: 'S-1', Id: claim.certificateId }
    expect(await ask(device, `${provisionTopic}/json`, { certificateOwnershipToken, parameters })).toMatchObject({
      outcome: 'rejected',
    })
  })

  it('TOKEN-04 lasts an hour by the clock of the emulator; a certificate that nobody used vanishes with it', async () => {
    let now = Date.now()
    const { device, emulator, claim } = await claimedFleet({}, { clock: () => new Date(now) })
    const used = await askForCertificate(device)
    const unused = await askForCertificate(device)
    const late = await askForCertificate(device)
    expect(await provision(device, used.certificateOwnershipToken)).toMatchObject({ outcome: 'accepted' })
    now += 60 * 60_000 - 1
    expect(Object.keys(emulator.snapshot().certificates)).toHaveLength(4)
    now += 1
    expect(await provision(device, late.certificateOwnershipToken)).toMatchObject({
      outcome: 'rejected',
      payload: { errorCode: 'InvalidCertificateOwnershipToken' },
    })
    expect(Object.keys(emulator.snapshot().certificates).sort()).toEqual(
      [claim.certificateId, used.certificateId].sort(),
    )
    await expect(
      emulator.client.send(new DescribeCertificateCommand({ certificateId: unused.certificateId })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
