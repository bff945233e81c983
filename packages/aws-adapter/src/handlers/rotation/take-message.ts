import type { CertificateObservation } from '@thingplan/core'
import {
  decideRotation,
  parseRotationRecord,
  type RotationMessage,
  type RotationOutcome,
  type RotationRecord,
} from '@thingplan/core/lifecycle'
import { readCurrentCertificate } from './read-current-certificate.js'
import { readRequest } from './read-request.js'
import type { RotationDesk } from './rotation-handler-options.js'
import { during, StageError } from './stage-error.js'

/** A message that was decided on, and whose record is written. */
export interface Taken {
  readonly outcome: RotationOutcome
  readonly observations: readonly CertificateObservation[]
  /** When the record got its state, where the message has not changed it. */
  readonly since: Date | undefined
}

/** A record that changes again and again is worked on by many others. */
const mostConflicts = 8

/** Whether a write whose condition did not hold was this worker's own, of which the answer was lost on the way. */
const isOwnWrite = (message: RotationMessage, stored: RotationRecord, written: RotationRecord): boolean =>
  (message.kind === 'issued' || message.kind === 'carried-out') &&
  JSON.stringify(parseRotationRecord(stored)) === JSON.stringify(parseRotationRecord(written))

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
    const nothing = { observations: [], since: undefined }
    if (tried?.record && stored && isOwnWrite(message, stored.record, tried.record))
      return { outcome: tried, ...nothing }
    if (stored === undefined) {
      return { outcome: decideRotation(message, undefined, { rotation, account, now: clock() }), ...nothing }
    }
    const { record, writtenAt } = stored
    const [current, request] = await Promise.all([
      during('describe-failed', () => readCurrentCertificate(message, record, desk)),
      readRequest(message, record, desk),
    ])
    const facts = { rotation, account, ...current.facts, ...request, now: clock() }
    const outcome = decideRotation(message, record, facts)
    const { observations } = current
    if (outcome.record === undefined || outcome.record === record) return { outcome, observations, since: writtenAt }
    const write = { record: outcome.record, expects: { version: record.version } }
    const written = await during('store-failed', () => store.write(write))
    if (written === 'written') return { outcome, observations, since: undefined }
    tried = outcome
  }
  throw new StageError('conflict', undefined, 'other workers have changed the record again and again')
}
