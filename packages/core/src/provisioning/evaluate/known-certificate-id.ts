import type { ProvisioningTemplateKind } from '../provisioning-template.js'
import type { ProvisioningInputs } from './provisioning-inputs.js'
import { refuseDevice } from './refuse-device.js'

const missing = (path: string, remedy: string): Error =>
  refuseDevice('provisioning-certificate-missing', path, 'is missing', remedy)

/** The certificate that is known before the template is looked at: that of the connection, or the one just issued. */
export const knownCertificateId = (
  kind: ProvisioningTemplateKind,
  { certificate, certificateId, claim }: ProvisioningInputs,
): string | undefined => {
  if (kind === 'jitp') {
    if (certificate !== undefined) return certificate.id
    throw missing('certificate', 'give the certificate that the device connects with')
  }
  const known = certificateId?.toLowerCase()
  if (kind === 'fleet' && known === undefined) {
    throw missing('certificateId', 'give the id of the certificate that the device was issued')
  }
  if (known === undefined || claim?.certificateId.toLowerCase() !== known) return known
  throw refuseDevice(
    'provisioning-ambiguous',
    'claim',
    'is the certificate that is provisioned',
    'issue one of its own',
  )
}
