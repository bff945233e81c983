import { UpdateProvisioningTemplateCommand } from '@aws-sdk/client-iot'
import { describe, expect, it, vi } from 'vitest'
import { arnPrefix } from '../fixtures/account.js'
import { claimedFleet, provision, provisionTopic, templateName } from '../fixtures/claimed-fleet.js'
import { closeFleetsAfterEach } from '../fixtures/fleet.js'
import { askForCertificate } from '../fixtures/provisioning-device.js'
import { fleetBody, hookArn } from '../fixtures/provisioning-templates.js'

closeFleetsAfterEach()

describe('a pre-provisioning hook', () => {
  const withHook = (hook: ((event: unknown) => unknown) | undefined, body = fleetBody()) =>
    claimedFleet(
      { preProvisioningHook: { targetArn: hookArn }, templateBody: body },
      { provisioning: { preProvisioningHooks: hook === undefined ? {} : { [hookArn]: hook } } },
    )

  it('HOOK-01 is asked with the claim, the certificate and the parameters, and can override parameters', async () => {
    const asked: unknown[] = []
    const { device, claim, emulator } = await withHook((event) => {
      asked.push(event)
      return { allowProvisioning: true, parameterOverrides: { SerialNumber: 'S-by-hook' } }
    })
    const { certificateOwnershipToken, certificateId, certificatePem } = await askForCertificate(device)
    expect(await provision(device, certificateOwnershipToken)).toMatchObject({ payload: { thingName: 'S-by-hook' } })
    expect(asked).toEqual([
      {
        claimCertificateId: claim.certificateId,
        certificateId,
        certificatePem: expect.stringContaining(certificatePem.trim()),
        templateArn: `${arnPrefix}provisioningtemplate/fleet`,
        clientId: 'new-device',
        parameters: { SerialNumber: 'S-1' },
      },
    ])
    expect(Object.keys(emulator.snapshot().things)).toEqual(['S-by-hook'])
  })

  it.each([
    ['there is no function for it', undefined],
    ['it says no', () => ({ allowProvisioning: false })],
    ['it says nothing', () => undefined],
    ['it says "true"', () => ({ allowProvisioning: 'true' })],
    ['it throws', () => Promise.reject(new Error('down'))],
    ['its overrides are no texts', () => ({ allowProvisioning: true, parameterOverrides: { SerialNumber: 1 } })],
  ])('HOOK-02 denies where %s', async (_, hook) => {
    const { device, emulator, events } = await withHook(hook)
    const { certificateOwnershipToken, certificateId } = await askForCertificate(device)
    expect(await provision(device, certificateOwnershipToken)).toMatchObject({
      outcome: 'rejected',
      payload: { statusCode: 403, errorCode: 'AccessDenied' },
    })
    expect(events).toMatchObject([{ outcome: 'failed', certificateId, message: expect.stringContaining('hook') }])
    expect(emulator.snapshot().things).toEqual({})
  })

  it('HOOK-03 has five seconds; a token is not good for a second request in the meantime', async () => {
    const { device } = await withHook(() => new Promise(() => {}))
    const { certificateOwnershipToken } = await askForCertificate(device)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const topic = `${provisionTopic}/json`
      const payloads: Readonly<Record<string, unknown>>[] = []
      device.client.on('message', (_, bytes) => payloads.push(JSON.parse(bytes.toString())))
      await device.client.subscribeAsync(`${topic}/rejected`)
      const arrived = async (count: number): Promise<void> => {
        while (payloads.length < count) await new Promise((resolve) => setImmediate(resolve))
      }
      const request = JSON.stringify({ certificateOwnershipToken, parameters: { SerialNumber: 'S-1' } })
      await device.client.publishAsync(topic, request, { qos: 1 })
      await device.client.publishAsync(topic, request, { qos: 1 })
      await arrived(1)
      expect(payloads[0]).toMatchObject({ errorMessage: expect.stringContaining('in use') })
      await vi.advanceTimersByTimeAsync(5000)
      await arrived(2)
      expect(payloads[1]).toMatchObject({ statusCode: 403, errorMessage: expect.stringContaining('5 seconds') })
    } finally {
      vi.useRealTimers()
    }
  })

  it('HOOK-04 does not make up for what has changed while it was thinking: the template, or the certificate', async () => {
    let change = async (): Promise<unknown> => undefined
    let now = Date.now()
    const hook = async () => {
      await change()
      return { allowProvisioning: true }
    }
    const { device, emulator } = await claimedFleet(
      { preProvisioningHook: { targetArn: hookArn }, templateBody: fleetBody() },
      { clock: () => new Date(now), provisioning: { preProvisioningHooks: { [hookArn]: hook } } },
    )
    const { certificateOwnershipToken } = await askForCertificate(device)
    const enable = (enabled: boolean): Promise<unknown> =>
      emulator.client.send(new UpdateProvisioningTemplateCommand({ templateName, enabled }))
    change = () => enable(false)
    expect(await provision(device, certificateOwnershipToken)).toMatchObject({ outcome: 'rejected' })
    await enable(true)
    const before = emulator.snapshot()
    change = async () => {
      now += 60 * 60_000
      emulator.snapshot()
    }
    expect(await provision(device, certificateOwnershipToken)).toMatchObject({ outcome: 'rejected' })
    const { things, policies } = emulator.snapshot()
    expect({ things, policies }).toEqual({ things: {}, policies: before.policies })
  })
})
