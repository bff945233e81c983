import type { Certificate } from '@thingplan/core'
import type { Signer } from '@thingplan/pki'
import type { CaTemplate } from '../../provisioning/ca/ca-template.js'
import type { AuthorityProgress } from './authority-progress.js'
import type { CertificateMode } from './certificate-mode.js'
import type { AuthorityRegistrationCalls } from './registration-calls.js'

/** Who proves where it matters that a device may exist, by name: registrations ask it (see `askVerifier`). */
export interface VerifierChoice {
  readonly name: string
  /** The names that may be chosen; any other is refused. */
  readonly allowed: readonly string[]
}

/** What is to be registered, and how. What is not said has a default for a new CA, and stays as it is for a registered one. */
export interface AuthorityOptions {
  /** The CA's certificate: PEM, DER, or read already. */
  readonly certificate: string | Uint8Array | Certificate
  /** Signs with the CA's private key: proves to AWS IoT in mode DEFAULT that it is at hand. Not needed in mode SNI_ONLY. */
  readonly signer?: Signer | undefined
  /**
   * In place of `signer`, where the key signs nothing but certificates, as in a private CA service: gets the certificate whose
   * common name is the registration code, as PEM.
   */
  readonly verificationCertificate?: ((registrationCode: string) => Promise<string>) | undefined
  /**
   * `DEFAULT`: one account of a region may register the CA, and shows that it holds the private key. `SNI_ONLY`: any number may, and
   * devices have to send the host name of the endpoint. Default of a new CA: `DEFAULT`. No call changes it.
   */
  readonly mode?: CertificateMode | undefined
  /** Whether devices of the CA may be registered. Default of a new CA: true. */
  readonly active?: boolean | undefined
  /** Whether devices of the CA are registered at their first connection (JITR, JITP). Default of a new CA: true. */
  readonly autoRegistration?: boolean | undefined
  /** The template that AWS provisions devices with at their first connection (JITP), or `none` (JITR). Default of a new CA: `none`. */
  readonly provisioning?: CaTemplate | 'none' | undefined
  /** Tags of the CA certificate. Tags that are not named stay. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** Kept as the tag `verifier`, for `readAuthorityVerifier`. Default: none. */
  readonly verifier?: VerifierChoice | undefined
  /** Tells the time that the certificate's validity is looked at. Default: the system clock. */
  readonly clock?: (() => Date) | undefined
  /** Told what happens as it happens; what it throws disturbs nobody. */
  readonly onProgress?: ((progress: AuthorityProgress) => void) | undefined
}

/** In one account and region. */
export interface RegisterAuthorityOptions extends AuthorityOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: AuthorityRegistrationCalls
}

/** One account and region of several. */
export interface AuthorityTarget {
  /** What the report calls it, such as `123456789012/eu-central-1`: 1 to 128 printable characters, each name once. */
  readonly name: string
  /** An `IoTClient` for it, or anything else that makes these calls. */
  readonly client: AuthorityRegistrationCalls
  /** In place of that of the call, since roles and templates belong to an account. */
  readonly provisioning?: CaTemplate | 'none' | undefined
}

/** In several accounts and regions. */
export interface RegisterAuthorityInTargetsOptions extends AuthorityOptions {
  readonly targets: readonly AuthorityTarget[]
  /** Targets at once: 1 to 32, default 4. */
  readonly concurrency?: number | undefined
}
