import type { Fault, Faults } from '@thingplan/emulator'
import { mix } from '../chance/chance.js'
import type { Answer, Delivery, Scene, Worker } from '../flow.js'
import { type FaultName, faultOf } from '../schedule/fault-table.js'
import type { Schedule } from '../schedule/schedule.js'

/** A request that a worker has made. */
export interface MadeRequest {
  readonly worker: number
  /** Which of the worker's, from 0. */
  readonly index: number
  readonly name: string
  readonly fault: FaultName | undefined
}

export interface Batch {
  readonly deliveries: readonly Delivery[]
  /** Undefined where the worker has not answered, or never will. */
  answers: ReadonlyMap<string, Answer> | undefined
}

/** A batch in a worker's hands; where it is not answered, it stays there. */
export interface Released {
  readonly batch: Batch | undefined
  readonly isAnswered: boolean
}

const longestJitterMs = 400

export interface SlotOptions {
  readonly scene: Scene
  readonly schedule: Schedule
  /** From 0. */
  readonly index: number
  /** How long a round of deliveries takes. */
  readonly roundMs: number
  readonly onRequest: (request: MadeRequest) => void
}

/** A place for a worker, and whoever takes the place of one that has died; their requests are counted together. */
export class Slot {
  readonly #options: SlotOptions
  readonly #planned: ReadonlyMap<number, FaultName>
  #requests = 0
  #worker: Worker
  #batch: Batch | undefined
  #isDead = false

  constructor(options: SlotOptions) {
    const { scene, schedule, index } = options
    this.#options = options
    this.#planned = new Map(
      schedule.faults.flatMap(({ worker, request, fault }) => (worker === index ? [[request, fault]] : [])),
    )
    this.#worker = scene.startWorker(this.#newFaults())
  }

  get isIdle(): boolean {
    return this.#batch === undefined
  }

  take(deliveries: readonly Delivery[]): void {
    const batch: Batch = { deliveries, answers: undefined }
    this.#batch = batch
    this.#worker.deliver(deliveries).then(
      (answers) => {
        batch.answers = answers
      },
      () => {
        batch.answers = new Map()
      },
    )
  }

  /** What has become of the batch. A dead worker is replaced; one that has not answered keeps at it. */
  release(): Released {
    const batch = this.#batch
    const isAnswered = this.#isDead || batch?.answers !== undefined
    if (isAnswered) this.#batch = undefined
    if (!this.#isDead) return { batch, isAnswered }
    this.#isDead = false
    this.#worker = this.#options.scene.startWorker(this.#newFaults())
    if (batch !== undefined) batch.answers = undefined
    return { batch, isAnswered }
  }

  /** The faults of one process. Whatever it asks for once it is dead, it asks in vain. */
  #newFaults(): Faults {
    const { index, roundMs, onRequest } = this.#options
    const { seed, jitter } = this.#options.schedule
    let isDead = false
    return ({ name }): Fault | undefined => {
      if (isDead) return { kind: 'process-death', when: 'before-effect' }
      const request = this.#requests
      this.#requests += 1
      const planned = this.#planned.get(request)
      onRequest({ worker: index, index: request, name, fault: planned })
      if (planned === undefined) {
        return jitter ? { kind: 'latency', ms: mix(seed, index, request) % longestJitterMs } : undefined
      }
      const fault = faultOf(planned, roundMs)
      isDead = fault.kind === 'process-death'
      this.#isDead ||= isDead
      return fault
    }
  }
}
