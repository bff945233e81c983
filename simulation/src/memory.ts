import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Collects garbage, also in a process that was started without `--expose-gc`. */
const collectGarbage = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

/** The most that a run takes, heap and typed arrays together, beyond what was there before it. */
export interface MemoryGauge {
  look(): void
  readonly mostBytes: number
}

export const createMemoryGauge = (): MemoryGauge => {
  const collect = collectGarbage()
  const inUse = (): number => {
    // The second time takes what the first has set free: buffers go after the arrays that hold them.
    collect()
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = inUse()
  let mostBytes = 0
  return {
    look: () => {
      mostBytes = Math.max(mostBytes, inUse() - before)
    },
    get mostBytes() {
      return mostBytes
    },
  }
}
