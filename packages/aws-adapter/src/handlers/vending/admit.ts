import { type AdmissionOutcome, runAdmission } from '@thingplan/core/lifecycle'
import type { Asker } from './credential.js'
import type { CheckedVendingOptions } from './vending-handler-options.js'

/** Judges a credential, and consumes nothing: before a request is verified, a key made or a shadow read. */
export const admit = (
  { serialNumber, credential, source, ownsDevice }: Asker,
  { vending, store, clock: now }: CheckedVendingOptions,
): Promise<AdmissionOutcome> =>
  runAdmission(vending, { serialNumber, credential, source }, { store, now }, { ownsDevice })
