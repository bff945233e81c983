import { inertWithin } from '../error/inert.js'

/**
 * Text from outside (a verifier's reason, a thrown message) as it may stand in a finding: on one line, bounded, with
 * everything that could move a terminal's cursor or hide text written as `\u{…}`.
 */
export const oneLine = (text: string): string => inertWithin(text, 256)
