import type { Certificate } from '@thingplan/core'
import type { Signer } from '../signer/signer.js'
import type { CryptoKey } from '../web-crypto.js'

/** A CA: its certificate, and the key that signs. */
export interface CertificateAuthority {
  /** PEM is in `certificate.pem`. */
  readonly certificate: Certificate
  /** Printing or serialising an authority does not show it. */
  readonly privateKey: CryptoKey
}

/** A CA whose key may live anywhere: its certificate, and who signs for it. */
export interface SigningAuthority {
  /** PEM is in `certificate.pem`. */
  readonly certificate: Certificate
  readonly signer: Signer
}

/** A CA in either form. */
export type AuthorityInput = CertificateAuthority | SigningAuthority
