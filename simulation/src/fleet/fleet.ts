import { chance, streams } from '../random.js'
import { CertificateIndex } from './certificate-index.js'
import { certificateIdOf } from './device-certificate.js'

/** How a device that is refused tries again. */
export interface Backoff {
  /** Until the second knock, as a part of the day; each further pause is twice as long. */
  readonly first: number
  readonly longest: number
}

/** What is known of each device, in typed arrays. Times are milliseconds since the start. */
export class Fleet {
  readonly size: number
  readonly certificates: CertificateIndex
  readonly firstKnockAt: Uint32Array
  /** 0 where it is not registered yet. */
  readonly registeredAt: Uint32Array
  /** How long it would wait if all who were there before it were registered at the speed of the quotas. */
  readonly warrantedWait: Uint32Array
  readonly #knocks: Uint8Array
  #knocking = 0
  #registered = 0

  constructor(size: number) {
    this.size = size
    this.certificates = new CertificateIndex(size)
    this.firstKnockAt = new Uint32Array(size)
    this.registeredAt = new Uint32Array(size)
    this.warrantedWait = new Uint32Array(size)
    this.#knocks = new Uint8Array(size)
  }

  get bytes(): number {
    const perDevice = 3 * Uint32Array.BYTES_PER_ELEMENT + Uint8Array.BYTES_PER_ELEMENT
    return this.size * perDevice + this.certificates.bytes
  }

  get registered(): number {
    return this.#registered
  }

  /** How many have knocked and are not registered. */
  get waiting(): number {
    return this.#knocking - this.#registered
  }

  /** Notes that a device has knocked, and says how many times it had before. */
  knock(device: number, at: number, msPerDevice: number): number {
    const before = this.#knocks[device] ?? 0
    if (before === 0) {
      this.certificates.add(certificateIdOf(device), device)
      this.firstKnockAt[device] = at
      this.warrantedWait[device] = this.waiting * msPerDevice
      this.#knocking += 1
    }
    this.#knocks[device] = Math.min(255, before + 1)
    return before
  }

  register(device: number, at: number): void {
    this.#registered += 1
    this.registeredAt[device] = Math.max(1, at)
  }
}

/** How long a device waits after so many knocks: twice as long each time, give or take a quarter, so that they spread. */
export const pauseAfter = (device: number, knocks: number, { first, longest }: Backoff, seed: number): number =>
  Math.min(longest, first * 2 ** knocks) * (0.75 + 0.5 * chance(seed, streams.backoff, device * 64 + knocks))
