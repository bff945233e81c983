/** What stands behind a refusal. */
interface RefusalRow {
  readonly status: number
  /** What may be told. */
  readonly code: string
  /** Whether the source has failed to prove something: such attempts are counted. */
  readonly counts: boolean
}

const row = (status: number, code: string, counts = false): RefusalRow => Object.freeze({ status, code, counts })

export type VendingRefusalReason =
  /** Too many wrong credentials have come from where the request comes from. */
  | 'too-many-attempts'
  /** There is no such device. */
  | 'device-unknown'
  /** The device has no token. */
  | 'token-missing'
  /** The token is not that of the device. */
  | 'token-wrong'
  /** The device is not that of whoever has signed in, or nobody said that it is. */
  | 'wrong-owner'
  /** The token is for another key. */
  | 'token-bound-to-another-key'
  /** The token has expired. */
  | 'token-expired'
  /** A certificate that the token was given for has been seen in use. */
  | 'token-spent'
  /** The device is blocked. */
  | 'device-blocked'
  /** The device has been removed for good. */
  | 'device-removed'
  /** The rules do not let a key be delivered that way. */
  | 'delivery-not-allowed'
  /** The key is to be sealed, and the request has no key to seal it to. */
  | 'sealing-key-missing'
  /** The key to seal to is neither enrolled nor signed by the device. */
  | 'sealing-key-unknown'
  /** Another request is at the device. */
  | 'claim-in-progress'
  /** The token is in use for another key. */
  | 'claimed-by-another-key'
  /** Unused certificates were given up for others as often as the rules allow. */
  | 'superseded-too-often'
  /** The registration refuses the certificate that was issued; the findings say why. */
  | 'registration-refused'
  /** The thing belongs to another certificate, or is not what the plan expects. */
  | 'thing-changed'
  /** The store, the issuer, a verifier or AWS IoT has failed; nothing is lost. */
  | 'unavailable'

const table: Readonly<Record<VendingRefusalReason, RefusalRow>> = {
  'too-many-attempts': /* @__PURE__ */ row(429, 'too-many-attempts'),
  // The same for all five: who has no credential does not learn which devices there are, or what they have.
  'device-unknown': /* @__PURE__ */ row(403, 'not-authorized', true),
  'token-missing': /* @__PURE__ */ row(403, 'not-authorized', true),
  'token-wrong': /* @__PURE__ */ row(403, 'not-authorized', true),
  'wrong-owner': /* @__PURE__ */ row(403, 'not-authorized', true),
  'token-bound-to-another-key': /* @__PURE__ */ row(403, 'not-authorized', true),
  // From here on the caller has shown a credential of the device.
  'token-expired': /* @__PURE__ */ row(403, 'token-expired'),
  'token-spent': /* @__PURE__ */ row(403, 'token-spent'),
  'device-blocked': /* @__PURE__ */ row(403, 'device-blocked'),
  'device-removed': /* @__PURE__ */ row(403, 'device-blocked'),
  'delivery-not-allowed': /* @__PURE__ */ row(403, 'delivery-not-allowed'),
  'sealing-key-missing': /* @__PURE__ */ row(400, 'sealing-key-missing'),
  'sealing-key-unknown': /* @__PURE__ */ row(403, 'sealing-key-unknown'),
  'claim-in-progress': /* @__PURE__ */ row(409, 'claim-in-progress'),
  'claimed-by-another-key': /* @__PURE__ */ row(409, 'claimed-by-another-key'),
  'superseded-too-often': /* @__PURE__ */ row(409, 'superseded-too-often'),
  'registration-refused': /* @__PURE__ */ row(403, 'registration-refused'),
  'thing-changed': /* @__PURE__ */ row(409, 'registration-refused'),
  unavailable: /* @__PURE__ */ row(503, 'unavailable'),
}

/** Every refusal: its HTTP status, what may be told, and whether it counts as an attempt. */
export const vendingRefusals: Readonly<Record<VendingRefusalReason, RefusalRow>> = /* @__PURE__ */ Object.freeze(table)
