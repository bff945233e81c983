import type { Ownership } from '../step/ensure-thing.js'
import type { CertificateStatus } from '../step/set-certificate-status.js'
import type { Step } from '../step/step.js'
import type { ObjectReader } from './read-object.js'
import { listOf, oneOf, type Parse, text, textFor } from './values.js'

/** What the fields of several kinds of steps are made of. */
export const thingName: Parse<string> = /* @__PURE__ */ textFor('thing-name')
export const thingTypeName: Parse<string> = /* @__PURE__ */ textFor('thing-type-name')
export const thingGroupName: Parse<string> = /* @__PURE__ */ textFor('thing-group-name')
export const billingGroupName: Parse<string> = /* @__PURE__ */ textFor('billing-group-name')
export const policyName: Parse<string> = /* @__PURE__ */ textFor('policy-name')

/** AWS IoT's id of a certificate is the SHA-256 of its DER, as the rest of Thingplan writes it. */
export const certificateId: Parse<string> = /* @__PURE__ */ text(
  /^[0-9a-f]{64}$/,
  'a certificate id: 64 lower-case hexadecimal digits',
)

export const ownership: Parse<Ownership> = /* @__PURE__ */ oneOf('stamp', 'principals', 'off')

export const certificateStatuses: Parse<readonly CertificateStatus[]> = /* @__PURE__ */ listOf(
  /* @__PURE__ */ oneOf('ACTIVE', 'INACTIVE', 'REVOKED', 'PENDING_TRANSFER', 'REGISTER_INACTIVE', 'PENDING_ACTIVATION'),
  { least: 1, most: 6 },
)

/** No id is longer than the kind and two names that it is derived from. */
export const stepId: Parse<string> = /* @__PURE__ */ text(/^[a-z-]{1,64}:[\w:+=,.@-]{1,256}$/, 'the id of a step')

export const stepIds: Parse<readonly string[]> = /* @__PURE__ */ listOf(stepId, { most: 1000 })

/** Reads the fields of a step of one kind, but for those that follow from them. */
export type ParseStep<AnyStep extends Step> = (step: ObjectReader) => AnyStep
