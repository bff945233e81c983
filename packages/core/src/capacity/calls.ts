/** How many calls, by operation. Operations have their names in the API reference; what is done over MQTT begins with `mqtt:`. */
export type Calls = Readonly<Record<string, number>>

/** Calls, each so many times, added up. */
export const sumCalls = (parts: readonly (readonly [calls: Calls, times: number])[]): Calls => {
  const sum = new Map<string, number>()
  for (const [calls, times] of parts) {
    for (const [operation, count] of Object.entries(calls)) {
      if (count * times > 0) sum.set(operation, (sum.get(operation) ?? 0) + count * times)
    }
  }
  return Object.freeze(Object.fromEntries([...sum].sort(([left], [right]) => (left < right ? -1 : 1))))
}
