import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import { internalFailure, serviceUnavailable, throttling } from '../exception/exceptions.js'
import { connectionLost } from './connection-lost.js'
import type { Fault, Faults } from './fault.js'
import type { EmulatedProcess } from './process.js'

/** What answers a request that has arrived. */
export interface Service<Answer> {
  /** Does what is asked for, and writes it into the log. */
  perform(fault: Fault | undefined): Answer | Promise<Answer>
  /** Writes a request into the log that had no effect. */
  recordLost(outcome: string, fault: Fault): void
}

type Input = Readonly<Record<string, unknown>>

export class FaultyProcess implements EmulatedProcess {
  readonly died: Promise<void>
  readonly #faults: Faults
  readonly #sleep: (ms: number) => Promise<void>
  #isDead = false
  #requests = 0
  #announceDeath: () => void = () => undefined

  constructor(faults: Faults, sleep: (ms: number) => Promise<void>) {
    this.#faults = faults
    this.#sleep = sleep
    this.died = new Promise((resolve) => {
      this.#announceDeath = resolve
    })
  }

  get isDead(): boolean {
    return this.#isDead
  }

  kill(): void {
    this.#isDead = true
    this.#announceDeath()
  }

  request<Answer>(name: string, input: Input, perform: () => Answer | Promise<Answer>): Promise<Answer> {
    return this.send(name, input, { perform, recordLost: () => undefined })
  }

  /** Sends a request to a service, as the faults have it. */
  async send<Answer>(name: string, input: Input, service: Service<Answer>): Promise<Answer> {
    if (this.#isDead) return never()
    const index = this.#requests
    this.#requests += 1
    try {
      const answer = await this.#meet(this.#faults({ index, name, input }), service)
      return this.#isDead ? never() : answer
    } catch (error) {
      if (this.#isDead) return never()
      throw error
    }
  }

  async #meet<Answer>(fault: Fault | undefined, service: Service<Answer>): Promise<Answer> {
    switch (fault?.kind) {
      case undefined:
      case 'stale-read':
        return service.perform(fault)
      case 'throttled':
        return refuse(throttling(), fault, service)
      case 'internal-failure':
        return refuse(internalFailure(), fault, service)
      case 'service-unavailable':
        return refuse(serviceUnavailable(), fault, service)
      case 'connection-lost':
        if (fault.when === 'before-effect') service.recordLost(fault.kind, fault)
        else await unheard(service, fault)
        throw connectionLost()
      case 'latency':
        try {
          return await service.perform(fault)
        } finally {
          await this.#sleep(fault.ms)
        }
      case 'process-death':
        // Dead from here on, or what else it asks for in the same moment would still arrive.
        this.#isDead = true
        if (fault.when === 'before-effect') service.recordLost(fault.kind, fault)
        else await unheard(service, fault)
        this.#announceDeath()
        return never()
      default:
        throw unknownFault(fault)
    }
  }
}

const never = (): Promise<never> => new Promise(() => undefined)

const refuse = <Answer>(error: Error, fault: Fault, service: Service<Answer>): never => {
  service.recordLost(error.name, fault)
  throw error
}

/** Lets a request have its effect, of which nobody hears. What the emulator cannot do is said all the same. */
const unheard = async <Answer>(service: Service<Answer>, fault: Fault): Promise<void> => {
  try {
    await service.perform(fault)
  } catch (error) {
    if (error instanceof EmulatorError) throw error
  }
}

const unknownFault = (fault: never): EmulatorError => {
  const text = JSON.stringify(fault) ?? String(fault)
  return new EmulatorError('emulator-option', `${quote(text)} is no fault`, { field: 'faults', value: text })
}
