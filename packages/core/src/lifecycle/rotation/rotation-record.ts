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

/** Whose turn it is to have the certificate of a request issued: one worker's at a time. */
export interface RotationIssuing {
  /** When the request was accepted; nothing was issued for it before. In milliseconds since 1970. */
  readonly since: number
  /** Until when whoever issues is left alone, in milliseconds since 1970. */
  readonly until: number
}

/** What is remembered of a job that is over, so that nothing of it is taken for new. */
export interface FormerJob {
  readonly id: string
  /** Of its request: a certificate for that key that is not `certificateId` was issued in vain. */
  readonly keyHash?: string
  /** The certificate that it brought. */
  readonly certificateId?: string
}

/** A certificate that was taken out: a worker that was asleep may have attached something to it since. */
export interface RetiredCertificate {
  readonly certificateId: string
  /** When nobody can be at it any more, so that it is looked at once again. In milliseconds since 1970. */
  readonly lookAt: number
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
  /** The jobs before that one, newest first, at most 8: their ids open nothing again. */
  readonly formerJobs?: readonly FormerJob[]
  readonly request?: RotationRequest
  /** In state `issuing`. */
  readonly issuing?: RotationIssuing
  readonly next?: NextRotationCertificate
  /** The certificate that the last completed job has replaced. */
  readonly previousCertificateId?: string
  /** Certificates that were taken out and not looked at since, newest first, at most 8. */
  readonly retired?: readonly RetiredCertificate[]
  /** Hashes of the keys of replaced certificates, newest first, at most 8. */
  readonly spentKeyHashes: readonly string[]
}
