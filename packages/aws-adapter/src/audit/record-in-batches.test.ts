import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registered } from '../fixtures/audit-events.js'
import { awsError } from '../fixtures/aws-error.js'
import { type EntryFailure, recordInBatches } from './record-in-batches.js'

const busy: EntryFailure = { code: 'Busy', retryable: true }
const wrong: EntryFailure = { code: 'Wrong', retryable: false }

/** What becomes of an entry, attempt after attempt; `lost` where the whole call fails. */
const fates = {
  taken: [undefined],
  'taken the second time': [busy, undefined],
  'never taken': [busy, busy],
  refused: [wrong],
  'refused the second time': [busy, wrong],
} as const satisfies Readonly<Record<string, readonly (EntryFailure | undefined)[]>>

const fateNames = Object.keys(fates) as readonly (keyof typeof fates)[]

interface Entry {
  readonly fate: keyof typeof fates
  readonly index: number
  readonly bytes: number
}

describe('recordInBatches', () => {
  it('sends each entry once, or twice where that can help, and names exactly what was not taken', async () => {
    const anyEntry = fc.record({ fate: fc.constantFrom(...fateNames), bytes: fc.integer({ min: 1, max: 300_000 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { maxLength: 40 }), async (drawn) => {
        const sent = new Map<number, number>()
        const entries = drawn.map(({ fate, bytes }, index): Entry => ({ fate, index, bytes }))
        const unrecorded = await recordInBatches(
          entries.map((entry) => ({ event: { ...registered(), id: String(entry.index) }, entry, bytes: entry.bytes })),
          {
            operation: 'Send',
            send: async (batch) => {
              expect(batch.length).toBeLessThanOrEqual(10)
              expect(batch.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(262_144)
              return batch.map(({ fate, index }) => {
                const attempts = sent.get(index) ?? 0
                sent.set(index, attempts + 1)
                return fates[fate][attempts]
              })
            },
          },
        )
        const fits = entries.filter(({ bytes }) => bytes < 262_144)
        expect(new Map([...sent].sort(([left], [right]) => left - right))).toEqual(
          new Map(fits.map(({ fate, index }) => [index, fates[fate].length])),
        )
        const lacking = entries.filter(({ fate, bytes }) => bytes >= 262_144 || fates[fate].at(-1) !== undefined)
        expect(unrecorded.map(({ event }) => event.id).sort()).toEqual(lacking.map(({ index }) => `${index}`).sort())
      }),
      { numRuns: 100 },
    )
  })

  it('takes an entry that has no answer for one that was not taken', async () => {
    const entries = [registered()].map((event) => ({ event, entry: event, bytes: 1 }))
    const unrecorded = await recordInBatches(entries, { operation: 'Send', send: async () => [] })
    expect(unrecorded).toMatchObject([{ reason: 'Send refused an entry with `no answer for the entry`' }])
  })

  it('names what was to be sent again where that call fails as a whole', async () => {
    const entries = [registered()].map((event) => ({ event, entry: event, bytes: 1 }))
    let calls = 0
    const send = async (): Promise<readonly EntryFailure[]> => {
      calls += 1
      if (calls === 2) throw awsError('ThrottlingException')
      return [busy]
    }
    expect(await recordInBatches(entries, { operation: 'Send', send })).toMatchObject([
      { reason: 'Send failed with ThrottlingException: `said by the test`', cause: { code: 'call-retryable' } },
    ])
    expect(calls).toBe(2)
  })
})
