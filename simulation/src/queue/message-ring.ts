/** Messages in the order in which they came: device and time in typed arrays, eight bytes a message. */
export class MessageRing {
  #devices = new Uint32Array(1024)
  #times = new Uint32Array(1024)
  #first = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    return this.#devices.byteLength + this.#times.byteLength
  }

  push(device: number, publishedAt: number): void {
    if (this.#size === this.#devices.length) this.#grow()
    const place = this.#placeOf(this.#size)
    this.#devices[place] = device
    this.#times[place] = publishedAt
    this.#size += 1
  }

  /** Lets the first message and a later one change places. */
  swapFirst(later: number): void {
    const [one, other] = [this.#placeOf(0), this.#placeOf(later)]
    for (const column of [this.#devices, this.#times]) {
      const kept = column[one] ?? 0
      column[one] = column[other] ?? 0
      column[other] = kept
    }
  }

  /** Takes the first message; undefined where there is none. */
  shift(): readonly [device: number, publishedAt: number] | undefined {
    if (this.#size === 0) return undefined
    const place = this.#placeOf(0)
    this.#first = this.#placeOf(1)
    this.#size -= 1
    return [this.#devices[place] ?? 0, this.#times[place] ?? 0]
  }

  #placeOf(index: number): number {
    return (this.#first + index) % this.#devices.length
  }

  #grow(): void {
    const grown = (column: Uint32Array): Uint32Array<ArrayBuffer> => {
      const wider = new Uint32Array(Math.ceil(column.length * 1.5))
      wider.set(column.subarray(this.#first))
      wider.set(column.subarray(0, this.#first), column.length - this.#first)
      return wider
    }
    this.#devices = grown(this.#devices)
    this.#times = grown(this.#times)
    this.#first = 0
  }
}
