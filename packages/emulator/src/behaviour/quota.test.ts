import {
  CreateThingCommand,
  DescribeThingCommand,
  type IoTClient,
  ListCACertificatesCommand,
  ThrottlingException,
} from '@aws-sdk/client-iot'
import { PublishCommand } from '@aws-sdk/client-iot-data-plane'
import { describe, expect, it } from 'vitest'
import { createVirtualClock, type VirtualClock } from '../clock/virtual-clock.js'
import { createDataClient } from '../data-plane/create-data-client.js'
import type { Emulator } from '../emulator.js'
import type { EmulatorOptions } from '../emulator-options.js'
import { emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'
import { claimedFleet } from '../fixtures/claimed-fleet.js'
import { closeFleetsAfterEach } from '../fixtures/fleet.js'
import { ask } from '../fixtures/provisioning-device.js'

closeFleetsAfterEach()

const describeThing = new DescribeThingCommand({ thingName: 'nobody' })

const accountWith = (
  quotas: EmulatorOptions['quotas'] & {},
): { readonly clock: VirtualClock; readonly emulator: Emulator } => {
  const clock = createVirtualClock({ start: new Date() })
  return { clock, emulator: emptyAccount({ clock, quotas }) }
}

/** How many of so many requests, all at the same time, are not throttled. */
const passed = async (client: IoTClient, count: number, command = describeThing): Promise<number> => {
  const errors = await Promise.all(
    Array.from({ length: count }, () =>
      client
        .send(command)
        .then(() => undefined)
        .catch((error: unknown) => error),
    ),
  )
  return errors.filter((error) => !(error instanceof ThrottlingException)).length
}

describe('quotas', () => {
  it('QUOTA-01 let one second of requests pass at once, and then the rate', async () => {
    const { clock, emulator } = accountWith({ DescribeThing: 10 })
    expect(await passed(emulator.client, 15)).toBe(10)
    await clock.advance(299)
    expect(await passed(emulator.client, 15)).toBe(2)
    await clock.advance(60_000)
    expect(await passed(emulator.client, 15)).toBe(10)
  })

  it('QUOTA-01 throttle before anything happens, with what the SDK tries again', async () => {
    const clock = createVirtualClock({ start: new Date() })
    const emulator = emptyAccount({ clock, transport: 'full', quotas: { CreateThing: 1 } })
    const answers = ['one', 'two'].map((thingName) => emulator.client.send(new CreateThingCommand({ thingName })))
    await clock.advance(0)
    expect(Object.keys(emulator.snapshot().things)).toEqual(['one'])
    await clock.run()
    const attempts = (await Promise.all(answers)).map(({ $metadata }) => $metadata.attempts)
    expect(attempts).toEqual([1, 2])
    expect(emulator.calls.map(({ outcome }) => outcome)).toEqual(['success', 'ThrottlingException', 'success'])
  })

  it('QUOTA-02 count all clients of the account together, each operation apart', async () => {
    const { emulator } = accountWith({ DescribeThing: 4, CreateThing: 4 })
    expect(await passed(emulator.client, 3)).toBe(3)
    expect(await passed(emulator.createClient(), 3)).toBe(1)
    await emulator.client.send(new CreateThingCommand({ thingName: 'one' }))
  })

  it('QUOTA-02 count what AWS counts: a request that does not arrive takes nothing', async () => {
    const { emulator } = accountWith({ DescribeThing: 1 })
    const lossy = emulator.createClient({ faults: () => ({ kind: 'connection-lost', when: 'before-effect' }) })
    await lossy.send(describeThing).catch(() => undefined)
    expect(await passed(emulator.client, 2)).toBe(1)
  })

  it('QUOTA-03 are the default ones by name, one by one, or none', async () => {
    expect(await passed(emptyAccount().client, 500)).toBe(500)
    expect(await passed(accountWith('default').emulator.client, 500)).toBe(350)
    expect(await passed(accountWith({ DescribeThing: Number.POSITIVE_INFINITY }).emulator.client, 500)).toBe(500)
    const undocumented = accountWith('default').emulator.client
    const answers = Array.from({ length: 50 }, () => undocumented.send(new ListCACertificatesCommand({})))
    await expect(Promise.all(answers)).resolves.toHaveLength(50)
  })

  it.each([
    [{ DescribeThing: 0 }, 'quotas.DescribeThing'],
    [{ DescribeThing: '10' }, 'quotas.DescribeThing'],
    [{ DescribeThings: 10 }, 'DescribeThings'],
    [10, 'options'],
  ])('QUOTA-03 are refused where they make no sense: %j', (quotas, field) => {
    expect(() => Reflect.apply(emptyAccount, undefined, [{ quotas }])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field }),
    )
  })

  it('QUOTA-04 let one CONNECT of a client id pass in a second, and so many of all', async () => {
    const { clock, emulator } = accountWith({ 'mqtt:Connect': 3, 'mqtt:ConnectPerClientId': 1 })
    const reason = (clientId: string): string => {
      const result = emulator.connectDevice('no certificate', clientId)
      return result.accepted ? 'accepted' : result.reason
    }
    expect(['a', 'a', 'b', 'c'].map(reason)).toEqual([
      'certificate-malformed',
      'connect-throttled',
      'certificate-malformed',
      'connect-throttled',
    ])
    await clock.advance(999)
    expect(['a', 'c'].map(reason)).toEqual(['connect-throttled', 'certificate-malformed'])
    await clock.advance(1)
    expect(reason('a')).toBe('certificate-malformed')
  })

  it('QUOTA-05 let so many certificates register themselves in a second; the others come again', async () => {
    const { clock, emulator } = accountWith({ 'mqtt:RegisterByConnecting': 2 })
    const authority = await createAuthority()
    await registerAuthority(emulator.client, authority)
    const names = ['one', 'two', 'three']
    const certificates = await Promise.all(names.map((name) => authority.issue(name)))
    const connect = (): readonly unknown[] =>
      certificates.map(({ certificatePem }, index) => emulator.connectDevice(certificatePem, names[index] ?? ''))
    expect(connect()).toMatchObject([
      { reason: 'certificate-registered' },
      { reason: 'certificate-registered' },
      { reason: 'registration-throttled' },
    ])
    expect(Object.keys(emulator.snapshot().certificates)).toHaveLength(2)
    await clock.advance(1000)
    expect(connect()).toMatchObject([
      { reason: 'certificate-pending-activation' },
      { reason: 'certificate-pending-activation' },
      { reason: 'certificate-registered' },
    ])
  })

  it('QUOTA-06 reject what devices ask of fleet provisioning too often', async () => {
    const { device } = await claimedFleet({}, { clock: () => start, quotas: { 'mqtt:RegisterThing': 1 } })
    const topic = '$aws/provisioning-templates/fleet/provision/json'
    const answers = [await ask(device, topic), await ask(device, topic)]
    expect(answers).toMatchObject([
      { outcome: 'rejected', payload: { errorCode: expect.not.stringContaining('Throttling') } },
      { outcome: 'rejected', payload: { errorCode: 'Throttling', statusCode: 400 } },
    ])
  })

  it('QUOTA-07 count Publish of backends', async () => {
    const { emulator } = accountWith({ Publish: 1 })
    const client = createDataClient(emulator, { transport: 'fast' })
    const publish = (): Promise<unknown> => client.send(new PublishCommand({ topic: 'orders' }))
    await publish()
    await expect(publish()).rejects.toMatchObject({ name: 'ThrottlingException' })
  })
})

const start = new Date()
