import { drain } from './function/event-source.js'
import type { OperationCalls, SimulationResult } from './result/result.js'
import { seriesOf, utilisationOf } from './result/series.js'
import { completionOf, waitsOfFleet } from './result/waits.js'
import { VirtualTimers, withVirtualTimers } from './time/virtual-timers.js'
import { type SimulationOptions, World } from './world.js'

const minuteMs = 60_000

/** What is going on, at the end of a minute of virtual time. */
export interface Progress {
  readonly elapsedMs: number
  readonly devices: number
  readonly registered: number
  readonly queued: number
  /** Messages that are in flight, or wait to be visible again. */
  readonly received: number
  /** What is kept for every device. */
  readonly bytes: number
}

const callsOf = ({ limits }: World): readonly OperationCalls[] =>
  [...limits.counts]
    .map(([operation, counts]) => ({ operation, ...counts }))
    .sort((left, right) => (left.operation < right.operation ? -1 : 1))

/** Looks at the queue every minute of virtual time, until there is nothing more to see. */
const lookOn = async (world: World, isOver: () => boolean, onProgress: (progress: Progress) => void): Promise<void> => {
  while (!isOver()) {
    await world.clock.sleep(minuteMs)
    world.catchUp()
    const { elapsed, fleet, queue, recorder, bytes } = world
    recorder.look(elapsed, queue.depth, fleet.waiting)
    onProgress({
      elapsedMs: elapsed,
      devices: fleet.size,
      registered: fleet.registered,
      queued: queue.depth,
      received: queue.received,
      bytes,
    })
  }
}

/**
 * Registers a fleet on a virtual clock: devices, queue, function and registry are those of the simulation, the handler that the
 * function calls is the real one.
 */
export const simulate = async (
  options: SimulationOptions,
  onProgress: (progress: Progress) => void = () => {},
): Promise<SimulationResult> => {
  const world = new World(options)
  const { clock, queue, settings, fleet, registry, recorder } = world
  const timers = new VirtualTimers(clock)
  const source = {
    clock,
    timers,
    queue,
    settings,
    startProcess: () => world.startProcess(),
    bodyOf: world.bodyOf.bind(world),
    catchUp: () => world.catchUp(),
    nextAt: () => world.nextAt(),
  }
  return withVirtualTimers(timers, async () => {
    let drainedMs: number | undefined
    const draining = drain(source).then((counts) => {
      drainedMs = world.elapsed
      return counts
    })
    const looking = lookOn(world, () => drainedMs !== undefined, onProgress)
    await clock.run()
    const [counts] = await Promise.all([draining, looking])
    const wholeFleet = completionOf(fleet, 1, world.msPerDevice)
    return {
      scenario: options.scenario.name,
      title: options.scenario.title,
      paced: options.isPaced,
      devices: options.devices,
      seed: options.seed,
      registered: fleet.registered,
      activeEarly: registry.activeEarly,
      deadLetters: queue.deadLetters,
      events: recorder.events,
      connections: recorder.connections,
      receives: queue.receives,
      ...counts,
      deepestQueue: recorder.deepestQueue,
      wholeFleet,
      nearlyAll: completionOf(fleet, 0.99, world.msPerDevice),
      drainedMs: drainedMs ?? wholeFleet.reachedMs,
      waits: waitsOfFleet(fleet),
      utilisation: utilisationOf(recorder.minutes, minuteMs / world.msPerDevice),
      operations: callsOf(world),
      series: seriesOf(recorder.minutes),
    }
  })
}
