import { readCertificate } from '../../certificate/read-certificate.js'
import type { RegisterCertificateStep } from '../../plan/step/register-certificate.js'
import { pathTo } from '../parse/inspection.js'
import type { CompiledProvisioning } from './compile-provisioning.js'
import type { ParameterValues } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

/** The certificate that a device gets, and what has to be registered first, if anything. */
export interface IdentifiedCertificate {
  readonly certificateId: string
  readonly registers?: Pick<RegisterCertificateStep, 'certificatePem' | 'caCertificatePem'>
}

/** AWS IoT API reference, CreateCertificateFromCsr. */
const longestRequest = 4096

/** Finds out which certificate it is, as the template says it; `known` is what is known of it beforehand. */
export const identifyCertificate = (
  { certificatePath, identification: [property, textOf], caCertificatePem: caPemOf }: CompiledProvisioning,
  values: ParameterValues,
  known: string | undefined,
): IdentifiedCertificate => {
  const path = pathTo(certificatePath, property)
  const value = textOf(values)
  const agreed = (certificateId: string): string => {
    if (known === undefined || known === certificateId) return certificateId
    const remedy = 'give the id of the certificate that the template says'
    throw refuseDevice('provisioning-value-refused', path, 'is another certificate', remedy, certificateId)
  }
  if (property === 'CertificateId') {
    const certificateId = value.toLowerCase()
    if (/^[0-9a-f]{64}$/.test(certificateId)) return { certificateId: agreed(certificateId) }
    throw refuseDevice('provisioning-value-refused', path, 'is no certificate id', 'give 64 hex digits', value)
  }
  if (property === 'CertificateSigningRequest') {
    if (value === '' || value.length > longestRequest) {
      const message = `has ${value.length} characters`
      throw refuseDevice('provisioning-value-refused', path, message, `give 1 to ${longestRequest} characters of PEM`)
    }
    if (known !== undefined) return { certificateId: known }
    const message = 'is certified by AWS IoT, so the id is not known yet'
    throw refuseDevice('provisioning-certificate-missing', path, message, 'issue it, then give its `certificateId`')
  }
  // What stands around the certificate in the text, such as a key, never gets into a plan.
  const { id, pem: certificatePem } = readCertificate(value)
  const caPem = caPemOf?.(values)
  return {
    certificateId: agreed(id),
    registers: {
      certificatePem,
      ...(caPem !== undefined && { caCertificatePem: readCertificate(caPem).pem }),
    },
  }
}
