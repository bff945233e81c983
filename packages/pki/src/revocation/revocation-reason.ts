import type { RevocationReason } from './crl.js'

/** RFC 5280 section 5.3.1; 7 is not used, and 8 is for delta CRLs. */
const reasons: readonly (RevocationReason | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  undefined,
  'privilegeWithdrawn',
  'aACompromise',
]

export const reasonOf = (code: number | undefined): RevocationReason | undefined =>
  code === undefined ? undefined : reasons[code]

/** The code of a reason; -1 where there is none. */
export const reasonCode = (reason: RevocationReason): number => reasons.indexOf(reason)
