import { type CertificateObservation, isThingplanError } from '@thingplan/core'
import {
  decideRotation,
  parseRotationRecord,
  type RotationFacts,
  type RotationMessage,
  type RotationOutcome,
  type RotationRecord,
} from '@thingplan/core/lifecycle'
import { readCurrentCertificate } from './read-current-certificate.js'
import { readRequest } from './read-request.js'
import { readRetiredCertificate } from './read-retired-certificate.js'
import type { RotationDesk } from './rotation-handler-options.js'
import { during, StageError } from './stage-error.js'

/** A message that was decided on, and whose record is written. */
export interface Taken {
  readonly outcome: RotationOutcome
  readonly observations: readonly CertificateObservation[]
}

/** A record that changes again and again is worked on by many others. */
const mostConflicts = 8

/** Whether a write whose condition did not hold was this worker's own, of which the answer was lost on the way. */
const isOwnWrite = (message: RotationMessage, stored: RotationRecord, written: RotationRecord): boolean =>
  (message.kind === 'issued' || message.kind === 'carried-out') &&
  JSON.stringify(parseRotationRecord(stored)) === JSON.stringify(parseRotationRecord(written))

/** What AWS IoT has shown of the current certificate can be a thing of the past: seen again, it may be otherwise. */
const decide = (message: RotationMessage, record: RotationRecord, facts: RotationFacts): RotationOutcome => {
  try {
    return decideRotation(message, record, facts)
  } catch (error) {
    throw isThingplanError(error) && error.code === 'policies-not-seen'
      ? new StageError('describe-failed', error)
      : error
  }
}

/**
 * Decides on a message, and writes the record that follows; anew, as long as others write in between.
 *
 * @throws {StageError}
 */
export const takeMessage = async (device: string, message: RotationMessage, desk: RotationDesk): Promise<Taken> => {
  const { store, rotation, account, clock } = desk
  let tried: RotationOutcome | undefined
  for (let conflicts = 0; conflicts <= mostConflicts; conflicts += 1) {
    const stored = await during('store-failed', () => store.read(device))
    if (tried?.record && stored && isOwnWrite(message, stored.record, tried.record)) {
      return { outcome: tried, observations: [] }
    }
    if (stored === undefined) {
      return { outcome: decideRotation(message, undefined, { rotation, account, now: clock() }), observations: [] }
    }
    const { record } = stored
    const [current, retired, request] = await Promise.all([
      during('describe-failed', () => readCurrentCertificate(message, record, desk)),
      during('describe-failed', () => readRetiredCertificate(message, record, desk)),
      readRequest(message, record, desk),
    ])
    const outcome = decide(message, record, {
      rotation,
      account,
      ...current.facts,
      ...retired,
      ...request,
      now: clock(),
    })
    const { observations } = current
    if (outcome.record === undefined || outcome.record === record) return { outcome, observations }
    const write = { record: outcome.record, expects: { version: record.version } }
    const written = await during('store-failed', () => store.write(write))
    if (written === 'written') return { outcome, observations }
    tried = outcome
  }
  throw new StageError('conflict', undefined, 'other workers have changed the record again and again')
}
