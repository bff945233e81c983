import type { Certificate } from '../../certificate/certificate.js'
import type { RotationCertificate, RotationJob } from './rotation-record.js'

interface DeviceMessage {
  /** The certificate id that AWS IoT says has sent it: `principal()` of the rule, never anything of topic or payload. */
  readonly principal: string
  /** What the topic says; a hint that finds the record. */
  readonly device: string
  readonly nonce?: string
}

/** A device asks for a certificate. */
export interface CertificateRequestMessage extends DeviceMessage {
  readonly kind: 'request'
  readonly csr: string
}

/** A device says that it works with a certificate, over a connection with it. */
export interface AcknowledgementMessage extends DeviceMessage {
  readonly kind: 'acknowledgement'
  readonly certificateId: string
}

/** What a device can say. */
export type RotationDeviceMessage = CertificateRequestMessage | AcknowledgementMessage

/** What the program itself says; never made of anything that a device has sent. */
export type RotationInternalMessage =
  /** The device's first certificate has been registered. */
  | ({ readonly kind: 'registered' } & RotationCertificate)
  /** A rotation is due: on-boarding, or renewal before expiry. */
  | { readonly kind: 'offer'; readonly job: RotationJob }
  /** The certificate of an effect is there. */
  | { readonly kind: 'issued'; readonly ofVersion: number; readonly certificate: Certificate }
  /** The plan that came with the record of this version has been carried out. */
  | { readonly kind: 'carried-out'; readonly ofVersion: number }
  /** Time has passed, or a worker has died: go on. */
  | { readonly kind: 'resume' }
  /** The offer is taken back. */
  | { readonly kind: 'cancel' }
  /** Removal or blocking begins. */
  | { readonly kind: 'close' }

export type RotationMessage = RotationDeviceMessage | RotationInternalMessage
