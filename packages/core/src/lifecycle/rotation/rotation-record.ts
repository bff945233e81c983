import type { RotationState } from './rotation-state.js'

/** A certificate as a rotation knows it. */
export interface RotationCertificate {
  /** AWS IoT's id: lower-case hex SHA-256 of the DER. */
  readonly certificateId: string
  /** As `hashKey` makes it. */
  readonly keyHash: string
  /** When it expires, in milliseconds since 1970. */
  readonly notAfter: number
}

/** One rotation of one device, from its offer to its end. */
export interface RotationJob {
  /** Of whoever offers it, and never used again for the device: 1 to 128 of `A-Z a-z 0-9 : _ -`. */
  readonly id: string
  /** Random text that a message of this job can carry; at least 16 characters. */
  readonly nonce?: string
  /** In milliseconds since 1970. What is not proven by then is rolled back. */
  readonly deadline: number
}

/** The request that a certificate is issued for. A CSR is public. */
export interface RotationRequest {
  readonly csr: string
  readonly keyHash: string
}

/** The certificate that a job has brought, until the next job is offered. */
export interface NextRotationCertificate extends RotationCertificate {
  readonly certificatePem: string
}

/** What is stored of a device's rotation: plain JSON without any key. */
export interface RotationRecord {
  readonly schema: 1
  /** Grows by one with every change: a write holds only while the stored one is the one that was read. */
  readonly version: number
  /** What names the device in its topics, such as its serial number. */
  readonly device: string
  readonly thingName: string
  readonly state: RotationState
  /** The certificate that the thing belongs to. */
  readonly current?: RotationCertificate
  /** The open job, or the last one. */
  readonly job?: RotationJob
  readonly request?: RotationRequest
  readonly next?: NextRotationCertificate
  /** The certificate that the last completed job has replaced. */
  readonly previousCertificateId?: string
  /** Hashes of the keys of replaced certificates, newest first, at most 8. */
  readonly spentKeyHashes: readonly string[]
}
