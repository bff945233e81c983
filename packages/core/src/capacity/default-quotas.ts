import type { Quotas } from './quotas.js'

/** A default quota, and how far it can be relied on. */
export interface DocumentedQuota {
  /** Calls in a second, of an account in a Region. */
  readonly perSecond: number
  /** Where the number is from. */
  readonly source: string
  /** False where a quota is known to exist but its value is not: then the number is what to plan with. */
  readonly isConfirmed: boolean
  /** False where AWS does not raise it on request. */
  readonly isAdjustable: boolean
}

const dump = 'AWS Service Quotas, default values of about 2023'
const page = 'AWS IoT Limits page of late 2019'
const thingpress = 'Thingpress, AWS API Limits, June 2025'

const documented = (perSecond: number, source: string): DocumentedQuota =>
  Object.freeze({ perSecond, source, isConfirmed: true, isAdjustable: true })

const onlyNamed: DocumentedQuota = /* @__PURE__ */ Object.freeze({
  perSecond: 10,
  source: 'AWS Service Quotas has the name only',
  isConfirmed: false,
  isAdjustable: true,
})

const registry = /* @__PURE__ */ documented(100, `${dump}; ${thingpress}`)
const seldomListed = /* @__PURE__ */ documented(10, dump)
const attachment = /* @__PURE__ */ documented(15, page)
const credential = /* @__PURE__ */ documented(10, page)

/**
 * The default quotas that bound how fast a fleet is registered, by operation, each with its source.
 *
 * Operations of the control plane have their names in the API reference. What is done over MQTT begins with `mqtt:`:
 * `mqtt:Connect` for all devices, `mqtt:ConnectPerClientId` for each, `mqtt:RegisterByConnecting` for certificates that
 * register themselves (JITR and JITP), and the three operations of fleet provisioning. Smaller Regions have lower ones.
 */
export const documentedQuotas: Readonly<Record<string, DocumentedQuota>> = /* @__PURE__ */ Object.freeze({
  AddThingToBillingGroup: /* @__PURE__ */ documented(60, dump),
  AddThingToThingGroup: registry,
  AttachPolicy: /* @__PURE__ */ documented(15, `${thingpress}; ${page}`),
  AttachThingPrincipal: registry,
  CreateBillingGroup: /* @__PURE__ */ documented(25, dump),
  CreateCertificateFromCsr: attachment,
  CreateKeysAndCertificate: onlyNamed,
  CreatePolicy: credential,
  CreatePolicyVersion: credential,
  CreateProvisioningClaim: onlyNamed,
  CreateRoleAlias: credential,
  CreateThing: registry,
  CreateThingGroup: /* @__PURE__ */ documented(25, dump),
  CreateThingType: /* @__PURE__ */ documented(15, dump),
  DeleteCertificate: credential,
  DeletePolicy: credential,
  DeletePolicyVersion: credential,
  DeleteThing: registry,
  DescribeBillingGroup: registry,
  DescribeCertificate: /* @__PURE__ */ documented(10, `${thingpress}; ${page}`),
  DescribeThing: /* @__PURE__ */ documented(350, `${dump}; ${thingpress}`),
  DescribeThingGroup: registry,
  DescribeThingType: registry,
  DetachPolicy: attachment,
  DetachThingPrincipal: registry,
  GetPolicy: /* @__PURE__ */ documented(10, `${page}; ${thingpress}`),
  ListAttachedPolicies: attachment,
  ListPolicyVersions: onlyNamed,
  ListPrincipalThings: seldomListed,
  ListTagsForResource: seldomListed,
  ListThingGroupsForThing: registry,
  ListThingPrincipals: seldomListed,
  ListThings: seldomListed,
  Publish: /* @__PURE__ */ documented(20_000, page),
  RegisterCACertificate: credential,
  RegisterCertificate: credential,
  RegisterCertificateWithoutCA: /* @__PURE__ */ documented(10, thingpress),
  RegisterThing: credential,
  RemoveThingFromBillingGroup: /* @__PURE__ */ documented(15, dump),
  RemoveThingFromThingGroup: registry,
  SetDefaultPolicyVersion: credential,
  TagResource: seldomListed,
  UpdateCACertificate: credential,
  UpdateCertificate: credential,
  UpdateThing: registry,
  'mqtt:Connect': /* @__PURE__ */ documented(500, page),
  'mqtt:ConnectPerClientId': /* @__PURE__ */ Object.freeze({
    perSecond: 1,
    source: page,
    isConfirmed: true,
    isAdjustable: false,
  }),
  'mqtt:CreateCertificateFromCsr': onlyNamed,
  'mqtt:CreateKeysAndCertificate': onlyNamed,
  'mqtt:RegisterByConnecting': /* @__PURE__ */ documented(15, page),
  'mqtt:RegisterThing': onlyNamed,
})

/**
 * The calls in a second of {@link documentedQuotas}, for `estimate` and for the emulator.
 *
 * Spread it to change one: `{ ...defaultQuotas, DescribeCertificate: 50 }`.
 *
 * @example
 * ```ts
 * import { defaultQuotas } from '@thingplan/core/capacity'
 *
 * defaultQuotas['DescribeCertificate'] // => 10
 * ```
 */
export const defaultQuotas: Quotas = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ Object.fromEntries(
    /* @__PURE__ */ Object.entries(documentedQuotas).map(([operation, { perSecond }]) => [operation, perSecond]),
  ),
)
