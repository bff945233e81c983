import { numberOption } from '../options/number-option.js'

export interface ClaimTimes {
  /**
   * How long, in milliseconds, a claim lasts when its worker never comes back: 1000 to 900000. Default 60000. Give it at
   * least the timeout of the function.
   */
  readonly leaseMs?: number
  /** How long, in milliseconds, a settled certificate is answered for without a look: 0 to 3600000. Default 60000. */
  readonly settledMs?: number
  /**
   * How long, in milliseconds, a settled certificate is answered for to events that were published before it was settled: 0 to
   * 1209600000, which is as long as SQS keeps a message. Default 345600000, which is as long as it does by default. Behind a long
   * queue a device knocks many times before its turn comes, and each look would cost a DescribeCertificate.
   */
  readonly rememberedMs?: number
}

/** @throws {AdapterError} `adapter-option` */
export const readClaimTimes = ({ leaseMs, settledMs, rememberedMs }: ClaimTimes): Required<ClaimTimes> => ({
  leaseMs: numberOption('leaseMs', leaseMs, { fallback: 60_000, min: 1_000, max: 900_000 }),
  settledMs: numberOption('settledMs', settledMs, { fallback: 60_000, min: 0, max: 3_600_000 }),
  rememberedMs: numberOption('rememberedMs', rememberedMs, { fallback: 345_600_000, min: 0, max: 1_209_600_000 }),
})
