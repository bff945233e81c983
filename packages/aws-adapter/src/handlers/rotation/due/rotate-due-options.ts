import type { AbortSignalLike } from '@thingplan/core'
import { passTime } from '../../../concurrency/pass-time.js'
import { AdapterError } from '../../../error/adapter-error.js'
import { numberOption } from '../../../options/number-option.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireFunction } from '../../../options/required-option.js'
import { textOption } from '../../../options/text-option.js'
import type { RotationHandler } from '../create-rotation-handler.js'
import type { DueDevice } from './due-device.js'
import type { RotationEstimate, RotationPace } from './estimate-rotation.js'
import { rateOf } from './estimate-rotation.js'
import type { RotationNotifier } from './rotation-notice.js'
import type { RotationProgress, RunCounts } from './rotation-run.js'
import { checkWaves, type Wave } from './wave.js'

export interface RotateDueOptions extends RotationPace {
  /** Offers the rotations. */
  readonly rotations: Pick<RotationHandler, 'tell'>
  /**
   * The devices that are due: asked once to count them, and once for each wave, so that no more than one of them is held at a time.
   * `dueByRecord`, `dueByExpiry`, or any other.
   */
  readonly due: () => AsyncIterable<DueDevice>
  /** Names the run, and its jobs: 1 to 128 of `A-Z a-z 0-9 : _ -`. Run again under the same name, it goes on where it stopped. */
  readonly run: string
  /** What is not proven by then is rolled back. */
  readonly deadline: Date
  /** Default: one, of all devices. */
  readonly waves?: readonly Wave[]
  /** Tells devices of their offers. Default: nobody; they ask by themselves. */
  readonly notifier?: RotationNotifier | ((due: DueDevice) => RotationNotifier | undefined)
  /** Makes a nonce for each device, with which its messages are bound to the run: a secret of 32 bytes or more. Default: none. */
  readonly nonceSecret?: Uint8Array
  /** Asked before each wave; anything but `true` ends the run. Default: all may begin. */
  readonly mayBegin?: (wave: number, estimate: RotationEstimate, counts: RunCounts) => boolean | Promise<boolean>
  /** Asked at most once a second: while it says `true`, nothing is begun. Default: never. */
  readonly isPaused?: () => boolean | Promise<boolean>
  /** Devices that may fail before the run ends itself: 0 to 1000000. Default 10. */
  readonly mostFailures?: number
  /** Devices that are begun at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** Once it has fired nothing further is begun. */
  readonly signal?: AbortSignalLike
  /** Told of everything, as it happens; what it throws is dropped. */
  readonly onProgress?: (progress: RotationProgress) => void
  /** Default: the system's clock. */
  readonly clock?: () => Date
  /** Passes milliseconds. Default: a timer. */
  readonly sleep?: (ms: number) => Promise<void>
}

const known: readonly (keyof RotateDueOptions)[] = [
  'rotations',
  'due',
  'run',
  'deadline',
  'waves',
  'notifier',
  'nonceSecret',
  'mayBegin',
  'isPaused',
  'mostFailures',
  'concurrency',
  'signal',
  'onProgress',
  'clock',
  'sleep',
  'quotas',
  'quotaPercent',
  'policies',
]

/** The options with their defaults, checked. */
export interface CheckedRun
  extends Required<
    Pick<
      RotateDueOptions,
      'rotations' | 'due' | 'run' | 'deadline' | 'waves' | 'mostFailures' | 'concurrency' | 'clock' | 'sleep'
    >
  > {
  readonly notifierOf: (due: DueDevice) => RotationNotifier | undefined
  readonly pace: RotationPace
  readonly given: Pick<RotateDueOptions, 'nonceSecret' | 'mayBegin' | 'isPaused' | 'signal' | 'onProgress'>
}

const wrong = (field: string, remedy: string): AdapterError =>
  new AdapterError('adapter-option', `\`${field}\` is missing, or is not what is needed`, { field, remedy })

const paceOf = ({ quotas, quotaPercent, policies }: RotationPace): RotationPace => ({
  ...(quotas === undefined ? {} : { quotas }),
  ...(quotaPercent === undefined ? {} : { quotaPercent }),
  ...(policies === undefined ? {} : { policies }),
})

/** @throws {AdapterError} `adapter-option` */
export const checkRun = (options: RotateDueOptions): CheckedRun => {
  refuseUnknownOptions('rotateDue', options, known)
  const { rotations, due, deadline, notifier, nonceSecret, mayBegin, isPaused, signal, onProgress } = options
  const { waves = [{}], clock = () => new Date(), sleep = passTime } = options
  if (typeof rotations?.tell !== 'function') throw wrong('rotations', 'give what `createRotationHandler` returns')
  if (typeof due !== 'function') throw wrong('due', 'give a function that returns the devices, each time anew')
  if (!(deadline instanceof Date) || Number.isNaN(deadline.getTime())) throw wrong('deadline', 'give a date')
  for (const [field, value] of Object.entries({ mayBegin, isPaused, onProgress, clock, sleep })) {
    requireFunction(value, field)
  }
  if (nonceSecret !== undefined && !(nonceSecret instanceof Uint8Array && nonceSecret.length >= 32)) {
    throw wrong('nonceSecret', 'give 32 random bytes or more')
  }
  if (notifier !== undefined && typeof notifier !== 'function' && typeof notifier.notify !== 'function') {
    throw wrong('notifier', 'give what `createJobNotifier` or `createMessageNotifier` returns, or a function')
  }
  const pace = paceOf(options)
  // Throws for quotas that are none, before the fleet is counted.
  rateOf(pace)
  return {
    rotations,
    due,
    run: textOption('run', options.run, {
      pattern: /^[A-Za-z0-9:_-]{1,128}$/,
      wanted: '1 to 128 of `A-Z a-z 0-9 : _ -`',
    }),
    deadline,
    waves: checkWaves(waves),
    mostFailures: numberOption('mostFailures', options.mostFailures, { fallback: 10, min: 0, max: 1_000_000 }),
    concurrency: numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 }),
    clock,
    sleep,
    notifierOf: typeof notifier === 'function' ? notifier : () => notifier,
    pace,
    given: {
      ...(nonceSecret && { nonceSecret }),
      ...(mayBegin && { mayBegin }),
      ...(isPaused && { isPaused }),
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
    },
  }
}
