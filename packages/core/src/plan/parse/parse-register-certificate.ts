import { CertificateError } from '../../certificate/certificate-error.js'
import { readCertificate } from '../../certificate/read-certificate.js'
import { quote } from '../../error/quote.js'
import { PlanError } from '../plan-error.js'
import { type RegisterCertificateStep, registerCertificate } from '../step/register-certificate.js'
import { malformed } from './malformed.js'
import { certificateId, type ParseStep, stepIds } from './step-values.js'
import type { Parse } from './values.js'

/** AWS IoT API reference, CertificatePem. */
const longest = 65_536

const beginning = '-----BEGIN CERTIFICATE-----'

/** A PEM as it may stand in a plan: without a key. Errors hold nothing of a text that may be anything. */
const certificatePem: Parse<string> = (value, at) => {
  if (typeof value !== 'string') throw malformed(at, 'is not a text', 'write it in quotation marks')
  if (value.length > longest) throw malformed(at, `has ${value.length} characters`, `give at most ${longest}`)
  if (value.includes('PRIVATE KEY')) {
    throw malformed(at, 'holds a private key', 'leave it with its owner, and make a new one: this one was seen')
  }
  if (value.startsWith(beginning)) return value
  throw malformed(at, 'is no PEM of a certificate', `give a text that begins with ${beginning}`)
}

const idOf = (pem: string, at: string): string => {
  try {
    return readCertificate(pem).id
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause
    const message = `${quote(at)} cannot be read: ${cause.message}`
    throw new PlanError('plan-malformed', message, { field: at, remedy: cause.remedy, cause })
  }
}

/** The PEM of the certificate that the step names: who approves a plan reads the name. */
const pemOf =
  (id: string): Parse<string> =>
  (value, at) => {
    const pem = certificatePem(value, at)
    const found = idOf(pem, at)
    if (found === id) return pem
    throw malformed(at, `is the certificate ${quote(found)}`, 'give the PEM of the certificate that the step names')
  }

export const parseRegisterCertificate: ParseStep<RegisterCertificateStep> = (step) => {
  const id = step.field('certificateId', certificateId)
  return registerCertificate({
    certificateId: id,
    certificatePem: step.field('certificatePem', pemOf(id)),
    caCertificatePem: step.optionalField('caCertificatePem', certificatePem),
    after: step.field('after', stepIds),
  })
}
