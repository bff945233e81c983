import { issuedBy } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { mockIot } from '../../fixtures/mock-client.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { known, waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from './create-jitr-handler.js'

describe('createJitrHandler, routing', () => {
  const ca = (digit: string): string => digit.repeat(64)
  const north = registrationOf('north', issuedBy({ caCertificateIds: [ca('1')] }))
  const south = registrationOf('south', issuedBy({ caCertificateIds: [ca('2'), ca('3')] }))
  const rest = registrationOf('rest')

  it.each([
    [ca('1'), 'north'],
    [ca('3'), 'south'],
    [ca('4'), 'rest'],
  ])('takes the registration that names the CA, else the one that names none (%s)', async (caCertificateId, name) => {
    const iot = mockIot()
    const device = waitingDevice({ description: { caCertificateId }, event: { caCertificateId } })
    known(iot, device)
    const handler = createJitrHandler({ registration: [north, rest, south], client: iot.client })
    await expect(handler(device.event)).resolves.toMatchObject({ kind: 'registered', registration: name })
  })

  it('goes by what DescribeCertificate says, and refuses an event that says otherwise', async () => {
    const iot = mockIot()
    const device = waitingDevice({ description: { caCertificateId: ca('1') }, event: { caCertificateId: ca('2') } })
    known(iot, device)
    await expect(
      createJitrHandler({ registration: [north, south], client: iot.client })(device.event),
    ).resolves.toMatchObject({
      kind: 'refused',
      reason: 'rejected',
      registration: 'north',
      decision: {
        consequence: 'leave',
        findings: expect.arrayContaining([expect.objectContaining({ code: 'event-mismatch' })]),
      },
    })
    expect(iot.sent()).toEqual(['DescribeCertificate'])
  })

  it('refuses a certificate of a CA that nobody takes', async () => {
    const iot = mockIot()
    const device = waitingDevice({ description: { caCertificateId: ca('9') }, event: { caCertificateId: ca('9') } })
    known(iot, device)
    await expect(
      createJitrHandler({ registration: [north, south], client: iot.client })(device.event),
    ).resolves.toMatchObject({
      kind: 'refused',
      reason: 'no-registration',
    })
  })
})
