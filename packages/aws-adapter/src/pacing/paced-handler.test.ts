import { defaultQuotas, estimate, queueSettings } from '@thingplan/core/capacity'
import { createVirtualClock } from '@thingplan/emulator'
import { describe, expect, it } from 'vitest'
import { emulateAccount } from '../fixtures/emulated-account.js'
import { failedMessages, sqsEvent } from '../fixtures/invocations.js'
import { sensors } from '../fixtures/sensors.js'
import { createJitrHandler, type JitrHandler } from '../handlers/jitr/create-jitr-handler.js'
import { createPacedClient } from './create-paced-client.js'

const devices = 120
const estimated = estimate(sensors, { devices })
const settings = queueSettings(estimated)

interface Message {
  readonly event: object
  receives: number
}

/** Those of the control plane: all have connected before the clock starts. */
const ofCalls = Object.fromEntries(
  Object.entries(defaultQuotas).filter(([operation]) => !operation.startsWith('mqtt:')),
)

/** A fleet that knocks all at once, and a queue with as many functions behind it as its settings say. */
const registerFleet = async ({ share, isPaced }: { readonly share: number; readonly isPaced: boolean }) => {
  const clock = createVirtualClock({ start: new Date('2026-12-01T00:00:00Z') })
  let isOpen = false
  const account = await emulateAccount({
    clock,
    quotas: ofCalls,
    faults: () => (isOpen ? { kind: 'latency', ms: 100 } : undefined),
  })
  const queue: Message[] = []
  for (let device = 0; device < devices; device += 1) {
    const certificate = await account.issue({ CN: `${device}`, serialNumber: `${device}` })
    queue.push({ event: await account.knock(certificate), receives: 0 })
  }

  const startFunction = (): JitrHandler => {
    const client = account.emulator.createClient()
    if (!isPaced) return createJitrHandler({ registration: sensors, client, clock: clock.now })
    const paced = createPacedClient(client, { share, clock: clock.now, sleep: (ms) => clock.sleep(ms) })
    const register = createJitrHandler({ registration: sensors, client: paced, clock: clock.now })
    return (event, context) => paced.during(context, () => register(event, context))
  }

  isOpen = true
  const startedAt = clock.now().getTime()
  let doneAt = startedAt
  let mostReceives = 0
  let left = devices
  /** What goes back is delivered again when its visibility timeout is over. */
  const comeBack = async (message: Message): Promise<void> => {
    await clock.sleep(settings.visibilityTimeout.value * 1000)
    queue.push(message)
  }
  const serve = async (): Promise<void> => {
    const handler = startFunction()
    while (left > 0) {
      const batch = queue.splice(0, settings.batchSize.value)
      if (batch.length === 0) await clock.sleep(10_000)
      const endsAt = clock.now().getTime() + settings.functionTimeout.value * 1000
      const context = { getRemainingTimeInMillis: () => endsAt - clock.now().getTime() }
      const failed = failedMessages(await handler(sqsEvent(...batch.map(({ event }) => event)), context))
      for (const [index, message] of batch.entries()) {
        message.receives += 1
        mostReceives = Math.max(mostReceives, message.receives)
        if (failed.includes(`m-${index}`)) void comeBack(message)
        else left -= 1
      }
      if (batch.length > 0) doneAt = clock.now().getTime()
    }
  }
  for (let running = 0; running < settings.maximumConcurrency.value; running += 1) void serve()
  await clock.run()

  const { calls } = account.emulator
  const activations = calls.filter(({ name, outcome }) => name === 'UpdateCertificate' && outcome === 'success')
  return {
    active: activations.length,
    seconds: (doneAt - startedAt) / 1000,
    throttled: calls.filter(({ outcome }) => outcome === 'ThrottlingException').length,
    mostReceives,
  }
}

describe('a fleet that comes all at once, at the quotas of AWS IoT and with the settings that follow from them', {
  timeout: 30_000,
}, () => {
  it('is registered within 5 % of the time that the quotas ask for, at the first receive of each message', async () => {
    const { active, seconds, throttled, mostReceives } = await registerFleet({
      share: settings.share.value,
      isPaced: true,
    })
    expect({ active, mostReceives }).toEqual({ active: devices, mostReceives: 1 })
    expect(seconds).toBeLessThan(1.05 * estimated.seconds)
    expect(throttled).toBeLessThan(devices / 20)
  })

  it('is so too where each function believes that it has the quotas for itself', async () => {
    const { active, seconds, mostReceives } = await registerFleet({ share: 1, isPaced: true })
    expect({ active, mostReceives }).toEqual({ active: devices, mostReceives: 1 })
    expect(seconds).toBeLessThan(1.05 * estimated.seconds)
  })

  it('uses receives up without pacing', async () => {
    const { active, throttled, mostReceives } = await registerFleet({ share: 1, isPaced: false })
    expect(active).toBe(devices)
    expect(throttled).toBeGreaterThan(devices)
    expect(mostReceives).toBeGreaterThan(1)
  })
})

it('looks at each device once, and sends none back, where calls wait for longer than a status is believed', async () => {
  const clock = createVirtualClock({ start: new Date('2026-12-01T00:00:00Z') })
  const account = await emulateAccount({ clock })
  const events: object[] = []
  for (let device = 0; device < 20; device += 1) {
    events.push(await account.knock(await account.issue({ CN: `${device}`, serialNumber: `${device}` })))
  }
  const client = account.emulator.createClient()
  const paced = createPacedClient(client, { share: 0.1, clock: clock.now, sleep: (ms) => clock.sleep(ms) })
  const handler = createJitrHandler({ registration: sensors, client: paced, clock: clock.now, concurrency: 20 })
  const answering = handler(sqsEvent(...events))
  await clock.run()
  expect(failedMessages(await answering)).toEqual([])
  const { calls } = account.emulator
  expect(calls.filter(({ name }) => name === 'DescribeCertificate')).toHaveLength(events.length)
})
