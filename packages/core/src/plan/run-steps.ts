import type { AbortSignalLike } from './driver.js'
import type { StepRecord } from './execution.js'
import type { Performance } from './perform-step.js'
import type { Step } from './step/step.js'

interface RunLimits {
  readonly concurrency: number
  readonly signal: AbortSignalLike | undefined
}

/** Whether a step's effect can be relied on. */
export const isAchieved = (record: StepRecord | undefined): boolean =>
  record !== undefined && record.outcome !== 'failed' && record.outcome !== 'not-started'

/** Whether the signal has fired; one that cannot be read stops everything too. */
export const isAborted = (signal: AbortSignalLike | undefined): boolean => {
  try {
    return signal?.aborted === true
  } catch {
    return true
  }
}

/**
 * Runs steps, each as soon as all that it waits for is achieved, and as many at once as allowed.
 *
 * After a failure or an abort none is started any more, and those under way are waited for: whatever the world was asked
 * to do is in the records. The records of steps that were never started are missing.
 */
export const runSteps = async (
  steps: readonly Step[],
  perform: (step: Step) => Promise<Performance>,
  { concurrency, signal }: RunLimits,
): Promise<ReadonlyMap<string, StepRecord>> => {
  const records = new Map<string, StepRecord>()
  /** What each step still waits for; what is achieved is looked at once, however densely the steps are linked. */
  const waiting = new Map(steps.map((step) => [step, [...step.after]]))
  const underWay = new Set<Promise<void>>()
  let failed = false

  const repair = (id: string): void => {
    const record = records.get(id)
    if (record?.outcome === 'assumed') records.set(id, Object.freeze({ ...record, outcome: 'done' }))
  }
  const run = async (step: Step): Promise<void> => {
    const { record, repaired } = await perform(step)
    records.set(step.id, record)
    repaired.forEach(repair)
    if (record.outcome === 'failed') failed = true
  }
  const startReady = (): void => {
    for (const [step, awaited] of waiting) {
      if (failed || isAborted(signal) || underWay.size >= concurrency) return
      for (let id = awaited.at(-1); id !== undefined && isAchieved(records.get(id)); id = awaited.at(-1)) awaited.pop()
      if (awaited.length > 0) continue
      waiting.delete(step)
      const task = run(step).finally(() => underWay.delete(task))
      underWay.add(task)
    }
  }

  startReady()
  while (underWay.size > 0) {
    await Promise.race(underWay)
    startReady()
  }
  return records
}
