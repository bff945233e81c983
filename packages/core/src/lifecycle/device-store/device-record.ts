import type { Ownership } from '../../plan/step/ensure-thing.js'

/** Milliseconds since 1970. */
export type Moment = number

/** A certificate that the device may use. */
export interface DeviceCertificate {
  /** AWS IoT's id: lower-case hex SHA-256 of the DER. */
  readonly certificateId: string
  /** Absent, like the hash of its key, for a certificate that another system gave out. */
  readonly certificatePem?: string | undefined
  /** Lower-case hex SHA-256 of the SubjectPublicKeyInfo. A key that cannot be changed may get one certificate after another. */
  readonly keyHash?: string | undefined
  /** What it was given for: `token:<hash>`, `owner:<id>`, or a name of another lifecycle's. */
  readonly grant: string
  readonly delivery?: Delivery | undefined
  readonly sealingKeyHash?: string | undefined
  /** When it was known to be ready for use. */
  readonly readyAt: Moment
  /** When the device was first seen using it. */
  readonly seenAt?: Moment | undefined
}

/** Who works on a claim, and until when nobody else may. */
export interface Lease {
  /** Random text of the invocation. */
  readonly holder: string
  readonly until: Moment
}

interface Claim {
  readonly keyHash: string
  readonly grant: string
  /** Who made the key, and how it gets to the device. */
  readonly delivery: Delivery
  /** Lower-case hex SHA-256 of the raw public key that the private key is sealed to. */
  readonly sealingKeyHash?: string | undefined
  readonly claimedAt: Moment
  readonly lease: Lease
}

/**
 * How the device comes to its key.
 *
 * - `csr`: it made it, and it never leaves the device.
 * - `sealed`: it was made here, and travels sealed to a key of the device.
 * - `plain`: it was made here, and travels inside TLS only.
 */
export type Delivery = 'csr' | 'sealed' | 'plain'

/** A key is to be certified; whether a certificate exists is not known. */
export interface ClaimedCertificate extends Claim {
  readonly stage: 'claimed'
}

/** The certificate exists, and what it needs is being made; it may be ACTIVE already. */
export interface IssuedCertificate extends Claim {
  readonly stage: 'issued'
  readonly certificateId: string
  readonly certificatePem: string
  /** Whether the registry knew it once it was issued, as it does what AWS IoT issues. */
  readonly registered: boolean
  readonly caCertificatePem?: string | undefined
}

/** The certificate can be used, and has not been seen in use. */
export interface ReadyCertificate extends Claim {
  readonly stage: 'ready'
  readonly certificateId: string
  readonly certificatePem: string
  readonly readyAt: Moment
  /** When the current certificate is retired for it, seen or not; absent where there is none. */
  readonly retiresAt?: Moment | undefined
}

/** A certificate on its way to become the current one. */
export type NextCertificate = ClaimedCertificate | IssuedCertificate | ReadyCertificate

/** A certificate that has to be retired before anything else happens. */
export interface RetiringCertificate {
  readonly certificateId: string
  /**
   * - `replaced`: another has taken its place, to which the thing passes on.
   * - `superseded`: nobody uses it, since its key is lost or its device gave it up.
   */
  readonly reason: 'replaced' | 'superseded'
  /**
   * Of a certificate that the registry may not know yet. It is registered first, so that it can be revoked: otherwise a worker that
   * was asleep could register and activate it later.
   */
  readonly certificatePem?: string | undefined
  readonly caCertificatePem?: string | undefined
}

/** A registration token: known by its hash only. */
export interface DeviceToken {
  /** As `hashToken` makes it. */
  readonly hash: string
  readonly expiresAt: Moment
  /** The only key that it may have certified. Default: whichever claims first. */
  readonly keyHash?: string | undefined
  /** When a certificate that it was given for was first seen in use: never again since. */
  readonly spentAt?: Moment | undefined
}

/** The thing that the certificates are attached to, once there is one. */
export interface DeviceThing {
  readonly thingName: string
  readonly ownership: Ownership
  /** Policies that the certificates have, to be detached from one that is retired. */
  readonly policyNames: readonly string[]
}

/**
 * What is stored of one device: everything that has to change together, in one item.
 *
 * At most two of its certificates are ACTIVE, `current` and `next`; `retiring` counts in neither's place, since nothing is
 * activated while there is one.
 */
export interface DeviceRecord {
  /** Of the record's form; the parser refuses every other. */
  readonly schema: 1
  readonly serialNumber: string
  /** 1 at first, and one more with every write. */
  readonly version: number
  /** `removed` is a tombstone: the device never comes back under this record. */
  readonly standing: 'enrolled' | 'blocked' | 'removed'
  /** Hashes of the keys that a private key may be sealed to. */
  readonly sealingKeyHashes: readonly string[]
  readonly token?: DeviceToken | undefined
  readonly thing?: DeviceThing | undefined
  readonly current?: DeviceCertificate | undefined
  readonly next?: NextCertificate | undefined
  readonly retiring?: RetiringCertificate | undefined
  /** How often a key that nobody used was given up for another, since the last token or sighting. */
  readonly supersessions: number
  /** Hashes of the last keys that were claimed and are no longer; certificates for them may have been issued all the same. */
  readonly formerKeyHashes: readonly string[]
}
