import { evenly, nap, type Passage } from '../../../concurrency/evenly.js'
import { forEachBounded } from '../../../concurrency/for-each-bounded.js'
import { AdapterError } from '../../../error/adapter-error.js'
import type { DueDevice } from './due-device.js'
import { estimateRotation, type RotationEstimate } from './estimate-rotation.js'
import { collectNotices } from './notices.js'
import { nonceOf, offerRotation } from './offer-rotation.js'
import { type CheckedRun, checkRun, type RotateDueOptions } from './rotate-due-options.js'
import type { RotationProgress, RotationRun, RunCounts } from './rotation-run.js'
import { waveOf } from './wave.js'

type Counts = { -readonly [Name in keyof RunCounts]: number }

/** How many devices are of each wave; nothing of them is kept. */
const countDevices = async ({ due, run, waves, given }: CheckedRun): Promise<readonly number[]> => {
  const counts = waves.map(() => 0)
  for await (const device of due()) {
    if (given.signal?.aborted === true) break
    const wave = waveOf(run, device, waves)
    if (wave !== undefined) counts[wave] = (counts[wave] ?? 0) + 1
  }
  return counts
}

const estimateRun = async (checked: CheckedRun): Promise<RotationEstimate> => {
  const counts = await countDevices(checked)
  const sizes = checked.waves.map(({ perMinute, pauseSeconds }, index) => ({
    devices: counts[index] ?? 0,
    perMinute,
    pauseSeconds,
  }))
  return estimateRotation(sizes, checked.pace)
}

const requireTime = ({ deadline, clock }: CheckedRun, { seconds }: RotationEstimate): void => {
  const end = new Date(clock().getTime() + seconds * 1000)
  if (end < deadline) return
  throw new AdapterError('adapter-option', 'the deadline passes before the last device can be begun', {
    field: 'deadline',
    value: deadline.toISOString(),
    remedy: `give one that lies well behind ${end.toISOString()}, or fewer devices`,
  })
}

/** A run under way. */
class Run {
  readonly counts: Counts = { offered: 0, begun: 0, refused: 0, failed: 0, untold: 0 }
  readonly #checked: CheckedRun
  readonly #passage: Passage
  #nextLook = 0

  constructor(checked: CheckedRun) {
    this.#checked = checked
    const { clock, sleep, given } = checked
    this.#passage = { clock, sleep, signal: given.signal }
  }

  tell(progress: RotationProgress): void {
    try {
      this.#checked.given.onProgress?.(Object.freeze(progress))
    } catch {
      // Whoever only watches must not be able to change what is done.
    }
  }

  get status(): 'aborted' | 'failing' | undefined {
    if (this.#checked.given.signal?.aborted === true) return 'aborted'
    return this.counts.failed > this.#checked.mostFailures ? 'failing' : undefined
  }

  rest(seconds: number): Promise<void> {
    return nap(seconds * 1000, this.#passage)
  }

  /** Waits while the run is paused; a question a second at most. */
  async #whilePaused(wave: number): Promise<void> {
    const { isPaused } = this.#checked.given
    const now = this.#passage.clock().getTime()
    if (isPaused === undefined || now < this.#nextLook) return
    let wasPaused = false
    while (this.status === undefined && (await isPaused())) {
      if (!wasPaused) this.tell({ kind: 'paused', wave })
      wasPaused = true
      await nap(1_000, this.#passage)
    }
    this.#nextLook = this.#passage.clock().getTime() + 1_000
    if (wasPaused) this.tell({ kind: 'continued', wave })
  }

  /** The devices of a wave, no faster than they may be begun. */
  async *#devicesOf(wave: number, perSecond: number): AsyncGenerator<DueDevice> {
    const { due, run, waves } = this.#checked
    const next = evenly(perSecond, this.#passage)
    for await (const device of due()) {
      if (waveOf(run, device, waves) !== wave) continue
      await this.#whilePaused(wave)
      await next()
      if (this.status !== undefined) return
      yield device
    }
  }

  async begin(wave: number, perSecond: number): Promise<void> {
    const { run, deadline, concurrency, notifierOf } = this.#checked
    const notices = collectNotices((devices, error) => {
      this.counts.untold += devices.length
      this.tell({ kind: 'untold', wave, devices, error })
    })
    this.tell({ kind: 'wave-begun', wave })
    await forEachBounded(this.#devicesOf(wave, perSecond), concurrency, async (due) => {
      const { device, thingName } = due
      const { became, code } = await offerRotation(this.#checked, device)
      this.counts[became] += 1
      this.tell({ kind: 'device', wave, device, became, code })
      const notifier = became === 'offered' ? notifierOf(due) : undefined
      if (notifier === undefined) return
      const nonce = nonceOf(this.#checked, device)
      await notices.add(notifier, { device, thingName, run, deadline, ...(nonce === undefined ? {} : { nonce }) })
    })
    await notices.flush()
    this.tell({ kind: 'wave-ended', wave, counts: { ...this.counts } })
  }
}

/**
 * Begins the rotation of every device that is due, in waves, no faster than the account's quotas allow.
 *
 * The devices are counted first, and it is said how long all will take, by `onProgress` and `mayBegin`; nothing has happened by then.
 * Each device is offered a rotation, and told by IoT Jobs or a message; what follows is between it and the handler. Devices are
 * read as they are begun, so that a fleet of any size fits into constant memory, and which wave a device is of follows from its
 * name alone. A run that was aborted, or has died, goes on when it is run again under its name: who has begun is not begun twice.
 *
 * @param options - `rotations`, `due`, `run` and `deadline` are required; see `RotateDueOptions`
 * @returns how many devices were begun; rejects with what `due`, `mayBegin` or `isPaused` throw
 * @throws {AdapterError} `adapter-option`, also where the deadline would pass before the last device is begun
 *
 * @example
 * ```ts
 * import { createMemoryRotationStore } from '@thingplan/aws-adapter/rotation'
 * import { dueByRecord, rotateDue } from '@thingplan/aws-adapter/rotation/due'
 *
 * const store = createMemoryRotationStore()
 * const { status, offered } = await rotateDue({
 *   rotations: { tell: () => Promise.reject(new Error('nobody is due')) },
 *   due: () => dueByRecord(store.list(), new Date('2030-01-01')),
 *   run: 'renewal-2029',
 *   deadline: new Date('2100-01-01'),
 *   waves: [{ percent: 1, pauseSeconds: 86_400 }, { percent: 10, pauseSeconds: 86_400 }, {}],
 *   sleep: async () => {},
 * })
 * status // => 'completed'
 * offered // => 0
 * ```
 */
export const rotateDue = async (options: RotateDueOptions): Promise<RotationRun> => {
  const checked = checkRun(options)
  const run = new Run(checked)
  const estimate = await estimateRun(checked)
  const endedAs = (status: RotationRun['status']): RotationRun => Object.freeze({ status, ...run.counts, estimate })
  run.tell({ kind: 'estimated', estimate })
  requireTime(checked, estimate)
  const { mayBegin = () => true } = checked.given
  for (const [wave, { perSecond, pauseSeconds }] of estimate.waves.entries()) {
    if (run.status !== undefined) return endedAs(run.status)
    if ((await mayBegin(wave, estimate, { ...run.counts })) !== true) return endedAs('declined')
    await run.begin(wave, perSecond)
    if (run.status !== undefined) return endedAs(run.status)
    await run.rest(pauseSeconds)
  }
  return endedAs(run.status ?? 'completed')
}
