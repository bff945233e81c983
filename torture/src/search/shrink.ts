import type { Schedule } from '../schedule/schedule.js'

/** Schedules that are a little less than this one. */
const smaller = (schedule: Schedule): readonly Schedule[] => {
  const { faults, workers, copies, shuffle, jitter, poison } = schedule
  const fewer = Math.max(workers - 1, ...faults.map(({ worker }) => worker + 1))
  return [
    ...faults.map((_fault, dropped) => ({ ...schedule, faults: faults.filter((_other, index) => index !== dropped) })),
    ...(poison ? [{ ...schedule, poison: false }] : []),
    ...(copies ? [{ ...schedule, copies: false }] : []),
    ...(shuffle ? [{ ...schedule, shuffle: false }] : []),
    ...(jitter ? [{ ...schedule, jitter: false }] : []),
    ...(fewer >= 1 && fewer < workers ? [{ ...schedule, workers: fewer }] : []),
  ]
}

/** The smallest schedule that greedy steps lead to, each of which fails like the first. */
export const shrink = async (
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
): Promise<Schedule> => {
  for (const candidate of smaller(schedule)) if (await fails(candidate)) return shrink(candidate, fails)
  return schedule
}
