import { numberOption } from '../options/number-option.js'

export interface ClaimTimes {
  /**
   * How long, in milliseconds, a claim lasts when its worker never comes back: 1000 to 900000. Default 60000. Give it at
   * least the timeout of the function.
   */
  readonly leaseMs?: number
  /** How long, in milliseconds, a settled certificate is answered for without a look: 0 to 3600000. Default 60000. */
  readonly settledMs?: number
}

/** @throws {AdapterError} `adapter-option` */
export const readClaimTimes = ({ leaseMs, settledMs }: ClaimTimes): Required<ClaimTimes> => ({
  leaseMs: numberOption('leaseMs', leaseMs, { fallback: 60_000, min: 1_000, max: 900_000 }),
  settledMs: numberOption('settledMs', settledMs, { fallback: 60_000, min: 0, max: 3_600_000 }),
})
