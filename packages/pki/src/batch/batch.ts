import type { Certificate, CertificateError } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import type { CertifiedKeyOptions } from '../certificate/certified-key.js'
import type { ValidityOptions } from '../certificate/validity.js'
import type { PkiError } from '../pki-error.js'
import type { SubjectInput } from '../subject/subject-input.js'
import type { TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'

/** One device of a batch: its name in it, its key or its request, and the subject that it gets. */
export interface BatchDevice extends CertifiedKeyOptions {
  /** The serial number of the device, or whatever else names it in the batch. */
  readonly serial: string
  readonly subject: SubjectInput
}

/** What became of a device: its certificate, or why it gets none; `CertificateError` where what was made of it cannot be read. */
export type BatchResult =
  | { readonly serial: string; readonly certificate: Certificate }
  | { readonly serial: string; readonly refusal: PkiError | CertificateError }

/** How far a batch is, after one more result. */
export interface BatchProgress {
  /** The device whose result it is: where to go on from. */
  readonly serial: string
  readonly issued: number
  readonly refused: number
  /** Devices that an earlier run has done. */
  readonly skipped: number
}

export interface IssueDeviceCertificatesOptions extends ValidityOptions, TargetOption, CryptoOption {
  readonly authority: AuthorityInput
  /** Read one after the other, never as a whole. */
  readonly devices: Iterable<BatchDevice> | AsyncIterable<BatchDevice>
  /** The serial of the last device whose result is safe; those up to it are passed over. */
  readonly resumeAfter?: string | undefined
  /** How many certificates are made at a time, and at most wait to be taken: 1 to 64. Default 4. */
  readonly concurrency?: number | undefined
  /** Called with each result, before it is handed out. */
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined
}
