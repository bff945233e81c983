/** What happens when, by numbers: a binary heap in typed arrays, 12 bytes an entry. Of one moment, the lower number comes first. */
export class Schedule {
  #times = new Float64Array(16)
  #values = new Uint32Array(16)
  #size = 0

  get size(): number {
    return this.#size
  }

  get bytes(): number {
    return this.#times.byteLength + this.#values.byteLength
  }

  /** When the next entry is due; infinity where there is none. */
  get nextAt(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#timeAt(0)
  }

  /** What is due next; undefined where nothing is. */
  get next(): number | undefined {
    return this.#size === 0 ? undefined : this.#valueAt(0)
  }

  add(at: number, value: number): void {
    if (this.#size === this.#times.length) this.#grow()
    let place = this.#size
    this.#size += 1
    while (place > 0) {
      const above = (place - 1) >> 1
      if (!this.#isBefore(at, value, above)) break
      this.#move(above, place)
      place = above
    }
    this.#put(place, at, value)
  }

  /** Takes the next entry out, if it is due. */
  takeDue(now: number): number | undefined {
    if (this.nextAt > now) return undefined
    const next = this.#valueAt(0)
    this.#size -= 1
    if (this.#size > 0) this.#sink(this.#timeAt(this.#size), this.#valueAt(this.#size))
    return next
  }

  #sink(at: number, value: number): void {
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.#size) break
      if (child + 1 < this.#size && this.#isBefore(this.#timeAt(child + 1), this.#valueAt(child + 1), child)) child += 1
      if (this.#isBefore(at, value, child)) break
      this.#move(child, place)
      place = child
    }
    this.#put(place, at, value)
  }

  #isBefore(at: number, value: number, place: number): boolean {
    const other = this.#timeAt(place)
    return at < other || (at === other && value < this.#valueAt(place))
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#timeAt(from), this.#valueAt(from))
  }

  #put(place: number, at: number, value: number): void {
    this.#times[place] = at
    this.#values[place] = value
  }

  #timeAt(place: number): number {
    return this.#times[place] ?? Number.POSITIVE_INFINITY
  }

  #valueAt(place: number): number {
    return this.#values[place] ?? 0
  }

  #grow(): void {
    const times = new Float64Array(this.#size * 2)
    const values = new Uint32Array(this.#size * 2)
    times.set(this.#times)
    values.set(this.#values)
    this.#times = times
    this.#values = values
  }
}
