import { freezeDeeply } from '../../plan/freeze-deeply.js'
/** Why a message changes nothing. */
export type RotationRefusal =
  | 'device-unknown'
  | 'principal-foreign'
  | 'topic-foreign'
  | 'out-of-order'
  | 'device-closed'
  | 'rotation-not-offered'
  | 'rotation-completed'
  | 'rotation-rolled-back'
  | 'job-over'
  | 'nonce-differs'
  | 'principal-not-current'
  | 'request-unreadable'
  | 'request-differs'
  | 'issue-under-way'
  | 'key-reused'
  | 'subject-differs'
  | 'acknowledged-over-another'
  | 'certificate-differs'
  | 'certificate-known'
  | 'job-open'
  | 'job-repeated'
  | 'deadline-not-ahead'
  | 'current-expired'
  | 'issued-key-differs'
  | 'issued-subject-differs'
  | 'issued-not-valid'

/** What a refusal says, and to whom. */
export interface RotationRefusalRow {
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  /** `silent`: whoever sent it is not the device, and an answer on the device's topic would let strangers talk to it. */
  readonly audience: 'device' | 'silent'
}

/** Every reason for which a message changes nothing, by its code. */
export const rotationRefusals: Readonly<Record<RotationRefusal, RotationRefusalRow>> = /* @__PURE__ */ freezeDeeply({
  'device-unknown': { message: 'there is no record of the device', audience: 'silent' },
  'principal-foreign': { message: 'the certificate that sent the message is not of this device', audience: 'silent' },
  'topic-foreign': { message: 'the topic names another device than the one that sent the message', audience: 'silent' },
  'out-of-order': { message: 'nothing follows from the message in this state', audience: 'silent' },
  'device-closed': { message: 'the device is being removed, or is blocked', audience: 'device' },
  'rotation-not-offered': { message: 'no rotation is open for the device', audience: 'device' },
  'rotation-completed': { message: 'the rotation is over, and this is another request', audience: 'device' },
  'rotation-rolled-back': {
    message: 'the rotation was rolled back: the certificate that it brought is revoked',
    audience: 'device',
  },
  'job-over': { message: 'the deadline of the rotation has passed', audience: 'device' },
  'nonce-differs': { message: "the message does not carry the nonce of the device's open job", audience: 'device' },
  'principal-not-current': {
    message: 'a certificate is requested over the current certificate only',
    audience: 'device',
  },
  'request-unreadable': {
    message: 'the request is no CSR that can be read, or its signature is wrong',
    audience: 'device',
  },
  'request-differs': { message: 'a request for another key is under way', audience: 'device' },
  'issue-under-way': { message: 'another worker is having the certificate issued', audience: 'silent' },
  'key-reused': { message: 'the request is for a key that the device has had a certificate for', audience: 'device' },
  'subject-differs': {
    message: 'the issuer copies the subject of the request, and that is not byte for byte the expected one',
    audience: 'device',
  },
  'acknowledged-over-another': {
    message: 'a certificate is acknowledged over a connection with itself only',
    audience: 'device',
  },
  'certificate-differs': { message: 'the acknowledgement names another certificate', audience: 'device' },
  'certificate-known': { message: 'the device is registered with another certificate', audience: 'silent' },
  'job-open': { message: 'another job is open', audience: 'silent' },
  'job-repeated': { message: "the job's id or nonce was used before", audience: 'silent' },
  'deadline-not-ahead': { message: 'the deadline of the job is not ahead', audience: 'silent' },
  'current-expired': {
    message: 'the current certificate has expired: nothing can be asked for over it',
    audience: 'silent',
  },
  'issued-key-differs': {
    message: 'the issued certificate is for another key than the requested one',
    audience: 'silent',
  },
  'issued-subject-differs': { message: 'the issued certificate has another subject than ours', audience: 'silent' },
  'issued-not-valid': { message: 'the issued certificate is not valid now', audience: 'silent' },
})
