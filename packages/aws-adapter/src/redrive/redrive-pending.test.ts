import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { pauses } from '../fixtures/pauses.js'
import {
  denyPolicy,
  type Fleet,
  hour,
  kinds,
  registration,
  start,
  strand,
  verifiers,
} from '../fixtures/stranded-fleet.js'
import type { RedrivePendingOptions } from './redrive-options.js'
import { redrivePending } from './redrive-pending.js'
import type { RedrivenCertificate, RedriveProgress } from './redrive-report.js'

const redrive = async (
  { account: { emulator, caCertificateId }, now }: Fleet,
  { onProgress, ...options }: Partial<RedrivePendingOptions> = {},
) => {
  const told: RedriveProgress[] = []
  const { sleep, total } = pauses()
  const report = await redrivePending({
    registration,
    client: denyPolicy(emulator.createClient(), 'denied-policy'),
    verifiers,
    caCertificateIds: [caCertificateId],
    clock: now,
    sleep,
    onProgress: (progress) => {
      told.push(progress)
      onProgress?.(progress)
    },
    ...options,
  })
  const certificates = told.filter((progress) => progress.kind === 'certificate')
  return { report, told, certificates, slept: total() }
}

const certificatesOf = ({ account: { emulator } }: Fleet) => emulator.snapshot().certificates

const byKind = ({ ids }: Fleet, certificates: readonly RedrivenCertificate[]): Record<string, unknown> =>
  Object.fromEntries(
    certificates.map(({ certificateId, became, explanation }) => [
      ids.get(certificateId),
      [became, explanation?.cause],
    ]),
  )

describe('redrivePending', () => {
  let fleet: Fleet
  beforeAll(async () => {
    fleet = await strand(1)
  })

  it('explains without changing anything, on a dry run', async () => {
    const before = certificatesOf(fleet)
    const { report, certificates } = await redrive(fleet, { dryRun: true })
    expect(byKind(fleet, certificates)).toEqual({
      fine: ['would-register', 'never-decided'],
      interrupted: ['would-register', 'activation-missing'],
      denied: ['would-register', 'never-decided'],
      asking: ['undecided', 'undecided'],
      unknown: ['would-refuse', 'refused'],
    })
    expect(certificatesOf(fleet)).toEqual(before)
    expect(report).toMatchObject({
      status: 'completed',
      estimate: { certificates: 5, limitedBy: 'DescribeCertificate', perSecond: 4 },
    })
    expect(report.marker).toBeUndefined()
  })

  it('registers what can be registered, and explains the rest', async () => {
    const outcomes: unknown[] = []
    const { report, certificates } = await redrive(fleet, {
      onOutcome: (outcome, delivery) => void outcomes.push([outcome.kind, delivery.source]),
    })
    expect(byKind(fleet, certificates)).toEqual({
      fine: ['registered', undefined],
      interrupted: ['registered', undefined],
      denied: ['failed', 'plan-failed'],
      asking: ['undecided', 'undecided'],
      unknown: ['refused', 'refused'],
    })
    expect(report.counts).toMatchObject({ registered: 2, failed: 1, undecided: 1, refused: 1, 'other-status': 0 })
    expect(report.causes).toEqual({ 'plan-failed': 1, undecided: 1, refused: 1 })
    expect(outcomes).toContainEqual(['registered', 'redrive'])
    expect(outcomes).toHaveLength(5)
    const denied = certificates.find(({ explanation }) => explanation?.cause === 'plan-failed')
    expect(denied?.explanation?.why).toContain('AttachPolicy')
    expect(denied?.explanation?.fix).toContain('allow')
  })

  it('registers what is left when its cause is gone, and touches nothing else', async () => {
    const { report } = await redrive(fleet, {
      client: fleet.account.emulator.createClient(),
      verifiers: { inventory: async () => ({ outcome: 'accepted' }) },
    })
    expect(report.counts).toMatchObject({ registered: 2, refused: 1, failed: 0, undecided: 0, 'other-status': 2 })
  })

  it('says first how many there are, how long that takes, and what it is bound by', async () => {
    const { told, report } = await redrive(await strand(2, ['fine']), {
      quotas: { UpdateCertificate: 1 },
      quotaPercent: 50,
      mayBegin: ({ seconds }) => seconds < 4,
    })
    expect(told).toEqual([
      { kind: 'estimated', estimate: { certificates: 2, perSecond: 0.5, limitedBy: 'UpdateCertificate', seconds: 4 } },
    ])
    expect(report).toMatchObject({ status: 'declined', counts: { registered: 0 } })
  })

  it('takes no more than its part of the quotas', async () => {
    const fleet = await strand(9, ['fine'])
    const { slept } = await redrive(fleet, { concurrency: 1, sleep: async (ms) => fleet.pass(ms) })
    expect(slept).toBe(0)
    expect(fleet.now().getTime() - start - hour).toBeCloseTo((8 * 1000) / 8, 0)
  })

  it('leaves alone what others may still be at', async () => {
    const { report } = await redrive(await strand(2, ['fine']), { minimumAgeMs: hour + 1 })
    expect(report.counts).toMatchObject({ registered: 0, 'too-young': 2 })
  })

  it.each(['ACTIVE', 'INACTIVE', 'REVOKED'] as const)('does not touch what is %s', async (status) => {
    const fleet = await strand(0)
    await fleet.account.certificateIn(status)
    fleet.pass(hour)
    const before = certificatesOf(fleet)
    const { report } = await redrive(fleet)
    expect(report.counts).toMatchObject({ 'other-status': 1, registered: 0 })
    expect(certificatesOf(fleet)).toEqual(before)
  })

  it('says of an expired certificate that it has expired', async () => {
    const fleet = await strand(1, ['fine'])
    fleet.pass(100 * 365 * 24 * hour)
    const { certificates } = await redrive(fleet)
    expect(byKind(fleet, certificates)).toEqual({ fine: ['refused', 'expired'] })
  })

  it('does not wait for ever for one that hangs', async () => {
    const fleet = await strand(1, ['asking', 'fine'])
    const hanging = { inventory: (): Promise<never> => new Promise(() => {}) }
    const { report } = await redrive(fleet, { verifiers: hanging, timeoutMs: 1_000, sourceTimeoutMs: 60_000 })
    expect(report).toMatchObject({ status: 'completed', counts: { failed: 2 }, causes: { deadline: 2 } })
  })

  it.each([
    ['a key that does not exist', { dryrun: true }, 'dryrun'],
    ['a dry run that is neither', { dryRun: 'yes' }, 'dryRun'],
    ['a quota that does not exist', { quotas: { UpdateCertificat: 5 } }, 'UpdateCertificat'],
    ['quotas that are none', { quotas: { UpdateCertificate: 0 } }, 'quotas.UpdateCertificate'],
    ['an age out of range', { minimumAgeMs: -1 }, 'minimumAgeMs'],
    ['a CA that is none', { caCertificateIds: ['ca'] }, 'caCertificateIds'],
    ['no CA, for a registration that takes any', { caCertificateIds: undefined }, 'caCertificateIds'],
    ['a marker of another CA', { marker: 'ab'.repeat(32) }, 'marker'],
    ['an option of invocations', { reserveMs: 1_000 }, 'reserveMs'],
  ])('refuses %s', async (_what, options, field) => {
    const { client } = fleet.account.emulator
    const caCertificateIds = [fleet.account.caCertificateId]
    const given = { registration, client, verifiers, caCertificateIds, ...options }
    // @ts-expect-error some are wrong by type
    await expect(redrivePending(given)).rejects.toMatchObject({ code: 'adapter-option', field })
  })
})

describe('five hundred stuck certificates', () => {
  const perKind = 100

  it('are registered or explained, every one', async () => {
    const fleet = await strand(perKind)
    const { report, certificates } = await redrive(fleet, { concurrency: 16 })
    const seen = new Map(certificates.map((each) => [each.certificateId, each]))
    expect(seen.size).toBe(kinds.length * perKind)
    const found = certificatesOf(fleet)
    for (const [certificateId, kind] of fleet.ids) {
      const isActive = Reflect.get(Object(found[certificateId]), 'status') === 'ACTIVE'
      const { explanation } = seen.get(certificateId) ?? {}
      expect([kind, isActive, explanation !== undefined]).toEqual([
        kind,
        kind === 'fine' || kind === 'interrupted',
        !isActive,
      ])
    }
    expect(report.counts).toMatchObject({ registered: 200, failed: 100, undecided: 100, refused: 100 })
  }, 60_000)

  it('are looked at from the page on where the run was stopped', async () => {
    const fleet = await strand(perKind, ['fine', 'unknown', 'asking'])
    const toldBy = async (marker?: string) => {
      let begun = 0
      const signal = {
        get aborted() {
          return marker === undefined && begun > 260
        },
      }
      const onProgress = ({ kind }: RedriveProgress): void => {
        if (kind === 'certificate') begun += 1
      }
      const given = { dryRun: true, signal, onProgress, ...(marker === undefined ? {} : { marker }) }
      return (await redrive(fleet, given)).report
    }
    const stopped = await toldBy()
    expect(stopped).toMatchObject({ status: 'aborted', estimate: { certificates: 300 } })
    expect(await toldBy(stopped.marker)).toMatchObject({ status: 'completed', estimate: { certificates: 50 } })
  }, 60_000)

  it('are each run once, wherever the run is stopped and however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 260 }), { maxLength: 3 }), async (stops) => {
        const fleet = await strand(130, ['fine', 'unknown'])
        const registered = new Map<string, number>()
        let marker: string | undefined
        for (const stop of [...stops, Number.POSITIVE_INFINITY]) {
          let begun = 0
          const { report } = await redrive(fleet, {
            ...(marker === undefined ? {} : { marker }),
            signal: {
              get aborted() {
                return begun >= stop
              },
            },
            onProgress: (progress) => {
              if (progress.kind !== 'certificate') return
              begun += 1
              if (progress.became !== 'registered') return
              registered.set(progress.certificateId, (registered.get(progress.certificateId) ?? 0) + 1)
            },
          })
          expect(report.marker !== undefined).toBe(report.status === 'aborted')
          marker = report.marker
          if (marker === undefined) break
        }
        expect(marker).toBeUndefined()
        expect([...registered.values()].every((times) => times === 1)).toBe(true)
        expect(registered.size).toBe(130)
      }),
      { numRuns: 4 },
    )
  }, 60_000)
})
