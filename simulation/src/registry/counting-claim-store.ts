import type { Claim, ClaimStore } from '@thingplan/aws-adapter'
import type { VirtualClock } from '@thingplan/emulator'
import type { Fleet } from '../fleet/fleet.js'
import { chance, streams } from '../random.js'

const leaseMs = 60_000
const [fastestMs, slowestMs] = [4, 12]

const held: Claim = { state: 'held' }
const settled: Claim = { state: 'settled', outcome: 'registered' }

/**
 * What `createDynamoDbClaimStore` would keep of a fleet, in eight bytes a device: who is claimed until when, and who is settled
 * since when. Each write takes its time.
 */
export class CountingClaimStore implements ClaimStore {
  readonly #fleet: Fleet
  readonly #clock: VirtualClock
  readonly #seed: number
  readonly #start: number
  /** Milliseconds since the start; 0 where there is none. */
  readonly #claimedAt: Uint32Array
  readonly #settledAt: Uint32Array
  #writes = 0

  constructor(fleet: Fleet, clock: VirtualClock, seed: number) {
    this.#fleet = fleet
    this.#clock = clock
    this.#seed = seed
    this.#start = clock.now().getTime()
    this.#claimedAt = new Uint32Array(fleet.size)
    this.#settledAt = new Uint32Array(fleet.size)
  }

  get bytes(): number {
    return this.#claimedAt.byteLength + this.#settledAt.byteLength
  }

  async claim(certificateId: string, publishedAt: number = Number.POSITIVE_INFINITY): Promise<Claim> {
    const [device, now] = await this.#write(certificateId)
    const settledAt = this.#settledAt[device] ?? 0
    if (settledAt > 0 && publishedAt - this.#start <= settledAt) return settled
    const claimedAt = this.#claimedAt[device] ?? 0
    if (claimedAt > 0 && now < claimedAt + leaseMs) return held
    this.#claimedAt[device] = now
    return { state: 'claimed', token: `${now}` }
  }

  async settle(certificateId: string, token: string): Promise<void> {
    const [device, now] = await this.#write(certificateId)
    if (!this.#isHeld(device, token)) return
    this.#settledAt[device] = now
    this.#claimedAt[device] = 0
  }

  async release(certificateId: string, token: string): Promise<void> {
    const [device] = await this.#write(certificateId)
    if (this.#isHeld(device, token)) this.#claimedAt[device] = 0
  }

  #isHeld(device: number, token: string): boolean {
    return token === `${this.#claimedAt[device]}`
  }

  async #write(certificateId: string): Promise<readonly [device: number, now: number]> {
    this.#writes += 1
    const part = chance(this.#seed, streams.storeLatency, this.#writes)
    await this.#clock.sleep(fastestMs + Math.floor((slowestMs - fastestMs) * part))
    const device = this.#fleet.certificates.deviceOf(certificateId)
    if (device === undefined) throw new TypeError('the store is asked for a certificate that nobody has')
    return [device, this.#clock.now().getTime() - this.#start]
  }
}
