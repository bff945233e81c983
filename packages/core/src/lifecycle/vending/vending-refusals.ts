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
  | 'too-many-attempts'
  | 'device-unknown'
  | 'token-missing'
  | 'token-wrong'
  | 'wrong-owner'
  | 'token-bound-to-another-key'
  | 'token-expired'
  | 'token-spent'
  | 'device-blocked'
  | 'device-removed'
  | 'delivery-not-allowed'
  | 'sealing-key-missing'
  | 'sealing-key-unknown'
  | 'claim-in-progress'
  | 'claimed-by-another-key'
  | 'superseded-too-often'
  | 'registration-refused'
  | 'thing-changed'
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
