import type { Faults, VirtualClock } from '@thingplan/emulator'

/** A message, event or request that is delivered until it is settled. */
export interface Delivery {
  readonly id: string
  /** Corrupt, foreign or oversized: must be settled or put aside, and must change nothing. */
  readonly isPoison: boolean
}

/** `settled`: done with. `again`: to be delivered again. `set-aside`: will never succeed, and has been said so. */
export type Answer = 'settled' | 'again' | 'set-aside'

/**
 * A process that takes deliveries. Its clients are its own, and so are its views of stores that others share (`disturb`): each of
 * their requests asks the faults of the worker what goes wrong.
 */
export interface Worker {
  /**
   * Answers for every delivery of a batch. One that is left out is delivered again, and so are all where it rejects. Never settles
   * once a fault was the death of the process; nobody has to say so, since the faults know.
   */
  deliver(deliveries: readonly Delivery[]): Promise<ReadonlyMap<string, Answer>>
}

/** One world with its devices, before anything has happened to them. */
export interface Scene {
  /** The only time there is: that of the emulator, of the stores and of everything that sleeps. It is moved by the harness alone. */
  readonly clock: VirtualClock
  readonly deliveries: readonly Delivery[]
  startWorker(faults?: Faults): Worker
  /** What time brings about between two rounds: effects that AWS completes later, deadlines. Moves the clock at least past every lease. */
  passTime(): Promise<void>
  /** The world as JSON: what the undisturbed run and every other must agree on. Asked once everything is settled. */
  state(): unknown
  /** What must never be, at no moment: asked at every request, and at the end. Each is a sentence. */
  violations(): readonly string[]
  /** What must not be left at the end: orphans, lost devices. Each is a sentence. */
  remains(): readonly string[]
}

/** Something that the SDK carries out, to be tortured. */
export interface Flow {
  readonly name: string
  /** The same seed gives the same scene. */
  setScene(seed: number): Promise<Scene>
}
