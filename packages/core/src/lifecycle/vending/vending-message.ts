import type { Delivery } from '../device-store/device-record.js'

/** What proves that a request may be answered. */
export type VendingCredential =
  /** The device's own registration token. */
  | { readonly kind: 'token'; readonly token: string }
  /** A signed-in caller, whose claims were verified before; `facts.ownsDevice` says whether the device is theirs. */
  | { readonly kind: 'owner'; readonly owner: string }

/** Who asks, for which device, and what they show for it. */
export interface VendingAsker {
  readonly serialNumber: string
  readonly credential: VendingCredential
  /** Where it comes from; failed attempts are counted for it. */
  readonly source: string
}

/** A certificate is asked for. */
export interface VendingRequest extends VendingAsker {
  readonly kind: 'vend'
  /** PEM of the certificate signing request, verified before; its key is the device's, or was made for it just now. */
  readonly csr: string
  /** `hashKey` of the CSR's SubjectPublicKeyInfo. */
  readonly keyHash: string
  readonly delivery: Delivery
  /** For `sealed`: lower-case hex SHA-256 of the raw public key that the private key is sealed to. */
  readonly sealingKeyHash?: string | undefined
}

/** A device was seen using a certificate: AWS IoT's own word for it, such as `principal()` of a rule, never the device's. */
export interface VendingSighting {
  readonly kind: 'seen'
  readonly serialNumber: string
  readonly certificateId: string
}

/** Time has passed: what is due is done. */
export interface VendingTick {
  readonly kind: 'due'
  readonly serialNumber: string
}

export type VendingMessage = VendingRequest | VendingSighting | VendingTick
