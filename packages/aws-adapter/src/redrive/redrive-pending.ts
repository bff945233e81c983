import { evenly } from '../concurrency/evenly.js'
import { mapBounded } from '../concurrency/map-bounded.js'
import { openDesk } from '../handlers/jitr/open-desk.js'
import { estimateRedrive, type RedriveEstimate } from './estimate-redrive.js'
import { type ListedCertificate, listPages } from './list-pages.js'
import { redriveCertificate } from './redrive-certificate.js'
import { writeMarker } from './redrive-marker.js'
import { type CheckedRedrive, checkRedrive, type RedrivePendingOptions } from './redrive-options.js'
import type { RedriveCounts, RedriveProgress, RedriveReport } from './redrive-report.js'

const noneYet: RedriveCounts = {
  registered: 0,
  'already-active': 0,
  refused: 0,
  undecided: 0,
  failed: 0,
  'would-register': 0,
  'would-refuse': 0,
  'too-young': 0,
  'other-status': 0,
}

/** Whether a certificate is to be run again, or why it is passed over. */
const sort = (
  { status, createdAt }: ListedCertificate,
  { minimumAgeMs }: CheckedRedrive,
  now: Date,
): 'stuck' | 'too-young' | 'other-status' => {
  if (status !== 'PENDING_ACTIVATION') return 'other-status'
  return createdAt.getTime() + minimumAgeMs <= now.getTime() ? 'stuck' : 'too-young'
}

/** Counts what a run would come to; nothing of it is kept. */
const count = async (checked: CheckedRedrive): Promise<number> => {
  const { client, caCertificateIds, from, clock, given } = checked
  let stuck = 0
  for await (const { certificates } of listPages(client, caCertificateIds, from)) {
    if (given.signal?.aborted === true) break
    stuck += certificates.filter((certificate) => sort(certificate, checked, clock()) === 'stuck').length
  }
  return stuck
}

/** A run under way. */
class Run {
  readonly counts: { -readonly [Name in keyof RedriveCounts]: number } = { ...noneYet }
  readonly causes = new Map<string, number>()
  readonly #checked: CheckedRedrive

  constructor(checked: CheckedRedrive) {
    this.#checked = checked
  }

  get isAborted(): boolean {
    return this.#checked.given.signal?.aborted === true
  }

  tell(progress: RedriveProgress): void {
    try {
      this.#checked.given.onProgress?.(Object.freeze(progress))
    } catch {
      // Whoever only watches must not be able to change what is done.
    }
  }

  #select(certificates: readonly ListedCertificate[]): readonly ListedCertificate[] {
    const now = this.#checked.clock()
    return certificates.filter((certificate) => {
      const sorted = sort(certificate, this.#checked, now)
      if (sorted === 'stuck') return true
      this.counts[sorted] += 1
      return false
    })
  }

  /** Goes through the pages. Returns the marker of the page that was not finished, if any. */
  async through({ perSecond }: RedriveEstimate): Promise<string | undefined> {
    const { client, caCertificateIds, from, handler, checked, concurrency, dryRun, timeoutMs } = this.#checked
    const { clock, sleep, given } = this.#checked
    const redriving = { desk: openDesk(handler, checked), client, dryRun, timeoutMs }
    const next = evenly(perSecond, { clock, sleep, signal: given.signal })
    for await (const { address, certificates } of listPages(client, caCertificateIds, from)) {
      const marker = writeMarker(address)
      this.tell({ kind: 'page', marker, counts: { ...this.counts } })
      await mapBounded(this.#select(certificates), concurrency, async (listed) => {
        await next()
        if (this.isAborted) return
        const redriven = await redriveCertificate(listed, redriving)
        const { became, explanation } = redriven
        this.counts[became] += 1
        if (explanation !== undefined) {
          this.causes.set(explanation.cause, (this.causes.get(explanation.cause) ?? 0) + 1)
        }
        this.tell({ kind: 'certificate', ...redriven })
      })
      if (this.isAborted) return marker
    }
    return undefined
  }
}

/**
 * Finds certificates that are stuck in PENDING_ACTIVATION, and runs them again as their events would have been run: by the same
 * registrations, sources, claims and listeners as `createJitrHandler`. What is still stuck then is explained: why, and what fixes it.
 *
 * Looks at the certificates of the CAs that the registrations name, a page at a time, so that a fleet of any size fits into constant
 * memory. They are counted first, and it is said by `onProgress` and `mayBegin` how long all will take; nothing has happened by then. Then
 * they are run again, no faster than `quotaPercent` of the account's quotas allow. ACTIVE, INACTIVE and REVOKED certificates are never
 * touched, nor what is younger than `minimumAgeMs`. A run that was aborted goes on with its `marker`; to run certificates twice does no harm.
 *
 * The caller needs what `redriveIamPolicy` says.
 *
 * @param options - `registration` and `client` are required; see `RedrivePendingOptions`
 * @returns how many became what, and how many are stuck for which cause; rejects with `CallError` where certificates cannot be listed, and
 *   with what `mayBegin` throws
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT API Reference, "ListCertificatesByCA"
 *
 * @example
 * ```ts
 * import { redrivePending } from '@thingplan/aws-adapter/redrive'
 * import { defineRegistration } from '@thingplan/core'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const sensors = defineRegistration({
 *   name: 'sensors',
 *   rules: [],
 *   profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const report = await redrivePending({ registration: sensors, client, caCertificateIds: ['ca'.repeat(32)], dryRun: true })
 * report.status // => 'completed'
 * report.counts['would-register'] // => 0
 * ```
 */
export const redrivePending = async (options: RedrivePendingOptions): Promise<RedriveReport> => {
  const checked = checkRedrive(options)
  const { dryRun, pace, given, from } = checked
  const run = new Run(checked)
  const estimate = estimateRedrive(await count(checked), dryRun ? [] : checked.checked.registrations, pace)
  const endedAs = (status: RedriveReport['status'], marker: string | undefined): RedriveReport =>
    Object.freeze({
      status,
      estimate,
      counts: Object.freeze({ ...run.counts }),
      causes: Object.freeze(Object.fromEntries(run.causes)),
      ...(marker === undefined ? {} : { marker }),
    })
  const start = from === undefined ? undefined : writeMarker(from)
  run.tell({ kind: 'estimated', estimate })
  if (run.isAborted) return endedAs('aborted', start)
  if (given.mayBegin !== undefined && (await given.mayBegin(estimate)) !== true) return endedAs('declined', start)
  const marker = await run.through(estimate)
  return endedAs(run.isAborted ? 'aborted' : 'completed', marker)
}
