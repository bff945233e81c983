import type { Certificate } from '../../certificate/certificate.js'
import { certificateParameters, isCertificateParameter, subjectSerialNumber } from '../certificate-parameter.js'
import type { ProvisioningInputs } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

/** The octets of a serial number as the decimal integer that they are; a negative one is written with a sign. */
const decimal = (hex: string): string =>
  hex.startsWith('-') ? `-${BigInt(`0x${hex.slice(1)}`)}` : BigInt(`0x${hex}`).toString()

const subjectValue = (
  { subject }: Certificate,
  oid: string,
  severalValues: ProvisioningInputs['severalValues'],
  path: string,
): string | undefined => {
  const values = subject.getAll(oid)
  const [value] = values
  if (values.length > 1 && severalValues !== 'first') {
    const message = `has ${values.length} values in the certificate, and which one AWS takes is not documented`
    const remedy = 'issue certificates with one value of this field'
    throw refuseDevice('provisioning-ambiguous', path, message, remedy, values.join(', '))
  }
  if (value !== '') return value
  // X.520 has no empty values: whether AWS takes it as one, or as none, nobody says.
  const remedy = 'issue certificates with text in this field'
  throw refuseDevice('provisioning-parameter-missing', path, 'is empty in the certificate', remedy)
}

/** What AWS fills a parameter of JITP with; `undefined` where the certificate has no such field. */
export const certificateValue = (
  name: string,
  certificate: Certificate,
  { serialNumber, severalValues }: ProvisioningInputs,
): string | undefined => {
  const path = `Parameters.${name}`
  const origin = isCertificateParameter(name) ? certificateParameters[name] : undefined
  if (origin === undefined || origin === 'certificate-id') return undefined
  if (origin !== 'serial-number') return subjectValue(certificate, origin.oid, severalValues, path)
  if (serialNumber === 'certificate') return decimal(certificate.serialNumber)
  if (serialNumber === 'subject') return subjectValue(certificate, subjectSerialNumber, severalValues, path)
  const message = 'is the serial number of the subject, or of the certificate'
  const remedy = 'say with `serialNumber` which one AWS takes: sources disagree'
  throw refuseDevice('provisioning-parameter-missing', path, message, remedy)
}
