import { isFaultName } from './fault-table.js'
import type { PlannedFault, Schedule } from './schedule.js'

/** A schedule, less its seed, as text: `workers=2;copies;jitter;0.3=throttled;1.5=death-after`. */
export const formatScript = ({ workers, copies, shuffle, jitter, poison, faults }: Schedule): string =>
  [
    `workers=${workers}`,
    ...(copies ? ['copies'] : []),
    ...(shuffle ? ['shuffle'] : []),
    ...(jitter ? ['jitter'] : []),
    ...(poison ? ['poison'] : []),
    ...faults.map(({ worker, request, fault }) => `${worker}.${request}=${fault}`),
  ].join(';')

const flags = ['copies', 'shuffle', 'jitter', 'poison'] as const

const parseFault = (part: string): PlannedFault | undefined => {
  const [, worker, request, fault] = /^([0-7])\.(\d{1,5})=([a-z-]+)$/.exec(part) ?? []
  if (fault === undefined || !isFaultName(fault)) return undefined
  return { worker: Number(worker), request: Number(request), fault }
}

/** What `formatScript` has written; otherwise the part that it would not write. */
export const parseScript = (seed: number, text: string): Schedule | { readonly wrong: string } => {
  const [first = '', ...parts] = text.split(';')
  const [, workers] = /^workers=([1-8])$/.exec(first) ?? []
  if (workers === undefined) return { wrong: first }
  const faults: PlannedFault[] = []
  for (const part of parts) {
    if (flags.some((flag) => flag === part)) continue
    const fault = parseFault(part)
    if (fault === undefined) return { wrong: part }
    faults.push(fault)
  }
  const [copies, shuffle, jitter, poison] = flags.map((flag) => parts.includes(flag))
  return {
    seed,
    workers: Number(workers),
    copies: copies === true,
    shuffle: shuffle === true,
    jitter: jitter === true,
    poison: poison === true,
    faults,
  }
}
