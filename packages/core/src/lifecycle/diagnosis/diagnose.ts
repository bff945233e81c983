import { isCount } from '../check-options.js'
import { LifecycleError } from '../lifecycle-error.js'
import type { DiagnosedCertificate, DiagnosedState } from './diagnosed-state.js'
import { type DiagnosisCause, diagnosisTable } from './diagnosis-table.js'

/** Why a device with this certificate cannot work, and what helps. */
export interface Diagnosis {
  readonly cause: DiagnosisCause
  /** For a person: lower case, one line, no final period. */
  readonly why: string
  readonly fix: string
  /** Further causes that hold, in the order in which they should be looked at. */
  readonly others: readonly DiagnosisCause[]
}

/**
 * Says why a certificate is stuck, most often in PENDING_ACTIVATION, and what fixes it. Pure: from what is known; what is not known
 * leads to no conclusion.
 *
 * @param certificate - what `readCertificate` returned
 * @param state - its status and surroundings
 * @returns the first cause of `diagnosisTable` that holds, and the names of the others; `none` where nothing is found
 * @throws {LifecycleError} `facts-malformed` for a state without a moment
 * @example
 * ```ts
 * import { diagnose } from '@thingplan/core/lifecycle'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const certificate = certificateFixture({ subject: { CN: 'sensor-1' } })
 * const now = new Date('2026-06-01')
 * diagnose(certificate, { status: 'PENDING_ACTIVATION', now, decision: 'none' }).cause // => 'never-decided'
 * ```
 */
export const diagnose = (certificate: DiagnosedCertificate, state: DiagnosedState): Diagnosis => {
  if (!(state.now instanceof Date) || !isCount(state.now.getTime())) {
    throw new LifecycleError('facts-malformed', '`now` is no moment', { field: 'now', remedy: 'give a Date' })
  }
  const holding = diagnosisTable.filter(({ holds }) => holds(certificate, state))
  const [first, ...others] = holding
  if (first === undefined) {
    const fix = 'look at the connection: client id, topics, policies, the clock of the device'
    return Object.freeze({
      cause: 'none',
      why: 'nothing is wrong that the registry shows',
      fix,
      others: Object.freeze([]),
    })
  }
  const { cause, why, fix } = first
  return Object.freeze({ cause, why, fix, others: Object.freeze(others.map((row) => row.cause)) })
}
