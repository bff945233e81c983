import type { Facts, Question, VerifierAnswer } from '@thingplan/core'

/**
 * Answers a verifier's question about a device: an inventory, a manufacturing database, a person.
 *
 * Whatever it throws, and every answer that is not one, counts as `unavailable`: the device stays undecided, never active.
 */
export type VerifierSource = (question: Question, facts: Facts) => Promise<VerifierAnswer>
