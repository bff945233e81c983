import type { X509Certificate } from 'node:crypto'
import type { CertificateMode } from '@aws-sdk/client-iot'
import { checkAlgorithms } from '../../certificate/check-certificate.js'
import { isIssuedBy } from '../../certificate/issuer.js'
import { readRequestCertificate } from '../../certificate/read.js'
import { certificateValidation, invalidRequest, registrationCodeValidation } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { type Input, optionalText } from '../../request/input.js'
import type { World } from '../../world.js'

/**
 * In DEFAULT mode a verification certificate proves that the caller holds the CA's private key: signed by it, and with
 * the registration code as its common name. In SNI_ONLY mode there must be none (Developer Guide, "Register your CA
 * certificate").
 */
export const checkPossession = (
  world: World,
  input: Input,
  mode: CertificateMode,
  authority: X509Certificate,
): void => {
  const pem = optionalText(input, 'verificationCertificate', { ...constraints.certificatePem, min: 0 }) ?? ''
  if (mode === 'SNI_ONLY') {
    if (pem !== '') throw invalidRequest('verificationCertificate must be left out in mode SNI_ONLY')
    return
  }
  if (pem === '') throw invalidRequest('verificationCertificate is required in mode DEFAULT')

  const verification = readRequestCertificate('verificationCertificate', pem)
  checkAlgorithms('verificationCertificate', verification)
  if (!isIssuedBy(verification, authority)) {
    throw certificateValidation('verificationCertificate is not signed by the CA certificate')
  }
  const { value: code } = world.registry.registrationCode
  const commonNames = verification.subject.getAll('CN')
  if (code === undefined || commonNames.length !== 1 || commonNames[0] !== code) {
    throw registrationCodeValidation('the common name of verificationCertificate is not the registration code')
  }
}
