/** The bits of an id that are compared: two devices of a million share the first 64 once in ten million runs. */
const wordsOf = (certificateId: string): readonly [number, number] => [
  Number.parseInt(certificateId.slice(0, 8), 16),
  Number.parseInt(certificateId.slice(8, 16), 16),
]

/** Which device an id is of: a hash table with open addressing in typed arrays, since a `Map` would take 200 bytes a device. */
export class CertificateIndex {
  readonly #mask: number
  /** The device's number plus one; 0 where nobody is. */
  readonly #devices: Uint32Array
  readonly #high: Uint32Array
  readonly #low: Uint32Array

  constructor(devices: number) {
    const places = 2 ** Math.ceil(Math.log2(Math.max(2, devices * 1.5)))
    this.#mask = places - 1
    this.#devices = new Uint32Array(places)
    this.#high = new Uint32Array(places)
    this.#low = new Uint32Array(places)
  }

  get bytes(): number {
    return this.#devices.byteLength + this.#high.byteLength + this.#low.byteLength
  }

  add(certificateId: string, device: number): void {
    const [high, low] = wordsOf(certificateId)
    const place = this.#find(high, low)
    this.#devices[place] = device + 1
    this.#high[place] = high
    this.#low[place] = low
  }

  deviceOf(certificateId: string): number | undefined {
    const [high, low] = wordsOf(certificateId)
    const found = this.#devices[this.#find(high, low)] ?? 0
    return found === 0 ? undefined : found - 1
  }

  /** Where the id is, or would be. */
  #find(high: number, low: number): number {
    let place = high & this.#mask
    while (this.#devices[place] !== 0 && (this.#high[place] !== high || this.#low[place] !== low)) {
      place = (place + 1) & this.#mask
    }
    return place
  }
}
