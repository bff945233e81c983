import type { AbortSignalLike } from '@thingplan/core'
import { passTime } from '../concurrency/pass-time.js'
import type { QuotaPart } from '../concurrency/rate-of-calls.js'
import { AdapterError } from '../error/adapter-error.js'
import { type CheckedOptions, checkJitrOptions } from '../handlers/jitr/check-jitr-options.js'
import { type JitrHandlerOptions, jitrHandlerOptions } from '../handlers/jitr/jitr-options.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import { certificateIdText, textOption } from '../options/text-option.js'
import { estimateRedrive, type RedriveEstimate } from './estimate-redrive.js'
import type { RedriveCalls } from './redrive-calls.js'
import { type PageAddress, readMarker } from './redrive-marker.js'
import type { RedriveProgress } from './redrive-report.js'

/** Options of `createJitrHandler` that make no sense where nobody sends events. */
type OfInvocations = 'client' | 'duplicates' | 'reserveMs'

/** Those of the handler whose devices are stuck, and what the run itself needs. */
export interface RedrivePendingOptions extends Omit<JitrHandlerOptions, OfInvocations>, QuotaPart {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: RedriveCalls
  /** Whose certificates are looked at. Default: those that the registrations name. */
  readonly caCertificateIds?: readonly string[]
  /** Explains, and changes nothing; verifiers are asked all the same. Default false. */
  readonly dryRun?: boolean
  /**
   * How long ago, in milliseconds, AWS IoT must have seen a certificate first: 0 to 2592000000. Default 900000, the longest that a Lambda
   * function runs: whoever got the first event is done with it.
   */
  readonly minimumAgeMs?: number
  /** How long, in milliseconds, one certificate may take: 1000 to 600000. Default 60000. */
  readonly timeoutMs?: number
  /** Goes on where an earlier run has stopped: the marker that it told last. */
  readonly marker?: string
  /** Asked before anything is done; anything but `true` ends the run. Default: it may begin. */
  readonly mayBegin?: (estimate: RedriveEstimate) => boolean | Promise<boolean>
  /** Once it has fired nothing further is begun; what is under way is finished. */
  readonly signal?: AbortSignalLike
  /** Told of everything, as it happens; what it throws is dropped. */
  readonly onProgress?: (progress: RedriveProgress) => void
  /** Passes milliseconds. Default: a timer. */
  readonly sleep?: (ms: number) => Promise<void>
}

const ofInvocations: readonly string[] = ['duplicates', 'reserveMs']

const own: readonly (keyof RedrivePendingOptions)[] = [
  'caCertificateIds',
  'dryRun',
  'minimumAgeMs',
  'timeoutMs',
  'marker',
  'mayBegin',
  'signal',
  'onProgress',
  'sleep',
  'quotas',
  'quotaPercent',
]

const known: readonly string[] = [...jitrHandlerOptions.filter((name) => !ofInvocations.includes(name)), ...own]

/** The options with their defaults, checked. */
export interface CheckedRedrive {
  readonly handler: JitrHandlerOptions
  readonly checked: CheckedOptions
  readonly client: RedriveCalls
  readonly caCertificateIds: readonly string[]
  readonly dryRun: boolean
  readonly minimumAgeMs: number
  readonly timeoutMs: number
  readonly concurrency: number
  readonly pace: QuotaPart
  readonly from: PageAddress | undefined
  readonly clock: () => Date
  readonly sleep: (ms: number) => Promise<void>
  readonly given: Pick<RedrivePendingOptions, 'mayBegin' | 'signal' | 'onProgress'>
}

const authorities = (given: readonly string[] | undefined, { registrations }: CheckedOptions): readonly string[] => {
  const named = given ?? registrations.flatMap(({ caCertificateIds }) => caCertificateIds)
  const isCatchAll = registrations.some(({ caCertificateIds }) => caCertificateIds.length === 0)
  if (!Array.isArray(named) || named.length === 0 || (given === undefined && isCatchAll)) {
    throw new AdapterError('adapter-option', 'nobody says whose certificates are to be looked at', {
      field: 'caCertificateIds',
      remedy: 'name the CAs: there is a registration that takes certificates of any',
    })
  }
  return [...new Set(named.map((id) => textOption('caCertificateIds', id, certificateIdText).toLowerCase()))]
}

/** @throws {AdapterError} `adapter-option` */
export const checkRedrive = (options: RedrivePendingOptions): CheckedRedrive => {
  refuseUnknownOptions('redrivePending', options, known)
  const {
    caCertificateIds: given,
    dryRun = false,
    minimumAgeMs,
    timeoutMs,
    marker,
    mayBegin,
    signal,
    onProgress,
    sleep = passTime,
    quotas,
    quotaPercent,
    ...handler
  } = options
  const checked = checkJitrOptions(handler)
  for (const [field, value] of Object.entries({ mayBegin, onProgress, sleep })) requireFunction(value, field)
  if (typeof dryRun !== 'boolean') {
    throw new AdapterError('adapter-option', '`dryRun` is neither true nor false', { field: 'dryRun' })
  }
  const pace: QuotaPart = {
    ...(quotas === undefined ? {} : { quotas }),
    ...(quotaPercent === undefined ? {} : { quotaPercent }),
  }
  // Throws for quotas that are none, before certificates are counted.
  estimateRedrive(0, dryRun ? [] : checked.registrations, pace)
  const caCertificateIds = authorities(given, checked)
  return {
    handler,
    checked,
    client: options.client,
    caCertificateIds,
    dryRun,
    minimumAgeMs: numberOption('minimumAgeMs', minimumAgeMs, { fallback: 900_000, min: 0, max: 2_592_000_000 }),
    timeoutMs: numberOption('timeoutMs', timeoutMs, { fallback: 60_000, min: 1_000, max: 600_000 }),
    concurrency: numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 }),
    pace,
    from: marker === undefined ? undefined : readMarker(marker, caCertificateIds),
    clock: options.clock ?? (() => new Date()),
    sleep,
    given: { ...(mayBegin && { mayBegin }), ...(signal && { signal }), ...(onProgress && { onProgress }) },
  }
}
