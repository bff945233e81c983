import { mapBounded } from '../../concurrency/map-bounded.js'
import { numberOption } from '../../options/number-option.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient, requireFunction } from '../../options/required-option.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import { describeExpiry } from './describe-expiry.js'
import type { ExpiryCalls } from './expiry-calls.js'
import type { ExpiryLine } from './expiry-line.js'
import { type ListedCertificate, listAuthorities, listDevices } from './list-certificates.js'

export interface ReportExpiryOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: ExpiryCalls
  /** Whose certificates: of CAs, of devices, or both, CAs first. Default `both`. */
  readonly of?: 'authorities' | 'devices' | 'both' | undefined
  /** Only device certificates of this CA. Default: of all. */
  readonly caCertificateId?: string | undefined
  /** Only certificates that expire within so many days, or have: 0 to 36500. Default: all. */
  readonly withinDays?: number | undefined
  /** Whether certificates that are INACTIVE or REVOKED are in it. Default false. */
  readonly includeRetired?: boolean | undefined
  /** Certificates that are asked for at once: 1 to 32, default 4. AWS IoT describes 10 device certificates in a second. */
  readonly concurrency?: number | undefined
  /** Default: the system clock. Read once, so that all days are counted from one moment. */
  readonly clock?: (() => Date) | undefined
}

const known: readonly (keyof ReportExpiryOptions)[] = [
  'client',
  'of',
  'caCertificateId',
  'withinDays',
  'includeRetired',
  'concurrency',
  'clock',
]

const retired: readonly string[] = ['INACTIVE', 'REVOKED']

interface Reading {
  readonly client: ExpiryCalls
  readonly concurrency: number
  readonly now: Date
  readonly counts: (listed: ListedCertificate) => boolean
  readonly shows: (line: ExpiryLine) => boolean
}

async function* readLines(
  pages: readonly (() => AsyncGenerator<readonly ListedCertificate[], void, undefined>)[],
  { client, concurrency, now, counts, shows }: Reading,
): AsyncGenerator<ExpiryLine, void, undefined> {
  for (const list of pages) {
    for await (const page of list()) {
      const lines = await mapBounded(page.filter(counts), concurrency, (listed) => describeExpiry(client, listed, now))
      for (const line of lines) if (line !== undefined && shows(line)) yield line
    }
  }
}

/**
 * How many days the certificates of an account are still good for: those of CAs, and those of devices.
 *
 * Read while it is asked for, a page of 250 at a time, so that a fleet of any size fits into constant memory; in the order of AWS's
 * lists, which know no validity: see `soonestExpiry` for the ones that matter first. A certificate that AWS IoT does not describe
 * for the moment, as when calls are throttled, is in the report as `unknown` and ends nothing.
 *
 * @param options - `client` is required
 * @throws {AdapterError} `adapter-option`; while reading, `answer-malformed`
 * @throws {CallError} while reading, where AWS does not list, or refuses for good
 * @see AWS IoT API Reference, "CertificateDescription" (`validity`)
 *
 * @example
 * ```ts
 * import { registerAuthority, reportExpiry } from '@thingplan/aws-adapter/authority'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createCertificateAuthority } from '@thingplan/pki'
 *
 * const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const notAfter = new Date(Date.now() + 30.5 * 24 * 60 * 60 * 1000)
 * const { certificate, signer } = await createCertificateAuthority({ subject: 'CN=Factory CA', notAfter })
 * await registerAuthority({ client, certificate, signer })
 *
 * const daysLeft: number[] = []
 * for await (const line of reportExpiry({ client, withinDays: 60 })) if (line.outcome === 'known') daysLeft.push(line.daysLeft)
 * daysLeft // => [30]
 * ```
 */
export const reportExpiry = (options: ReportExpiryOptions): AsyncGenerator<ExpiryLine, void, undefined> => {
  refuseUnknownOptions('reportExpiry', options, known)
  const { client, of = 'both', includeRetired = false, clock = () => new Date() } = options
  requireClient(client, 'client')
  requireFunction(clock, 'clock')
  textOption('of', of, { pattern: /^(authorities|devices|both)$/, wanted: '`authorities`, `devices` or `both`' })
  const ofCa = options.caCertificateId
  const caCertificateId = ofCa === undefined ? undefined : textOption('caCertificateId', ofCa, certificateIdText)
  const withinDays = numberOption('withinDays', options.withinDays, { fallback: Infinity, min: 0, max: 36_500 })
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 4, min: 1, max: 32 })
  const pages = [
    ...(of === 'devices' ? [] : [() => listAuthorities(client)]),
    ...(of === 'authorities' ? [] : [() => listDevices(client, caCertificateId)]),
  ]
  return readLines(pages, {
    client,
    concurrency,
    now: clock(),
    counts: ({ status }) => includeRetired || !retired.includes(status),
    // What is not known may be what expires tomorrow.
    shows: (line) => line.outcome === 'unknown' || line.daysLeft <= withinDays,
  })
}
