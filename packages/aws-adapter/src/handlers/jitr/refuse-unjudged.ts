import type { CertificateDescription, CertificateError } from '@thingplan/core'
import type { UnjudgedRefusal } from './jitr-outcome.js'

const kind = 'refused'

/**
 * An event of a certificate that AWS IoT does not know is refused, not tried again: it was forged, or its certificate was
 * deleted since. If AWS IoT only did not know it yet, the device knocks again, and that is a new event.
 */
export const refuseUnknown = (certificateId: string): UnjudgedRefusal => ({
  kind,
  reason: 'certificate-unknown',
  certificateId,
  message: 'AWS IoT does not know the certificate',
  code: 'certificate-unknown',
  field: 'certificateId',
  value: certificateId,
  remedy:
    'nothing, if the certificate has been deleted; else look who else may send to the queue or invoke the function',
})

/** Says what is wrong with the certificate, but never shows what stood in its place. */
export const refuseUnreadable = (certificateId: string, error: CertificateError): UnjudgedRefusal => ({
  kind,
  reason: 'certificate-unreadable',
  certificateId,
  message: `the certificate cannot be read: ${error.message}`,
  code: error.code,
  field: error.field ?? 'certificatePem',
  remedy: error.remedy ?? 'have the CA issue the device a certificate as RFC 5280 has it',
})

export const refuseUnrouted = ({ certificateId, caCertificateId }: CertificateDescription): UnjudgedRefusal => ({
  kind,
  reason: 'no-registration',
  certificateId,
  message: 'no registration is for the CA that issued the certificate',
  code: 'no-registration',
  field: 'caCertificateId',
  value: caCertificateId,
  remedy: 'give the handler a registration that names this CA in `issuedBy`, or one that names none',
})

export const refuseTombstoned = (certificateId: string): UnjudgedRefusal => ({
  kind,
  reason: 'tombstoned',
  certificateId,
  message: 'the device has been removed for good',
  code: 'tombstoned',
  field: 'certificateId',
  value: certificateId,
  remedy: 'nothing, unless the device shall come back: then take it off what `tombstones` reads',
})

export const refuseAgain = (certificateId: string): UnjudgedRefusal => ({
  kind,
  reason: 'refused-before',
  certificateId,
  message: 'another worker has refused the device',
  code: 'refused-before',
  field: 'certificateId',
  value: certificateId,
  remedy:
    'look why in the outcome of the worker that refused it; it is looked at anew when it knocks later than `settledMs` of `claims` after that',
  remembered: true,
})
