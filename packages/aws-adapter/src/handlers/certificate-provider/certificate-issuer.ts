import type { AbortSignalLike } from '@thingplan/core'
import type { CertificateRequest } from '@thingplan/pki'

/** What an issuer is asked. */
export interface IssueRequest {
  /** Its signature was checked, so that whoever made it holds the private key. The subject in it is a wish. */
  readonly csr: CertificateRequest
  /** Fires when nobody waits for the certificate any more. */
  readonly signal: AbortSignalLike
  /** Who asks: the id of the claim certificate, where AWS IoT says so. */
  readonly principalId?: string
  /** The MQTT client id that asks, where AWS IoT says so. */
  readonly clientId?: string
}

/** A CA that certifies what devices ask for: one of your own, AWS Private CA, a key in KMS. */
export interface CertificateIssuer {
  /** The certificate in PEM, without its chain. Whatever it throws refuses the device. */
  issue(request: IssueRequest): Promise<{ readonly certificatePem: string }>
}
