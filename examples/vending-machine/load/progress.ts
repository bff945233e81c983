/** The part of `process.stderr` that progress is written to. */
export interface Screen {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

const width = 30

const bar = (share: number): string => {
  const filled = Math.round(share * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
}

/** Tells how far something is: one line that moves on a terminal, a line for each quarter elsewhere. */
export const createProgress = (what: string, count: number, screen: Screen): ((done: number) => void) => {
  let told = 0
  return (done) => {
    if (screen.isTTY === true) {
      const end = done === count ? '\n' : ''
      screen.write(`\r  ${what} ${bar(done / count)} ${done} of ${count}${end}`)
      return
    }
    const quarter = Math.floor((done * 4) / count)
    if (quarter > told) screen.write(`${what}: ${done} of ${count}\n`)
    told = Math.max(told, quarter)
  }
}
