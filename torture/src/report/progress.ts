import type { Tally } from '../search/torturer.js'

export interface Terminal {
  write(text: string): unknown
  readonly isTTY?: boolean
}

export interface Progress {
  tell(tally: Tally): void
  /** Takes the line away, so that something else can be written. */
  clear(): void
}

/** On a terminal one line that changes; elsewhere a line now and then, since logs keep every line. */
export const createProgress = (terminal: Terminal, now: () => number): Progress => {
  const isLine = terminal.isTTY === true
  const pauseMs = isLine ? 200 : 10_000
  let last = now()
  let isShown = false
  return {
    tell: ({ flow, counts: { single, pairs, random }, found }) => {
      const time = now()
      if (time - last < pauseMs) return
      last = time
      const text = `${flow.name}: ${single} with one fault, ${pairs} with two, ${random} random; ${found.length} found`
      terminal.write(isLine ? `\r\x1b[K${text}` : `${text}\n`)
      isShown = isLine
    },
    clear: () => {
      if (isShown) terminal.write('\r\x1b[K')
      isShown = false
    },
  }
}
