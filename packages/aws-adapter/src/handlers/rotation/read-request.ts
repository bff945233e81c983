import type {
  RotationFacts,
  RotationMessage,
  RotationRecord,
  RotationRequestFact,
  RotationSubject,
} from '@thingplan/core/lifecycle'
import { hashKey } from '@thingplan/core/lifecycle'
import { encodeSubject, hasSubject, PkiError, readCertificateRequest, requestsSubject } from '@thingplan/pki'
import { subjectOfAws } from '../../authority/issuer/subject-of-aws.js'
import type { RotationDesk } from './rotation-handler-options.js'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A signature costs more to check than a message to send: it is checked only for a certificate of the device. */
const isHeard = (principal: string, { current, next, previousCertificateId }: RotationRecord): boolean =>
  [current?.certificateId, next?.certificateId, previousCertificateId].includes(principal)

const readCsr = async (csr: string, device: string, desk: RotationDesk): Promise<RotationRequestFact> => {
  const request = await readCertificateRequest(csr)
  const keyHash = hashKey(request.spki)
  if (!desk.rotation.issuerCopiesSubject) return { keyHash }
  const subject = desk.subject(device)
  return requestsSubject(request, subject) ? { keyHash, subjectDer: hex(encodeSubject(subject)) } : { keyHash }
}

/**
 * The subject that the new certificate has to have. AWS IoT may write one of its own in place of the request's: no device can have
 * asked for it, since an issuer that copies subjects gets no request for another than ours.
 */
const subjectFor = (message: RotationMessage, device: string, desk: RotationDesk): RotationSubject => {
  const entries = desk.subject(device)
  if (!desk.rotation.issuerCopiesSubject) return { entries }
  const isOfAws = message.kind === 'issued' && hasSubject(message.certificate, subjectOfAws)
  return isOfAws ? { entries: Object.entries(subjectOfAws) } : { entries, der: hex(encodeSubject(entries)) }
}

/** The subject that is ours, and what a CSR holds, or why it cannot be read. */
export const readRequest = async (
  message: RotationMessage,
  record: RotationRecord,
  desk: RotationDesk,
): Promise<Pick<RotationFacts, 'request' | 'subject'>> => {
  const subject = subjectFor(message, record.device, desk)
  if (message.kind !== 'request' || !isHeard(message.principal, record)) return { subject }
  try {
    return { subject, request: await readCsr(message.csr, record.device, desk) }
  } catch (error) {
    if (error instanceof PkiError) return { subject, request: { unreadable: error.message } }
    throw error
  }
}
