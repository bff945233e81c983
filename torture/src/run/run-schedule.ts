import type { Answer, Delivery, Flow, Scene } from '../flow.js'
import type { Schedule } from '../schedule/schedule.js'
import { firstDifference } from './first-difference.js'
import { createQueue } from './queue.js'
import { type Batch, type MadeRequest, Slot } from './slot.js'
import { useTimersOf } from './virtual-timers.js'

/** What a scene comes to without any fault. */
export interface Undisturbed {
  /** Canonical JSON. */
  readonly state: string
  /** How long, on the virtual clock, a round of deliveries takes. */
  readonly roundMs: number
  /** How many requests it takes, poison included. */
  readonly requests: number
}

/** How a run went. */
export interface Run {
  /** What was wrong, each a sentence; empty where everything was as it has to be. */
  readonly failures: readonly string[]
  readonly requests: readonly MadeRequest[]
  /** How often something was delivered, and how much of that was a copy. */
  readonly deliveries: number
  readonly copies: number
  /** Deliveries of poison that were settled or set aside. */
  readonly poison: number
  readonly violations: number
  readonly rounds: number
  readonly roundMs: number
  /** Canonical JSON. */
  readonly state: string
}

/** How long a queue hides what a worker has taken; whoever takes longer meets it in the hands of another. */
const visibilityMs = 30_000

/** Faults are used up after as many rounds as there are faults; the rest is for what has to wait, and for stragglers. */
const patience = 12

/** Scenes differ by the seed, but not without end: what an undisturbed run of each comes to is worked out once. */
export const variety = 24

const collectViolations = (scene: Scene) => {
  const seen = new Set<string>()
  return {
    look: (): void => {
      for (const violation of scene.violations()) seen.add(violation)
    },
    seen,
  }
}

class Ledger {
  readonly failures: string[] = []
  poison = 0

  /** Enters the answers to a batch. @returns what is to be delivered again */
  enter({ deliveries, answers }: Batch): readonly Delivery[] {
    return deliveries.filter((delivery) => this.#isAgain(delivery, answers?.get(delivery.id)))
  }

  #isAgain({ id, isPoison }: Delivery, answer: Answer | undefined): boolean {
    if (answer === undefined || answer === 'again') return true
    if (isPoison) this.poison += 1
    else if (answer === 'set-aside') this.failures.push(`${id} was set aside, and is no poison`)
    return false
  }
}

/**
 * Carries out a schedule: delivers until everything is settled, through all that goes wrong on the way.
 *
 * @param undisturbed - what has to come of it; without it, anything may
 */
export const runSchedule = async (
  flow: Flow,
  schedule: Schedule,
  undisturbed?: Pick<Undisturbed, 'state' | 'roundMs'>,
): Promise<Run> => {
  const scene = await flow.setScene(schedule.seed % variety)
  const restoreTimers = useTimersOf(scene.clock)
  try {
    return await runScene(scene, schedule, undisturbed)
  } finally {
    restoreTimers()
  }
}

const runScene = async (
  scene: Scene,
  schedule: Schedule,
  undisturbed: Pick<Undisturbed, 'state' | 'roundMs'> | undefined,
): Promise<Run> => {
  const violations = collectViolations(scene)
  const requests: MadeRequest[] = []
  const onRequest = (request: MadeRequest): void => {
    violations.look()
    requests.push(request)
  }
  const roundMs = undisturbed?.roundMs ?? 0
  const slots = Array.from(
    { length: schedule.workers },
    (_, index) => new Slot({ scene, schedule, index, roundMs, onRequest }),
  )
  const queue = createQueue(scene, schedule)
  const ledger = new Ledger()
  const late = new Set<Batch>()
  const limit = patience + schedule.faults.length
  const begin = scene.clock.now().getTime()
  let deliveries = 0
  let rounds = 0

  const isBusy = (): boolean => slots.some(({ isIdle }) => !isIdle)
  while ((!queue.isEmpty || isBusy()) && rounds < limit) {
    rounds += 1
    const idle = slots.filter(({ isIdle }) => isIdle)
    for (const [index, batch] of queue.takeBatches(idle.length).entries()) {
      if (batch.length > 0) idle[index]?.take(batch)
      deliveries += batch.length
    }
    await scene.clock.advance(visibilityMs)
    for (const slot of slots) {
      const { batch, isAnswered } = slot.release()
      if (batch === undefined) continue
      // What came back to the queue when its time was over is in other hands: its answer comes too late to count.
      if (!late.has(batch)) queue.add(ledger.enter(batch))
      if (!isAnswered) late.add(batch)
    }
    await scene.passTime()
    violations.look()
  }

  const state = JSON.stringify(scene.state())
  const failures = [...violations.seen, ...ledger.failures]
  for (const { id } of new Set(queue.waiting)) failures.push(`${id} was not settled after ${rounds} rounds`)
  if (isBusy()) failures.push('a worker has never answered')
  failures.push(...scene.remains())
  if (undisturbed !== undefined && state !== undisturbed.state) {
    failures.push(`the state is not that of the undisturbed run: ${firstDifference(undisturbed.state, state)}`)
  }
  return {
    failures: [...new Set(failures)],
    requests,
    deliveries,
    copies: queue.copies,
    poison: ledger.poison,
    violations: violations.seen.size,
    rounds,
    roundMs: (scene.clock.now().getTime() - begin) / rounds,
    state,
  }
}
