import type { RegisterCertificateResponse } from '@aws-sdk/client-iot'
import type { Certificate } from '@thingplan/core'
import { checkAlgorithms, isExpired } from '../../certificate/check-certificate.js'
import { isIssuedBy, issuersOf } from '../../certificate/issuer.js'
import { readRequestCertificate } from '../../certificate/read.js'
import { certificateConflict, certificateState, certificateValidation } from '../../exception/exceptions.js'
import type { CaCertificate } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { optionalText, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'
import { requestedInitialStatus } from './initial-status.js'
import { insertCertificate } from './insert.js'

export const registerCertificate: Operation<RegisterCertificateResponse> = {
  members: ['certificatePem', 'caCertificatePem', 'setAsActive', 'status'],
  perform: (world, input) => {
    const pem = requiredText(input, 'certificatePem', constraints.certificatePem)
    const caPem = optionalText(input, 'caCertificatePem', constraints.certificatePem)
    const status = requestedInitialStatus(input)
    const certificate = readRequestCertificate('certificatePem', pem)
    checkAlgorithms('certificatePem', certificate)
    const authority = caPem === undefined ? soleIssuer(world, certificate) : namedIssuer(world, certificate, caPem)
    if (authority.status !== 'ACTIVE') throw certificateState(`CA certificate ${authority.id} is not ACTIVE`)
    if (isExpired(authority.certificate, world.clock())) {
      throw certificateValidation(`CA certificate ${authority.id} has expired`)
    }
    return insertCertificate(world, { certificate, status, mode: authority.mode, caCertificateId: authority.id })
  },
}

const namedIssuer = (world: World, certificate: Certificate, caPem: string): CaCertificate => {
  const authority = world.registry.caCertificates.get(readRequestCertificate('caCertificatePem', caPem).id)
  if (authority === undefined) throw certificateValidation('caCertificatePem is not a registered CA certificate')
  if (!isIssuedBy(certificate, authority.x509)) {
    throw certificateValidation('the certificate is not signed by the CA certificate in caCertificatePem')
  }
  return authority
}

const soleIssuer = (world: World, certificate: Certificate): CaCertificate => {
  const issuers = issuersOf(world.registry, certificate)
  const [issuer] = issuers
  if (issuer === undefined) throw certificateValidation('the certificate is not signed by a registered CA certificate')
  if (issuers.length > 1) {
    throw certificateConflict('several registered CA certificates share the subject and the key of the issuer')
  }
  // API reference, RegisterCertificate: with several CAs of one subject, the one that signed must be named.
  const subject = issuer.certificate.subject.toString()
  for (const other of world.registry.caCertificates.values()) {
    if (other !== issuer && other.certificate.subject.toString() === subject) {
      throw certificateValidation(
        'several registered CA certificates have the subject of the issuer; pass caCertificatePem',
      )
    }
  }
  return issuer
}
