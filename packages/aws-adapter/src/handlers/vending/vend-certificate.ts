import { randomUUID } from 'node:crypto'
import {
  type AdmissionOutcome,
  type DeviceRecord,
  runVending,
  type VendingOutcome,
  type VendingRequest,
} from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import type { Asker } from './credential.js'
import type { CertificateWish } from './parse-vending-request.js'
import { performEffect } from './perform-effect.js'
import type { PreparedKey } from './prepare-key.js'
import { isSealingKeySigned } from './sealing-key-signature.js'
import type { CheckedVendingOptions } from './vending-handler-options.js'
import type { VendingHandlerOutcome } from './vending-outcome.js'
import { deliveryOf } from './wire-format.js'

/** What was read for somebody whose credential holds. */
type Admission = Extract<AdmissionOutcome, { readonly verdict: 'admit' }>

const isSigned = ({ sealingKey, sealingKeySignature }: CertificateWish, record: DeviceRecord): boolean =>
  sealingKey !== undefined &&
  sealingKeySignature !== undefined &&
  isSealingKeySigned(record, sealingKey, sealingKeySignature)

export interface Vended {
  readonly outcome: VendingOutcome
  readonly failures: VendingHandlerOutcome['failures']
}

/**
 * Has a certificate vended for a key, by the rules; every effect that failed is told of.
 *
 * @param carried - gets every plan that was carried out, as far as it was
 */
export const vendCertificate = async (
  { serialNumber, credential, source, ownsDevice }: Asker,
  admission: Admission,
  wish: CertificateWish,
  key: PreparedKey,
  options: CheckedVendingOptions,
  carried: CarriedPlan[],
): Promise<Vended> => {
  const { vending, store, issuer, driver, verifiers, sourceTimeoutMs, clock: now, subject } = options
  const { request, keyHash, sealingKeyHash, made } = key
  const message: VendingRequest = {
    kind: 'vend',
    serialNumber,
    credential,
    source,
    csr: request.pem,
    keyHash,
    delivery: deliveryOf(wish),
    sealingKeyHash,
  }
  const failures: { readonly effect: string; readonly error: unknown }[] = []
  const onFailure = ({ effect }: { readonly effect: string }, error: unknown): void => {
    failures.push({ effect, error })
  }
  const performer = {
    vending,
    issuer,
    driver,
    verifiers,
    sourceTimeoutMs,
    request,
    subject: subject(serialNumber),
    made,
    now,
    onFailure,
    observations: [],
    carried,
  }
  let record: DeviceRecord | undefined
  const world = {
    store,
    now,
    perform: (effect: Parameters<typeof performEffect>[0]) => performEffect(effect, record, performer),
    observe: (_decision: unknown, decidedOn: DeviceRecord | undefined): void => {
      record = decidedOn
    },
  }
  const sealingKeySigned = isSigned(wish, admission.record)
  const facts = { holder: randomUUID(), sealingKeySigned, ownsDevice, admission }
  try {
    return { outcome: await runVending(vending, message, world, facts), failures }
  } finally {
    await made?.discard().catch((error: unknown) => onFailure({ effect: 'discard' }, error))
  }
}
