import { createJitrHandler, type JitrHandler } from '@thingplan/aws-adapter'
import { createPacedClient } from '@thingplan/aws-adapter/pacing'
import { defaultQuotas, estimate } from '@thingplan/core/capacity'
import { createVirtualClock, type VirtualClock } from '@thingplan/emulator'
import { sensors } from '../../examples/jitr-lambda/registration.js'
import { certificateIdOf } from './fleet/device-certificate.js'
import { Fleet, pauseAfter } from './fleet/fleet.js'
import { type Settings, settingsFor } from './function/settings.js'
import { type Message, StandardQueue } from './queue/standard-queue.js'
import { CountingClaimStore } from './registry/counting-claim-store.js'
import { CountingRegistry, caCertificateId } from './registry/counting-registry.js'
import { RequestLimits } from './registry/request-limits.js'
import { createSdkClient, type Service } from './registry/sdk-client.js'
import { Recorder } from './result/recorder.js'
import { afterPowerCut } from './scenario/arrivals.js'
import { dayMsOf, type Scenario } from './scenario/scenario.js'
import { Schedule } from './time/schedule.js'

export interface SimulationOptions {
  readonly scenario: Scenario
  readonly devices: number
  readonly seed: number
  /** Whether every process keeps to its share of the quotas. */
  readonly isPaced: boolean
}

const start = new Date('2026-06-01T00:00:00Z')

/** A fleet, its account and its queue. */
export class World {
  readonly fleet: Fleet
  readonly clock: VirtualClock
  readonly queue: StandardQueue
  readonly registry: CountingRegistry
  readonly limits: RequestLimits
  readonly recorder: Recorder = new Recorder()
  readonly settings: Settings
  /** How long the quotas make a device take. */
  readonly msPerDevice: number
  readonly #options: SimulationOptions
  readonly #dayMs: number
  readonly #claims: CountingClaimStore
  readonly #service: Service
  readonly #draws = { calls: 0, retries: 0 }
  /** Who knocks next, by number; whoever comes back after a power cut, by number plus the fleet's size. */
  readonly #knocks = new Schedule()

  constructor(options: SimulationOptions) {
    const { scenario, devices, seed } = options
    this.#options = options
    this.#dayMs = dayMsOf(devices)
    const estimated = estimate(sensors, { devices }, scenario.quotas)
    this.settings = settingsFor(estimated)
    this.msPerDevice = 1000 / estimated.devicesPerSecond
    this.clock = createVirtualClock({ start })
    this.fleet = new Fleet(devices)
    this.queue = new StandardQueue(this.settings, seed)
    this.registry = new CountingRegistry(this.fleet, (device) => {
      this.fleet.register(device, this.elapsed)
      this.recorder.registration(this.elapsed)
    })
    this.limits = new RequestLimits({ ...defaultQuotas, ...scenario.quotas })
    this.#claims = new CountingClaimStore(this.fleet, this.clock, seed)
    const { registry, limits, clock } = this
    this.#service = { registry, limits, clock, seed, latencyMs: [30, 90] }
    for (let device = 0; device < devices; device += 1) this.#scheduleFirst(device)
  }

  /** Milliseconds since the start. */
  get elapsed(): number {
    return this.clock.now().getTime() - start.getTime()
  }

  /** What is kept for every device. */
  get bytes(): number {
    return [this.fleet, this.registry, this.#claims, this.queue, this.#knocks].reduce(
      (sum, { bytes }) => sum + bytes,
      0,
    )
  }

  /** When the next message may come, by the clock; infinity once every device is registered, since such devices cause none. */
  nextAt(): number {
    if (this.fleet.registered === this.fleet.size) return this.queue.nextAt(this.clock.now().getTime())
    return Math.min(start.getTime() + this.#knocks.nextAt, this.queue.nextAt(this.clock.now().getTime()))
  }

  /** Lets everybody knock whose time has come. */
  catchUp(): void {
    const now = this.elapsed
    for (let at = this.#knocks.nextAt; at <= now; at = this.#knocks.nextAt) {
      const who = this.#knocks.takeDue(now)
      if (who !== undefined) this.#knock(who, at)
    }
  }

  /** A process of the function: its own client and its own handler. */
  startProcess(): JitrHandler {
    const { clock, settings } = this
    const { isPaced, scenario } = this.#options
    const client = createSdkClient(this.#service, this.#draws)
    const now = clock.now
    const common = { registration: sensors, claims: this.#claims, clock: now, concurrency: settings.handlerConcurrency }
    if (!isPaced) return createJitrHandler({ ...common, client })
    const paced = createPacedClient(client, {
      quotas: scenario.quotas,
      share: settings.share,
      clock: now,
      sleep: (ms) => clock.sleep(ms),
    })
    // Without `during`: no call waits as long as an invocation lasts, and on Node 20 the asynchronous context of a million devices takes a
    // quarter of the time.
    return createJitrHandler({ ...common, client: paced })
  }

  /** The event of a knock as a rule puts it into the queue. */
  bodyOf({ device, publishedAt }: Message): string {
    const firstKnockAt = this.fleet.firstKnockAt[device] ?? 0
    return JSON.stringify({
      certificateId: certificateIdOf(device),
      caCertificateId,
      timestamp: start.getTime() + publishedAt,
      certificateStatus: 'PENDING_ACTIVATION',
      awsAccountId: '123456789012',
      certificateRegistrationTimestamp: firstKnockAt === publishedAt ? null : `${start.getTime() + firstKnockAt}`,
    })
  }

  #scheduleFirst(device: number): void {
    const { scenario, seed, devices } = this.#options
    const at = scenario.arrival(device, seed)
    this.#scheduleKnock(device, at)
    const cut = scenario.powerCut
    if (cut === undefined || at >= cut.from) return
    this.#knocks.add(this.#timeOf(afterPowerCut(cut.from, device, cut, seed)), device + devices)
  }

  /** @param at - as a part of the day */
  #scheduleKnock(device: number, at: number): void {
    const { scenario, seed } = this.#options
    this.#knocks.add(this.#timeOf(afterPowerCut(at, device, scenario.powerCut, seed)), device)
  }

  /** Milliseconds since the start. */
  #timeOf(partOfDay: number): number {
    return Math.floor(partOfDay * this.#dayMs)
  }

  /** A device connects: it is let in, or refused with an event (AWS IoT Core Developer Guide, "Just-in-time registration"). */
  #knock(who: number, at: number): void {
    const { seed, scenario } = this.#options
    const device = who % this.fleet.size
    if (this.registry.isActive(device)) {
      this.recorder.connections += 1
      return
    }
    const before = this.fleet.knock(device, at, this.msPerDevice)
    this.queue.send(device, at)
    this.recorder.event(at)
    if (who === device)
      this.#scheduleKnock(device, at / this.#dayMs + pauseAfter(device, before, scenario.backoff, seed))
  }
}
