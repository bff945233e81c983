import { quoteInFull } from '@thingplan/core'
import type { AuditEvent } from '@thingplan/core/audit'
import { callAws } from '../error/call-aws.js'
import { isTooLarge, tooLarge } from './event-size.js'
import type { Unrecorded } from './incomplete-trail.js'

/** What SQS and EventBridge take in one call (SendMessageBatch, PutEvents). */
const mostEntries = 10

/** An event as it is sent, and the bytes that the service counts. */
export interface BatchEntry<Entry> {
  readonly event: AuditEvent
  readonly entry: Entry
  readonly bytes: number
}

/** Why one entry of a call that succeeded was not taken. */
export interface EntryFailure {
  readonly code: string
  readonly message?: string | undefined
  /** Whether the same entry can be taken the next time. */
  readonly retryable: boolean
}

/** An answer that says nothing of an entry: it may have been taken, and nobody can tell. */
export const unanswered: EntryFailure = { code: 'no answer for the entry', retryable: true }

export interface Batches<Entry> {
  readonly operation: string
  /** Makes one call; tells in the order of the entries which were not taken. */
  send(entries: readonly Entry[]): Promise<readonly (EntryFailure | undefined)[]>
}

/** In order, as many to a batch as fit. */
const intoBatches = <Entry>(entries: readonly BatchEntry<Entry>[]): readonly (readonly BatchEntry<Entry>[])[] => {
  const batches: BatchEntry<Entry>[][] = []
  let bytes = 0
  for (const entry of entries) {
    const last = batches.at(-1)
    bytes += entry.bytes
    if (last === undefined || last.length === mostEntries || isTooLarge(bytes)) {
      batches.push([entry])
      bytes = entry.bytes
    } else {
      last.push(entry)
    }
  }
  return batches
}

const reasonOf = (operation: string, { code, message = '' }: EntryFailure): string =>
  `${operation} refused an entry with ${quoteInFull(code)}${message === '' ? '' : `: ${quoteInFull(message)}`}`

/**
 * Sends entries in as few calls as their number and size allow. An entry that was not taken but can be is sent once more; a call that
 * failed as a whole is not made again, because the SDK has done that.
 *
 * @returns the events that were not recorded, in order; it never rejects
 */
export const recordInBatches = async <Entry>(
  entries: readonly BatchEntry<Entry>[],
  { operation, send }: Batches<Entry>,
): Promise<readonly Unrecorded[]> => {
  const attempt = async (batch: readonly BatchEntry<Entry>[], isLast: boolean): Promise<readonly Unrecorded[]> => {
    const unrecorded: Unrecorded[] = []
    const again: BatchEntry<Entry>[] = []
    const entriesOfBatch = batch.map(({ entry }) => entry)
    const answers = await callAws(operation, {}, () => send(entriesOfBatch))
    for (const [index, sent] of batch.entries()) {
      const failure = index < answers.length ? answers[index] : unanswered
      if (failure === undefined) continue
      if (failure.retryable && !isLast) again.push(sent)
      else unrecorded.push({ event: sent.event, reason: reasonOf(operation, failure) })
    }
    return again.length === 0 ? unrecorded : [...unrecorded, ...(await settle(again, true))]
  }

  const settle = async (batch: readonly BatchEntry<Entry>[], isLast: boolean): Promise<readonly Unrecorded[]> => {
    try {
      return await attempt(batch, isLast)
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : `${operation} failed`
      return batch.map(({ event }) => ({ event, reason, cause }))
    }
  }

  const oversized = entries.filter(({ bytes }) => isTooLarge(bytes))
  const unrecorded = oversized.map(({ event, bytes }) => tooLarge(event, bytes))
  for (const batch of intoBatches(entries.filter(({ bytes }) => !isTooLarge(bytes)))) {
    unrecorded.push(...(await settle(batch, false)))
  }
  return unrecorded
}
