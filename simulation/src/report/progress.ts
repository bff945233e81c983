import type { Progress } from '../simulate.js'
import { formatDuration } from './duration.js'

export interface Terminal {
  write(text: string): unknown
  readonly isTTY?: boolean
}

const lineOf = (scenario: string, { elapsedMs, devices, registered, queued }: Progress): string => {
  const part = `${Math.floor((registered / devices) * 100)} %`
  return `${scenario}: ${part} registered after ${formatDuration(elapsedMs)}, ${queued.toLocaleString('en')} ${queued === 1 ? 'message' : 'messages'} in the queue`
}

/** Tells how far it is: on a terminal in one line, five times a second; elsewhere a line each time a tenth more is registered. */
export const createProgress = (
  terminal: Terminal,
  now: () => number,
): { readonly tell: (scenario: string, progress: Progress) => void; readonly clear: () => void } => {
  let toldAt = Number.NEGATIVE_INFINITY
  let tenths = 0
  const tellTerminal = (line: string): void => {
    if (now() - toldAt < 200) return
    toldAt = now()
    terminal.write(`\r\u001b[K${line}`)
  }
  return {
    tell: (scenario, progress) => {
      if (terminal.isTTY === true) return tellTerminal(lineOf(scenario, progress))
      const reached = Math.floor((progress.registered / progress.devices) * 10)
      if (reached > tenths) terminal.write(`${lineOf(scenario, progress)}\n`)
      tenths = reached
    },
    clear: () => terminal.isTTY === true && terminal.write('\r\u001b[K'),
  }
}
